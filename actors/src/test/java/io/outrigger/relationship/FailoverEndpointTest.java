package io.outrigger.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.outrigger.config.Endpoint;
import io.outrigger.config.FailoverRole;
import io.outrigger.config.RelationshipConfig;
import io.outrigger.config.StartAlone;
import io.outrigger.config.TimeSkew;
import io.outrigger.config.TlsConfig;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.endpoint.Alarm;
import io.outrigger.endpoint.EndpointState;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.endpoint.ServicePolicy;
import io.outrigger.failover.wire.AbsoluteTime;
import io.outrigger.failover.wire.PartnerMessage;
import io.outrigger.failover.wire.ServerFlagsOption;
import io.outrigger.failover.wire.ServerStateOption;
import io.outrigger.failover.wire.StartTimeOfStateOption;
import io.outrigger.failover.wire.State;
import io.outrigger.partner.Farewell;
import io.outrigger.partner.LinkDoor;
import io.outrigger.partner.LinkEvent;
import io.outrigger.partner.LinkParameters;
import io.outrigger.partner.PartnerConnection;
import io.outrigger.pool.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the endpoint says to a partner that is at the other end of a connection already. */
class FailoverEndpointTest {
  private static final RelationshipConfig CONFIG =
      new RelationshipConfig(
          "pair",
          FailoverRole.PRIMARY,
          new Endpoint(Ipv6Address.parse("2001:db8:f::2"), null, 647),
          Duration.ofHours(1),
          Duration.ofMinutes(1),
          100,
          Optional.empty(),
          Duration.ofSeconds(10),
          StartAlone.WAIT,
          TimeSkew.REJECT,
          Duration.ofSeconds(5),
          new TlsConfig.Off());

  private final MutableClock clock = new MutableClock();
  private final BlockingQueue<LinkDoor> doors = new LinkedBlockingQueue<>();
  private ActorTestKit kit;
  private TestProbe<PartnerConnection.Command> link;
  private ActorRef<EndpointCommand> endpoint;
  private LinkDoor door;

  /** Nobody here wants to know. */
  private static final class Nobody implements RelationshipObserver {
    @Override
    public void serves(ServicePolicy policy) {}

    @Override
    public void stepped(EndpointState state, Duration mclt) {}

    @Override
    public void linked(Optional<LinkParameters> parameters) {}

    @Override
    public void unlinked(String reason) {}

    @Override
    public void alarmed(Alarm alarm) {}

    @Override
    public void skewed(long millis) {}
  }

  @BeforeEach
  void start() throws InterruptedException {
    kit =
        ActorTestKit.create(
            "endpoint",
            ManualTime.config()
                .withFallback(PersistenceTestKitPlugin.config())
                .withFallback(
                    ConfigFactory.parseString("pekko.persistence.testkit.events.serialize = on"))
                .withFallback(ConfigFactory.load()));
    link = kit.createTestProbe();
    endpoint =
        kit.spawn(
            FailoverEndpoint.create(
                RelationshipSettings.of(CONFIG),
                List.of(new FakeSharedPool("na", "2001:db8:1::/64")),
                new Nobody(),
                new ExchangeCounters(),
                doors::add,
                clock));
    door = Objects.requireNonNull(doors.poll(20, TimeUnit.SECONDS));
    establish(link, false);
    assertThat(saidTo(link).getFirst()).isInstanceOf(State.class);
  }

  private void establish(TestProbe<PartnerConnection.Command> connection, boolean over) {
    establish(connection, over, false);
  }

