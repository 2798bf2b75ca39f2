package io.outrigger.loadclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Advertise;
import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.MessageType;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.Reply;
import io.outrigger.dhcp.ServerIdOption;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One session in virtual time, and a server played by the test. */
final class SessionHarness implements SessionListener {
  static final Duid SERVER = Duid.fromHex("0003000102030405aa01");
  static final Duid OTHER_SERVER = Duid.fromHex("0003000102030405aa02");
  static final Ipv6Address ADDRESS = Ipv6Address.parse("2001:db8::5");
  static final Ipv6Prefix PREFIX = Ipv6Prefix.parse("2001:db8:8000::/56");
  static final long SECOND = 1_000_000_000L;

  final ClientSession session;
  final List<ClientServerMessage> sent = new ArrayList<>();
  final List<Outcome> outcomes = new ArrayList<>();
  final List<StatusCode> statuses = new ArrayList<>();
  final List<String> story = new ArrayList<>();
  final List<String> ignored = new ArrayList<>();
  long nowNanos = 5 * SECOND;

  SessionHarness(SessionPlan.Builder plan) {
    session =
        new ClientSession(new ClientIdentity(7, 3), plan.build(), new SplittableRandom(7), this);
  }

  SessionHarness begin() {
    session.begin(nowNanos);
    return this;
  }

  /** Lets time pass, ringing every alarm on the way. */
  void pass(double seconds) {
    long until = nowNanos + (long) (seconds * SECOND);
    while (session.deadlineNanos() <= until) {
      nowNanos = Math.max(nowNanos, session.deadlineNanos());
      session.timer(nowNanos);
    }
    nowNanos = until;
  }

  ClientServerMessage last() {
    return sent.getLast();
  }

  List<MessageType> types() {
    return sent.stream().map(ClientServerMessage::type).toList();
  }

  void advertise(DhcpOption... options) {
    advertise(SERVER, options);
  }

  void advertise(Duid server, DhcpOption... options) {
    session.received(new Advertise(last().transactionId(), options(server, options)), nowNanos);
  }

  void reply(DhcpOption... options) {
    session.received(new Reply(last().transactionId(), options(SERVER, options)), nowNanos);
  }

  Options options(Duid server, DhcpOption... more) {
    return Options.builder()
        .add(new ClientIdOption(session.duid()))
        .add(new ServerIdOption(server))
        .addAll(List.of(more))
        .build();
  }

  /** Lets the session obtain an address for 100 s, T1 50 s, T2 80 s. */
  SessionHarness bound() {
    begin();
    advertise(address(ADDRESS, 100));
    reply(address(ADDRESS, 100));
    assertThat(story).contains("granted " + ADDRESS);
    return this;
  }

  IaNaOption address(Ipv6Address address, long validSeconds) {
    return new IaNaOption(
        session.identity().iaid(),
        validSeconds / 2,
        validSeconds * 4 / 5,
        Options.of(new IaAddressOption(address, validSeconds, validSeconds, Options.EMPTY)));
  }

  IaPdOption prefix(Ipv6Prefix prefix, long validSeconds) {
    return new IaPdOption(
        session.identity().iaid(),
        validSeconds / 2,
        validSeconds * 4 / 5,
        Options.of(IaPrefixOption.of(prefix, validSeconds, validSeconds, Options.EMPTY)));
  }

  IaNaOption address(StatusCode status) {
    return new IaNaOption(session.identity().iaid(), 0, 0, Options.of(status(status)));
  }

  static StatusCodeOption status(StatusCode status) {
    return new StatusCodeOption(status, "as the test has it");
  }

  @Override
  public void send(ClientSession from, ClientServerMessage message, boolean again) {
    sent.add(message);
    story.add((again ? "again " : "send ") + message.type());
  }

  @Override
  public void granted(ClientSession from, HeldLease lease) {
    story.add("granted " + lease.resource());
  }

  @Override
  public void gaveUp(ClientSession from, HeldLease lease, MessageType why) {
    story.add("gave up " + lease.resource() + " " + why);
  }

  @Override
  public void unanswered(ClientSession from, MessageType question) {
    story.add("unanswered " + question);
  }

  @Override
  public void ended(ClientSession from, Outcome outcome) {
    outcomes.add(outcome);
    story.add(outcome.name());
  }

  @Override
  public void status(ClientSession from, StatusCode status) {
    statuses.add(status);
  }

  @Override
  public void ignored(ClientSession from, ClientServerMessage message, String reason) {
    ignored.add(reason);
  }
}
