package io.outrigger.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.outrigger.binding.BindingReader;
import io.outrigger.binding.BindingReply;
import io.outrigger.binding.BindingWriter;
import io.outrigger.binding.ReceivedBinding;
import io.outrigger.binding.ReplyReader;
import io.outrigger.binding.ReplyWriter;
import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.failover.wire.BndReply;
import io.outrigger.failover.wire.BndUpd;
import io.outrigger.failover.wire.ClientDataOption;
import io.outrigger.failover.wire.DnsRemovalInfoOption;
import io.outrigger.failover.wire.LqBaseTimeOption;
import io.outrigger.failover.wire.PartnerMessage;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Judgement;
import io.outrigger.lease.Lease;
import io.outrigger.lease.ReceivedLease;
import io.outrigger.partner.BindingTraffic;
import io.outrigger.partner.PartnerConnection;
import io.outrigger.pool.MutableClock;
import io.outrigger.pool.PartnerTask;
import io.outrigger.pool.SharingCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Updates from several pools of a relationship, and their answers (RFC 8156 §7.4, §7.6, §7.7). */
class UpdateExchangeTest {
  private static final Duid ANN = Duid.of((byte) 0, (byte) 4, (byte) 1);
  private static final Duid BEN = Duid.of((byte) 0, (byte) 4, (byte) 2);
  private static final Ipv6Prefix ADDRESS = Ipv6Prefix.parse("2001:db8:1::5");
  private static final Ipv6Prefix PREFIX = Ipv6Prefix.parse("2001:db8:8000:100::/56");
  private static final Ipv6Prefix OTHER = Ipv6Prefix.parse("2001:db8:1::7");

  private final MutableClock clock = new MutableClock();
  private final FakeSharedPool addresses = new FakeSharedPool("na", "2001:db8:1::/64");
  private final FakeSharedPool prefixes = new FakeSharedPool("pd", "2001:db8:8000::/40");
  private final ExchangeCounters counters = new ExchangeCounters();
  private ActorTestKit kit;
  private ManualTime time;
  private TestProbe<PartnerConnection.Command> link;
  private ActorRef<BindingTraffic> exchange;