  private void establish(
      TestProbe<PartnerConnection.Command> connection, boolean over, boolean saidPartnerDown) {
    LinkParameters parameters =
        new LinkParameters(CONFIG.mclt(), CONFIG.keepalive(), 100, List.of(), false, "partner");
    door.endpoint()
        .tell(
            new LinkEvent.Established(
                connection.getRef(), parameters, () -> over, () -> saidPartnerDown));
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  private static List<PartnerMessage> saidTo(TestProbe<PartnerConnection.Command> link) {
    return link.expectMessageClass(PartnerConnection.Send.class).messages();
  }

  private AbsoluteTime now() {
    return AbsoluteTime.ofEpochSecond(clock.instant().getEpochSecond());
  }

  /** What a partner needs to say (RFC 8156 §6.3). */
  private List<DhcpOption> complete() {
    return new ArrayList<>(
        List.of(
            new ServerStateOption(FailoverState.RECOVER.code()),
            new ServerFlagsOption(0),
            new StartTimeOfStateOption(now())));
  }

  private void partnerSays(List<DhcpOption> options) {
    partnerSays(link, options);
  }

  private void partnerSays(
      TestProbe<PartnerConnection.Command> connection, List<DhcpOption> options) {
    State message = new State(1, now(), Options.of(options));
    door.endpoint().tell(new LinkEvent.Said(connection.getRef(), message, clock.instant()));
  }

  /**
   * As after a long time in which nothing could be stored: the partner made one after the other.
   */
  @Test
  void connectionThatEndedBeforeItsTurnCameIsPassedOver() {
    TestProbe<PartnerConnection.Command> ended = kit.createTestProbe();
    establish(ended, true);
    door.endpoint().tell(new LinkEvent.Closed(ended.getRef(), "no STATE came", Optional.empty()));
    partnerSays(complete());
    assertThat(saidTo(link)).isNotEmpty(); // the first one is in use still
    ended.expectNoMessage();
  }

  /** RFC 8156 §8.4: that must be known, and need not be learned again and again. */
  @Test
  void onlyTheFirstEndedConnectionWithPartnerDownIsLivedThrough() {
    List<DhcpOption> alone = complete();
    alone.set(0, new ServerStateOption(FailoverState.PARTNER_DOWN.code()));
    TestProbe<PartnerConnection.Command> first = kit.createTestProbe();
    establish(first, true, true);
    partnerSays(first, alone);
    door.endpoint().tell(new LinkEvent.Closed(first.getRef(), "gone", Optional.empty()));
    assertThat(saidTo(first).getFirst()).isInstanceOf(State.class);
    TestProbe<PartnerConnection.Command> second = kit.createTestProbe();
    establish(second, true, true);
    TestProbe<PartnerConnection.Command> alive = kit.createTestProbe();
    establish(alive, false, true);
    assertThat(saidTo(alive).getFirst()).isInstanceOf(State.class);
    second.expectNoMessage();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void stateWithoutARequiredOptionEndsTheConnection(int missing) {
    List<DhcpOption> options = complete();
    options.remove(missing);
    partnerSays(options);
    PartnerConnection.Disconnect goodbye =
        link.expectMessageClass(PartnerConnection.Disconnect.class);
    assertThat(goodbye.status()).isEqualTo(StatusCode.UNSPEC_FAIL);
    assertThat(goodbye.text()).contains("F_START_TIME_OF_STATE");
  }

  @Test
  void stateThatIsNeverSentEndsTheConnection() {
    List<DhcpOption> options = complete();
    options.set(0, new ServerStateOption(FailoverState.STARTUP.code()));
    partnerSays(options);
    assertThat(link.expectMessageClass(PartnerConnection.Disconnect.class).text())
        .contains("F_SERVER_STATE 1 is no state to send");
  }

  @Test
  void completeStateIsTaken() {
    partnerSays(complete());
    assertThat(saidTo(link)).isNotEmpty(); // the handshake of the states goes on
  }

  @ParameterizedTest
  @ValueSource(strings = {"stops", "removed"})
  void partnerHearsWhyTheEndpointStops(String how) {
    Farewell why = how.equals("stops") ? Farewell.SERVER_STOPS : Farewell.REMOVED;
    TestProbe<Done> done = kit.createTestProbe();
    endpoint.tell(new EndpointCommand.Stop(why, done.getRef()));
    PartnerConnection.Disconnect goodbye =
        link.expectMessageClass(PartnerConnection.Disconnect.class);
    assertThat(goodbye.status())
        .isEqualTo(
            how.equals("stops")
                ? StatusCode.SERVER_SHUTTING_DOWN
                : StatusCode.CONFIGURATION_CONFLICT);
    assertThat(goodbye.text()).contains(how.equals("stops") ? "being stopped" : "removed");
    done.expectMessage(Done.getInstance());
  }
}
