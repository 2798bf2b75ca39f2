package io.outrigger.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.ClientContext;
import io.outrigger.lease.ClientIa;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LifetimePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.apache.pekko.persistence.typed.PublishedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoolAllocatorTest {
  private static final Config CONFIG =
      ManualTime.config()
          .withFallback(PersistenceTestKitPlugin.config())
          .withFallback(
              ConfigFactory.parseString("pekko.persistence.testkit.events.serialize = on"))
          .withFallback(ConfigFactory.load());
  private static final PoolSettings SETTINGS =
      new PoolSettings(
          "p",
          PoolSpace.ofRange(Ipv6Address.parse("2001:db8::10"), Ipv6Address.parse("2001:db8::1f")),
          Set.of(),
          500);
  private static final LifetimePolicy LIFETIMES = new LifetimePolicy(60, 100, 30, 48);

  private final MutableClock clock = new MutableClock();
  private final Inbox<PoolTask> inbox = new Inbox<>(100, 1);
  private final BlockingQueue<PoolStats> recoveries = new ArrayBlockingQueue<>(10);
  private final BlockingQueue<PoolStats> changes = new ArrayBlockingQueue<>(1_000);
  private ActorTestKit kit;
  private ManualTime time;
  private PersistenceTestKit journal;

  /** Remembers what it was told. */
  private static final class Asked implements PoolWork {
    private final IaRequest request;
    private final BlockingQueue<IaResult> results = new ArrayBlockingQueue<>(2);

    Asked(IaRequest request) {
      this.request = request;
    }

    @Override
    public IaRequest request() {
      return request;
    }

    @Override
    public Instant arrived() {
      return Instant.EPOCH;
    }

    @Override
    public void completed(IaResult result, Instant decidedAt) {
      results.add(result);
    }

    @Override
    public void dropped() {
      throw new AssertionError("nothing here is dropped");
    }

    IaResult result() throws InterruptedException {
      IaResult result = results.poll(20, TimeUnit.SECONDS);
      assertThat(result).isNotNull();
      return result;
    }
  }

  @BeforeEach
  void start() {
    kit = ActorTestKit.create("allocator", CONFIG);
    time = ManualTime.get(kit.system());
    journal = PersistenceTestKit.create(kit.system());
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  private static ClientIa client(int number) {
    return new ClientIa(Duid.of((byte) 0, (byte) 4, (byte) number), 1);
  }

  private static Asked assign(int client) {
    return new Asked(
        new IaRequest.Assign(
            client(client),
            new IaRequest.Wishes(List.of(), List.of(), LIFETIMES),
            ClientContext.NONE));
  }

  private static Asked offer(int client) {
    return new Asked(
        new IaRequest.Offer(client(client), new IaRequest.Wishes(List.of(), List.of(), LIFETIMES)));
  }

  private Asked put(Asked asked) {
    assertThat(inbox.offer(asked, Inbox.Urgency.HELD_LEASE, 0)).isNull();
    return asked;
  }

  private ActorRef<PoolAllocator.Command> allocator() throws InterruptedException {
    return allocator(SETTINGS);
  }

  private ActorRef<PoolAllocator.Command> allocator(PoolSettings settings) {
    PoolObserver observer =
        new PoolObserver() {
          @Override
          public void recovered(PoolStats stats) {
            recoveries.add(stats);
          }

          @Override
          public void failed(Throwable cause) {
            throw new AssertionError(cause);
          }

          @Override
          public void changed(PoolStats stats) {
            changes.add(stats);
          }

          @Override
          public void holds(ClientIa client) {}

          @Override
          public void holdsNoMore(ClientIa client) {}
        };
    return kit.spawn(PoolAllocator.create(settings, inbox, clock, new Random(1), observer, false));
  }

  private PoolStats recovered() throws InterruptedException {
    PoolStats stats = recoveries.poll(20, TimeUnit.SECONDS);
    assertThat(stats).isNotNull();
    return stats;
  }

  private static Ipv6Prefix resource(IaResult result) {
    return ((IaResult.Granted) result).grants().getFirst().resource();
  }

  private List<Lease> leases(ActorRef<PoolAllocator.Command> allocator) {
    TestProbe<PoolAllocator.LeasePage> probe = kit.createTestProbe();
    allocator.tell(new PoolAllocator.ListLeases(null, 100, probe.ref()));
    return probe.receiveMessage(Duration.ofSeconds(20)).leases();
  }

  @Test
  void whatGatheredBeforeTheStartIsServedAsOneWrite() throws InterruptedException {
    Asked first = put(assign(1));
    Asked second = put(assign(2));
    Asked offered = put(offer(3));
    allocator();
    assertThat(recovered().active()).isZero();
    assertThat(resource(first.result())).isNotEqualTo(resource(second.result()));
    assertThat(offered.result()).isInstanceOf(IaResult.Granted.class);
    assertThat(journal.persistedInStorage("pool|p")).hasSize(2);
    // One write: the observer hears of it once.
    assertThat(changes.poll(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(changes).isEmpty();
  }

  /** RFC 8156 §5.3.3: its POOLREQ may overtake what makes the primary NORMAL. */
  @Test
  void aSecondaryThatAsksBeforeThePrimaryIsNormalIsGivenItsShareThen() throws InterruptedException {
    Sharing sharing = new Sharing(Half.PRIMARY, true, 50, LIFETIMES);
    ActorRef<PoolAllocator.Command> primary =
        allocator(new PoolSettings("p", SETTINGS.space(), Set.of(), 500, Optional.of(sharing)));
    recovered();
    TestProbe<SharingCommand.PolicyUsed> used = kit.createTestProbe();
    primary.tell(SharingCommand.HandOver.HAND_OVER);
    assertThat(leases(primary)).isEmpty();
    PoolPolicy normal = new PoolPolicy(true, true, true, 30, Lease.INFINITE, true, true, true);
    primary.tell(new SharingCommand.UsePolicy(normal, used.ref()));
    used.receiveMessage(Duration.ofSeconds(20));
    PoolStats stats = changes.poll(20, TimeUnit.SECONDS);
    while (stats != null && stats.freePartner() < 8) {
      stats = changes.poll(20, TimeUnit.SECONDS);
    }
    assertThat(stats).isNotNull();
    assertThat(stats.freeOwn()).isEqualTo(8);
    primary.tell(new SharingCommand.UsePolicy(normal, used.ref()));
    assertThat(leases(primary)).hasSize(8);
  }

  /** Whoever asked did not know of the new allocator, or is gone: neither may keep an update. */
  @Test
  void updateIsOnItsWayOnlyForTheExchangeThatIsAttached() throws InterruptedException {
    Sharing sharing = new Sharing(Half.PRIMARY, false, 50, LIFETIMES);
    ActorRef<PoolAllocator.Command> pool =
        allocator(new PoolSettings("p", SETTINGS.space(), Set.of(), 500, Optional.of(sharing)));
    TestProbe<SharingCommand.PolicyUsed> used = kit.createTestProbe();
    PoolPolicy normal = new PoolPolicy(true, true, true, 30, Lease.INFINITE, false, true, true);
    pool.tell(new SharingCommand.UsePolicy(normal, used.ref()));
    used.receiveMessage(Duration.ofSeconds(20));
    Asked asked = put(assign(1));
    pool.tell(PoolAllocator.Wake.WAKE);
    Ipv6Prefix resource = resource(asked.result());
    pool.tell(new SharingCommand.TakeUpdates(1, 10, false));
    for (int exchange = 0; exchange < 2; exchange++) {
      TestProbe<PoolSignal> attached = kit.createTestProbe();
      pool.tell(new SharingCommand.Attach(attached.ref()));
      pool.tell(SharingCommand.LinkChange.CONNECTED);
      attached.expectMessage(Duration.ofSeconds(20), new PoolSignal.UpdatesReady("p"));
      pool.tell(new SharingCommand.TakeUpdates(1, 10, false));
      assertThat(attached.expectMessageClass(PoolSignal.UpdatesTaken.class).leases())
          .extracting(Lease::resource)
          .containsExactly(resource);
    }
  }

  @Test
  void leasesSurviveARestart() throws InterruptedException {
    ActorRef<PoolAllocator.Command> before = allocator();
    recovered();
    Asked asked = put(assign(1));
    before.tell(PoolAllocator.Wake.WAKE);
    Ipv6Prefix resource = resource(asked.result());
    kit.stop(before, Duration.ofSeconds(20));

    ActorRef<PoolAllocator.Command> after = allocator();
    assertThat(recovered().active()).isEqualTo(1);
    assertThat(leases(after)).extracting(Lease::resource).containsExactly(resource);
    Asked again = put(assign(1));
    after.tell(PoolAllocator.Wake.WAKE);
    assertThat(resource(again.result())).isEqualTo(resource);
  }

  @Test
  void expiredLeaseIsForgottenByTheClockAlone() throws InterruptedException {
    ActorRef<PoolAllocator.Command> allocator = allocator();
    recovered();
    Asked asked = put(assign(1));
    allocator.tell(PoolAllocator.Wake.WAKE);
    asked.result();
    assertThat(changes.poll(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(leases(allocator)).hasSize(1); // the timer stands
    clock.advanceSeconds(102);
    time.timePasses(Duration.ofSeconds(102));
    PoolStats stats = changes.poll(20, TimeUnit.SECONDS);
    assertThat(stats).isNotNull();
    assertThat(stats.active()).isZero();
    assertThat(leases(allocator)).isEmpty();
  }

  @Test
  void whatTheJournalRefusesIsNeitherAnsweredNorRememberedByTheNextActor()
      throws InterruptedException {
    ActorRef<PoolAllocator.Command> refusing = allocator();
    recovered();
    journal.failNextPersisted("pool|p");
    Asked refused = put(assign(1));
    refusing.tell(PoolAllocator.Wake.WAKE);
    kit.createTestProbe().expectTerminated(refusing, Duration.ofSeconds(20));
    assertThat(refused.results).isEmpty();

    Asked again = put(assign(1));
    allocator();
    assertThat(recovered().active()).isZero();
    assertThat(again.result()).isInstanceOf(IaResult.Granted.class);
  }

  // RFC 8156 §8.8.1: the secondary's POOLREQ may be here before the primary itself is in NORMAL
  @Test
  void sharesAskedForBeforeThePolicyBalancesAreHandedOverOnceItDoes() throws InterruptedException {
    ActorRef<PoolAllocator.Command> primary =
        allocator(
            new PoolSettings(
                "p",
                PoolSpace.ofPrefixes(Ipv6Prefix.parse("2001:db8:100::/53"), 56),
                Set.of(),
                500,
                Optional.of(new Sharing(Half.PRIMARY, true, 50, LIFETIMES))));
    recovered();
    TestProbe<SharingCommand.PolicyUsed> probe = kit.createTestProbe();
    primary.tell(SharingCommand.HandOver.HAND_OVER);
    assertThat(leases(primary)).isEmpty();
    primary.tell(
        new SharingCommand.UsePolicy(
            new PoolPolicy(true, true, true, 30, Lease.INFINITE, true, true, true), probe.ref()));
    probe.receiveMessage(Duration.ofSeconds(20));
    leases(primary); // behind the wake
    assertThat(leases(primary))
        .hasSize(4)
        .allMatch(lease -> lease.status() == BindingStatus.FREE_BACKUP);
  }

  @Test
  void storedEventsArePublishedToNobody() throws InterruptedException {
    TestProbe<Object> probe = kit.createTestProbe();
    ActorRef<EventStream.Command> stream = kit.system().eventStream();
    stream.tell(new EventStream.Subscribe<>(PublishedEvent.class, probe.ref().narrow()));
    stream.tell(new EventStream.Subscribe<>(String.class, probe.ref().narrow()));
    ActorRef<PoolAllocator.Command> pool = allocator();
    Asked asked = put(assign(1));
    pool.tell(PoolAllocator.Wake.WAKE);
    asked.result();
    stream.tell(new EventStream.Publish<>("the next"));
    probe.expectMessage("the next");
  }
}