  @BeforeEach
  void start() {
    kit = ActorTestKit.create("exchange", ManualTime.config().withFallback(ConfigFactory.load()));
    time = ManualTime.get(kit.system());
    link = kit.createTestProbe();
    exchange =
        kit.spawn(
            UpdateExchange.create(
                new UpdateExchange.Settings(
                    "pair", List.of(addresses, prefixes), Duration.ofMinutes(1), counters),
                event -> {
                  throw new AssertionError(event);
                },
                clock));
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  private void connect(int maxUnacked) throws InterruptedException {
    exchange.tell(new UpdateExchange.Flow(true));
    exchange.tell(new UpdateExchange.Connected(link.getRef(), maxUnacked, false));
    asked(addresses);
    if (maxUnacked > 1) {
      asked(prefixes);
    }
    partnerSays(); // so that what the pools said has been heard
    moment(); // and both, which had nothing, are asked again
  }

  private static SharingCommand.TakeUpdates asked(FakeSharedPool pool) throws InterruptedException {
    return soon(pool.asked);
  }

  private static <T> T soon(BlockingQueue<T> queue) throws InterruptedException {
    return Objects.requireNonNull(queue.poll(20, TimeUnit.SECONDS), "nothing came");
  }

  private void moment() {
    clock.advance(Duration.ofMillis(10));
  }

  private Lease lease(Ipv6Prefix resource, Duid client) {
    long now = clock.instant().getEpochSecond();
    return new Lease(
        resource,
        BindingStatus.ACTIVE,
        now,
        client,
        1,
        3600,
        7200,
        now + 7200,
        now,
        now + 9000,
        0,
        0,
        0,
        true,
        null,
        null);
  }

  private List<BndUpd> sent() {
    PartnerConnection.Send send = link.expectMessageClass(PartnerConnection.Send.class);
    return send.messages().stream().map(BndUpd.class::cast).toList();
  }

  private List<Ipv6Prefix> resources(BndUpd update) {
    ReceivedBinding read = BindingReader.read(update, clock.instant().getEpochSecond(), 0);
    return ((ReceivedBinding.Update) read).leases().stream().map(ReceivedLease::resource).toList();
  }

  private void partnerSays(PartnerMessage... messages) {
    exchange.tell(new BindingTraffic.Arrived(link.getRef(), List.of(messages), clock.instant(), 0));
    link.expectMessage(PartnerConnection.Taken.TAKEN);
  }

  private static PartnerTask.UpdateAnswered answer(FakeSharedPool pool)
      throws InterruptedException {
    return (PartnerTask.UpdateAnswered) soon(pool.submitted);
  }

  @Test
  void oneClientsLeasesOfSeveralPoolsAreOneUpdateAndEachPoolHasItsOwnAnswer() throws Exception {
    connect(100);
    prefixes.hasQuietly(lease(PREFIX, ANN));
    addresses.has(lease(OTHER, BEN), lease(ADDRESS, ANN));
    List<BndUpd> updates = sent();
    assertThat(updates).hasSize(2);
    assertThat(resources(updates.getFirst())).containsExactly(OTHER);
    assertThat(resources(updates.getLast())).containsExactly(ADDRESS, PREFIX);
    assertThat(counters.sent()).isEqualTo(2);

    Judgement refused = new Judgement.Rejected(StatusCode.ADDRESS_IN_USE, "held by another");
    partnerSays(
        ReplyWriter.reply(
            updates.getLast(), Map.of(ADDRESS, Judgement.ACCEPTED, PREFIX, refused), 0));
    PartnerTask.UpdateAnswered ofAddress = answer(addresses);
    assertThat(ofAddress.resource()).isEqualTo(ADDRESS);
    assertThat(ofAddress.accepted()).isTrue();
    assertThat(ofAddress.partnerLifetime()).isEqualTo(clock.instant().getEpochSecond() + 9000);
    PartnerTask.UpdateAnswered ofPrefix = answer(prefixes);
    assertThat(ofPrefix.resource()).isEqualTo(PREFIX);
    assertThat(ofPrefix.accepted()).isFalse();
    assertThat(counters.acked()).isZero();
    assertThat(counters.rejectedByPartner()).isEqualTo(1);
  }

  @Test
  void busyPoolIsWaitedForAMomentAndThenNotAtAll() throws Exception {
    connect(100);
    prefixes.busy();
    addresses.has(lease(ADDRESS, ANN));
    SharingCommand.TakeUpdates late = asked(prefixes);
    partnerSays();
    link.expectNoMessage(Duration.ZERO);
    time.timePasses(Outbound.PATIENCE);
    assertThat(resources(sent().getFirst())).containsExactly(ADDRESS);
    addresses.has(lease(OTHER, BEN));
    assertThat(resources(sent().getFirst())).containsExactly(OTHER);
    prefixes.hasQuietly(lease(PREFIX, ANN));
    prefixes.answer(late);
    assertThat(resources(sent().getFirst())).containsExactly(PREFIX);
  }

  /** Else the partner, told that its own state was taken, would take the one from before. */
  @Test
  void whatWasTakenBeforeAnUpdateWasJudgedGoesOutBeforeTheAnswer() throws Exception {
    connect(100);
    prefixes.busy();
    addresses.has(lease(ADDRESS, ANN));
    asked(prefixes);
    partnerSays(
        BindingWriter.update(
            7, lease(ADDRESS, ANN), FakeSharedPool.LIFETIMES, clock.instant().getEpochSecond()));
    addresses.judged((PartnerTask.UpdateReceived) soon(addresses.submitted), Judgement.ACCEPTED);
    assertThat(resources(sent().getFirst())).containsExactly(ADDRESS);
    assertThat(link.expectMessageClass(PartnerConnection.Send.class).messages())
        .extracting(PartnerMessage::transactionId)
        .containsExactly(7);
  }

  @Test
  void whatWasRefusedAsAWholeGoesOneByOneNextTime() throws Exception {
    connect(100);
    prefixes.hasQuietly(lease(PREFIX, ANN));
    addresses.has(lease(ADDRESS, ANN));
    BndUpd both = sent().getFirst();
    assertThat(resources(both)).containsExactly(ADDRESS, PREFIX);
    partnerSays(
        ReplyWriter.rejection(both, StatusCode.MISSING_BINDING_INFORMATION, "cannot read it", 0));
    assertThat(answer(addresses).accepted()).isFalse();
    assertThat(answer(prefixes).accepted()).isFalse();
    moment();
    prefixes.hasQuietly(lease(PREFIX, ANN));
    addresses.has(lease(ADDRESS, ANN));
    assertThat(sent())
        .extracting(this::resources)
        .containsExactly(List.of(ADDRESS), List.of(PREFIX));
  }

  /** RFC 8156 §7.6: a status stands in the IAADDR or IAPREFIX that it is about. */
  @Test
  void partnersUpdateOfSeveralPoolsIsAnsweredWhenAllHaveJudgedEachLeaseByItself() throws Exception {
    connect(100);
    long now = clock.instant().getEpochSecond();
    BndUpd both =
        BindingWriter.update(
            77,
            List.of(
                new BindingWriter.Told(lease(ADDRESS, ANN), FakeSharedPool.LIFETIMES),
                new BindingWriter.Told(lease(PREFIX, ANN), FakeSharedPool.LIFETIMES)),
            now);
    partnerSays(both);
    PartnerTask.UpdateReceived ofPrefix = (PartnerTask.UpdateReceived) soon(prefixes.submitted);
    PartnerTask.UpdateReceived ofAddress = (PartnerTask.UpdateReceived) soon(addresses.submitted);
    assertThat(ofPrefix.update().resource()).isEqualTo(PREFIX);
    prefixes.judged(
        ofPrefix,
        new Judgement.Rejected(StatusCode.OUTDATED_BINDING_INFORMATION, "known to be newer"));
    partnerSays();
    link.expectNoMessage(Duration.ZERO);

    addresses.judged(ofAddress, Judgement.ACCEPTED);
    BndReply reply =
        (BndReply) link.expectMessageClass(PartnerConnection.Send.class).messages().getFirst();
    assertThat(reply.transactionId()).isEqualTo(77);
    BindingReply read = ReplyReader.read(reply, now);
    assertThat(read.rejection()).isNull();
    assertThat(read.leases())
        .extracting(each -> each.resource() + " " + each.status())
        .containsExactly(ADDRESS + " null", PREFIX + " " + StatusCode.OUTDATED_BINDING_INFORMATION);
  }

  /**
   * RFC 8156 §9: whoever makes no DNS updates takes the leases of a partner that does, and warns.
   */
  @Test
  void partnerThatUpdatesTheDnsIsMentionedOnceAConnection() throws Exception {
    connect(100);
    BndUpd update = withDnsInformation(lease(ADDRESS, ANN));
    LoggingTestKit.warn("OR3006")
        .withOccurrences(1)
        .expect(
            kit.system(),
            () -> {
              partnerSays(update);
              partnerSays(update);
              return Done.getInstance();
            });
    assertThat(soon(addresses.submitted)).isInstanceOf(PartnerTask.UpdateReceived.class);
    assertThat(soon(addresses.submitted)).isInstanceOf(PartnerTask.UpdateReceived.class);
  }

  private BndUpd withDnsInformation(Lease lease) {
    long now = clock.instant().getEpochSecond();
    BndUpd plain = BindingWriter.update(1, lease, FakeSharedPool.LIFETIMES, now);
    Options client = plain.options().first(ClientDataOption.class).orElseThrow().options();
    IaNaOption ia = client.first(IaNaOption.class).orElseThrow();
    IaAddressOption address = ia.options().first(IaAddressOption.class).orElseThrow();
    IaAddressOption named =
        new IaAddressOption(
            address.address(),
            address.preferredLifetimeSeconds(),
            address.validLifetimeSeconds(),
            address.options().with(new DnsRemovalInfoOption(Options.EMPTY)));
    return new BndUpd(
        1,
        plain.sentTime(),
        Options.of(
            new ClientDataOption(
                Options.of(
                    client.first(ClientIdOption.class).orElseThrow(),
                    client.first(LqBaseTimeOption.class).orElseThrow(),
                    new IaNaOption(ia.iaid(), 0, 0, Options.of(named))))));
  }

  /** OPTION_F_MAX_UNACKED_BNDUPD counts messages: what several pools may give is shared out. */
  @Test
  void neverMoreUpdatesAreOnTheirWayThanThePartnerTakes() throws Exception {
    connect(2);
    List<Lease> many = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      many.add(
          lease(
              Ipv6Prefix.parse("2001:db8:1::1" + i), Duid.of((byte) 0, (byte) 4, (byte) (10 + i))));
    }
    addresses.has(many.toArray(Lease[]::new));
    List<BndUpd> updates = new ArrayList<>(sent());
    updates.addAll(sent());
    assertThat(updates).hasSize(2);
    link.expectNoMessage(Duration.ZERO);
    BndUpd first = updates.getFirst();
    partnerSays(
        ReplyWriter.reply(first, Map.of(resources(first).getFirst(), Judgement.ACCEPTED), 0));
    assertThat(sent()).hasSize(1);
    link.expectNoMessage(Duration.ZERO);
  }
}
