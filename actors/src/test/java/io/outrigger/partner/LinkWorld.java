package io.outrigger.partner;

import com.typesafe.config.ConfigFactory;
import io.outrigger.config.Endpoint;
import io.outrigger.config.FailoverRole;
import io.outrigger.config.TimeSkew;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Options;
import io.outrigger.failover.wire.AbsoluteTime;
import io.outrigger.failover.wire.ConnectFlagsOption;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.failover.wire.FailoverMessageType;
import io.outrigger.failover.wire.PartnerMessage;
import io.outrigger.failover.wire.ServerState;
import io.outrigger.failover.wire.ServerStateOption;
import io.outrigger.pool.MutableClock;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;

/** Actors on the test's own thread, time that the test moves, and messages to say. */
final class LinkWorld implements AutoCloseable {
  static final Endpoint PARTNER = Endpoint.parse("[2001:db8:f::2]:647", 647);
  static final Endpoint OWN = Endpoint.parse("[2001:db8:f::1]:647", 647);

  final ActorTestKit kit =
      ActorTestKit.create(
          "link",
          ConfigFactory.parseString(
                  """
                  pekko.actor.default-dispatcher.type = \
                    "org.apache.pekko.testkit.CallingThreadDispatcherConfigurator"
                  pekko.loglevel = WARNING
                  pekko.coordinated-shutdown.run-by-actor-system-terminate = off
                  pekko.actor.default-dispatcher.shutdown-timeout = 1ms
                  """)
              .withFallback(ManualTime.config())
              .withFallback(ConfigFactory.load()));
  final MutableClock clock = new MutableClock();
  final FakeTransport transport = new FakeTransport(OWN.address(), clock);
  final LinkCounters counters = new LinkCounters();
  final LinkContext context = new LinkContext(transport, clock, counters);
  final TestProbe<LinkEvent> endpoint = kit.createTestProbe();
  final TestProbe<BindingTraffic> bindings = kit.createTestProbe();
  final TestProbe<ConnectionReport> owner = kit.createTestProbe();
  final LinkDoor door = new LinkDoor(endpoint.ref(), bindings.ref());
  private final ManualTime time = ManualTime.get(kit.system());

  static LinkSettings settings(FailoverRole role) {
    return settings(role, TimeSkew.REJECT, new PartnerTls.Off());
  }

  static LinkSettings settings(FailoverRole role, TimeSkew skew, PartnerTls tls) {
    return new LinkSettings(
        "campus",
        role,
        PARTNER,
        Duration.ofHours(1),
        Duration.ofSeconds(60),
        100,
        skew,
        Duration.ofSeconds(10),
        ConnectFlagsOption.FIXED_PD_LENGTH,
        List.of(),
        tls);
  }

  LinkRelationship relationship(LinkSettings settings) {
    return new LinkRelationship(settings, door, java.util.Optional.empty());
  }

  /** Both clocks together. */
  void pass(Duration duration) {
    clock.advance(duration);
    time.timePasses(duration);
  }

  void passSeconds(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  ActorRef<PartnerConnection.Command> start(ConnectionSide side, FakeChannel channel) {
    return kit.spawn(PartnerConnection.create(side, channel, context, owner.ref()));
  }

  FakeChannel channel() {
    return new FakeChannel(PARTNER.address(), clock);
  }

  AbsoluteTime now() {
    return AbsoluteTime.ofEpochSecond(clock.instant().getEpochSecond());
  }

  PartnerMessage message(FailoverMessageType type, int transaction, DhcpOption... options) {
    return PartnerMessage.of(type, transaction, now(), Options.of(options));
  }

  PartnerMessage message(FailoverMessageType type) {
    return message(type, 7);
  }

  PartnerMessage state() {
    return message(FailoverMessageType.STATE, 1, new ServerStateOption(ServerState.NORMAL));
  }

  /** What a partner in the other role would send. */
  PartnerMessage connect(LinkSettings theirs) {
    return Handshake.connect(theirs, 5).sentAt(now());
  }

  /** A secondary's connection that has seen its CONNECT. */
  ActorRef<PartnerConnection.Command> connected(FakeChannel channel) {
    return connected(channel, settings(FailoverRole.SECONDARY));
  }

  ActorRef<PartnerConnection.Command> connected(FakeChannel channel, LinkSettings settings) {
    ActorRef<PartnerConnection.Command> connection =
        start(new ConnectionSide.Secondary(() -> List.of(relationship(settings))), channel);
    channel.arrives(connect(settings(FailoverRole.PRIMARY)));
    endpoint.expectMessageClass(LinkEvent.Established.class);
    endpoint.expectMessageClass(LinkEvent.Heard.class);
    channel.said();
    return connection;
  }

  /** The same, with the first STATE behind it. */
  ActorRef<PartnerConnection.Command> open(FakeChannel channel, LinkSettings settings) {
    ActorRef<PartnerConnection.Command> connection = connected(channel, settings);
    channel.arrives(state());
    endpoint.expectMessageClass(LinkEvent.Said.class);
    return connection;
  }

  ActorRef<PartnerConnection.Command> open(FakeChannel channel) {
    return open(channel, settings(FailoverRole.SECONDARY));
  }

  static List<Integer> codes(List<FailoverMessage> messages) {
    return messages.stream().map(FailoverMessage::code).toList();
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }
}
