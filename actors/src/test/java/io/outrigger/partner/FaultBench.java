package io.outrigger.partner;

import io.outrigger.config.FailoverRole;
import io.outrigger.config.TimeSkew;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.StatusCodeOption;
import io.outrigger.failover.wire.Connect;
import io.outrigger.failover.wire.ConnectReply;
import io.outrigger.failover.wire.Contact;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.failover.wire.FailoverMessageType;
import io.outrigger.failover.wire.PartnerMessage;
import io.outrigger.failover.wire.StartTls;
import io.outrigger.failover.wire.StartTlsReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings a connection as far as a fault needs it. */
final class FaultBench implements AutoCloseable {

  /** How far it has come, and who we are. */
  enum Start {
    SECONDARY_TLS_OFF("secondary, `tls = off`, nothing said"),
    SECONDARY_TLS("secondary, TLS required, nothing said"),
    SECONDARY_SECURED("secondary, TLS is on"),
    PRIMARY_STARTTLS_SENT("primary, STARTTLS sent"),
    PRIMARY_CONNECT_SENT("primary, CONNECT sent"),
    MADE("either, before the first STATE"),
    OPEN_SECONDARY("either (tried as secondary), after the first STATE"),
    OPEN_PRIMARY("primary, after the first STATE");

    final String text;

    Start(String text) {
      this.text = text;
    }
  }

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  static final TestIdentity ALPHA = TestIdentity.validAt("alpha", NOW);
  static final TestIdentity BETA = TestIdentity.validAt("beta", NOW);

  final LinkWorld world = new LinkWorld();
  final FakeChannel channel = world.channel();

  FaultBench(Start start) {
    switch (start) {
      case SECONDARY_TLS_OFF -> secondary(new PartnerTls.Off());
      case SECONDARY_TLS -> secondary(ALPHA.trusting(BETA.pinned()));
      case SECONDARY_SECURED -> {
        secondary(ALPHA.trusting(BETA.pinned()));
        channel.arrives(new StartTls(9, Options.EMPTY));
        secured(BETA);
      }
      case PRIMARY_STARTTLS_SENT -> primary(ALPHA.trusting(BETA.pinned()));
      case PRIMARY_CONNECT_SENT -> primary(new PartnerTls.Off());
      case MADE -> world.connected(channel);
      case OPEN_SECONDARY -> world.open(channel);
      case OPEN_PRIMARY -> {
        primary(new PartnerTls.Off());
        channel.arrives(connectReply(), world.state());
      }
    }
    channel.said();
  }

  private void secondary(PartnerTls tls) {
    LinkSettings settings = LinkWorld.settings(FailoverRole.SECONDARY, TimeSkew.REJECT, tls);
    world.start(new ConnectionSide.Secondary(() -> List.of(world.relationship(settings))), channel);
  }

  private void primary(PartnerTls tls) {
    world.start(
        new ConnectionSide.Primary(
            LinkWorld.settings(FailoverRole.PRIMARY, TimeSkew.REJECT, tls), world.door),
        channel);
  }

  void secured(TestIdentity partner) {
    channel.secured(new PartnerChannel.TlsPeer(List.of(partner.certificate()), "TLSv1.3"));
  }

  /** A CONNECT that is accepted. */
  Connect connect() {
    return (Connect) world.connect(LinkWorld.settings(FailoverRole.PRIMARY));
  }

  /** A CONNECTREPLY that is accepted. */
  ConnectReply connectReply() {
    PartnerMessage theirs = world.connect(LinkWorld.settings(FailoverRole.SECONDARY));
    return new ConnectReply(
        PartnerConnection.OWN_TRANSACTION_IDS + 2, world.now(), theirs.options());
  }

  StartTlsReply startTlsReply(DhcpOption... options) {
    return new StartTlsReply(PartnerConnection.OWN_TRANSACTION_IDS + 1, Options.of(options));
  }

  void arrives(FailoverMessage... messages) {
    channel.arrives(messages);
  }

  void arrives(FailoverMessageType type, DhcpOption... options) {
    channel.arrives(world.message(type, 7, options));
  }

  /** The message with one option exchanged for another of its kind. */
  static PartnerMessage with(PartnerMessage message, DhcpOption option) {
    return rebuilt(message, option.code(), Optional.of(option));
  }

  static PartnerMessage without(PartnerMessage message, int code) {
    return rebuilt(message, code, Optional.empty());
  }

  private static PartnerMessage rebuilt(
      PartnerMessage message, int code, Optional<DhcpOption> instead) {
    List<DhcpOption> options = new ArrayList<>(message.options().all());
    options.removeIf(each -> each.code() == code);
    instead.ifPresent(options::add);
    return PartnerMessage.of(
        message.type(), message.transactionId(), message.sentTime(), Options.of(options));
  }

  /** Type and status of what was said last; a sign of life is no answer. */
  String answer() {
    List<FailoverMessage> said = new ArrayList<>(channel.said());
    said.removeIf(Contact.class::isInstance);
    if (said.isEmpty()) {
      return "nothing";
    }
    FailoverMessage last = said.getLast();
    Options options =
        switch (last) {
          case PartnerMessage m -> m.options();
          case StartTlsReply m -> m.options();
          default -> Options.EMPTY;
        };
    Optional<StatusCodeOption> status = options.first(StatusCodeOption.class);
    return FailoverMessageType.of(last.code()) + status.map(each -> " " + each.status()).orElse("");
  }

  @Override
  public void close() {
    world.close();
  }
}
