package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dispatch.Unpublished;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LeaseEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.RecoveryFailed;
import org.apache.pekko.persistence.typed.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.Recovery;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * The actor of one pool. Requests gather in its inbox while a journal write is on its way; then all
 * that gathered is decided at once and goes as one write, and only then is anybody answered.
 *
 * <p>The journal waits out a full disk by itself. What it refuses for good ends the actor, with all
 * that it had decided and not stored; a new one, made by its parent, reads the journal again. A
 * supervisor's restart would not do: it keeps the mutable state.
 */
public final class PoolAllocator
    extends EventSourcedBehavior<PoolAllocator.Command, LeaseEvent, PoolBook> {

  /** What the actor is told. */
  public sealed interface Command
      permits Wake,
          Remind,
          Tick,
          Stop,
          Open,
          Adopt,
          Disown,
          ListLeases,
          FindLease,
          SharingCommand {}

  /** The inbox holds work. */
  public enum Wake implements Command {
    WAKE
  }

  /** It does, but that has time: what comes meanwhile goes into the same journal write. */
  public record Remind(Inbox.Patience patience) implements Command {}

  /** End when what is on its way to the journal is there; what waits in the inbox stays there. */
  public enum Stop implements Command {
    STOP
  }

  /** Everything is known; clients may be served from now on. */
  public enum Open implements Command {
    OPEN
  }

  /**
   * Leases of another pool, whose resources are in this one now.
   *
   * @param samePartner whether both pools are of one relationship, or of none
   * @param stored called on the pool's thread when they are in its journal
   */
  public record Adopt(List<Lease> leases, boolean samePartner, Runnable stored)
      implements Command {}

  /** Forget leases that another pool has adopted. */
  public record Disown(List<Ipv6Prefix> resources) implements Command {}

  /** Some lease's time may have come. */
  private enum Tick implements Command {
    TICK,
    /** The balance of a proportional pool is to be looked at. */
    BALANCE,
    /** What had time has waited long enough. */
    REMINDER
  }

  /**
   * Asks for leases in the order of their resources.
   *
   * @param after the last resource of the page before; null for the first page
   * @param limit leases at the most, from 1
   */
  public record ListLeases(@Nullable Ipv6Prefix after, int limit, ActorRef<LeasePage> replyTo)
      implements Command {}

  /** Asks for one lease. */
  public record FindLease(Ipv6Prefix resource, ActorRef<LeasePage> replyTo) implements Command {}

  /**
   * Leases in order.
   *
   * @param more whether there are leases after the last of these
   */
  public record LeasePage(List<Lease> leases, boolean more) {}

  /** Enough to make a journal write worth its sync, few enough to answer the first soon. */
  private static final int BATCH = 512;

  private static final Duration LONGEST_SLEEP = Duration.ofHours(1);
  private static final Duration BALANCE_PERIOD = Duration.ofMinutes(1);

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final PoolSettings settings;
  private final Inbox<PoolTask> inbox;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final PoolObserver observer;
  private @Nullable ActorRef<PoolSignal> exchange;
  private boolean closed; // until Open comes

  /** Whether the exchange knows that there are updates. */
  private boolean announced;

  private PoolAllocator(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      PoolSettings settings,
      Inbox<PoolTask> inbox,
      InstantSource clock,
      RandomGenerator random,
      PoolObserver observer,
      boolean closed) {
    super(PersistenceId.ofUniqueId(settings.persistenceId()));
    this.context = context;
    this.timers = timers;
    this.settings = settings;
    this.inbox = inbox;
    this.clock = clock;
    this.random = random;
    this.observer = observer;
    this.closed = closed;
  }

  /**
   * @param inbox where requests wait; whoever fills it tells the actor {@link Wake}
   * @param random keys the hash tables; unpredictable in a server, seeded in a test
   * @param closed whether clients and partner wait until {@link Open}
   */
  public static Behavior<Command> create(
      PoolSettings settings,
      Inbox<PoolTask> inbox,
      InstantSource clock,
      RandomGenerator random,
      PoolObserver observer,
      boolean closed) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    Unpublished.of(
                        new PoolAllocator(
                            context, timers, settings, inbox, clock, random, observer, closed))));
  }

  @Override
  public PoolBook emptyState() {
    return new PoolBook(settings, observer, random);
  }

  /** Snapshots would be as large as the journal itself, which holds one event a lease. */
  @Override
  public Recovery recovery() {
    return Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.none());
  }

  @Override
  public EventHandler<PoolBook, LeaseEvent> eventHandler() {
    return (book, event) -> {
      book.apply(event);
      return book;
    };
  }

  @Override
  public SignalHandler<PoolBook> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.class, (book, _signal) -> recovered(book))
        .onSignal(RecoveryFailed.class, (_book, signal) -> observer.failed(signal.getFailure()))
        .build();
  }

  private void recovered(PoolBook book) {
    book.recovered();
    List<Lease> strays = book.strays();
    if (!strays.isEmpty()) {
      observer.strays(strays);
    }
    observer.recovered(book.stats());
    context.getSelf().tell(Wake.WAKE);
  }

  @Override
  public CommandHandler<Command, LeaseEvent, PoolBook> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(Wake.class, (book, wake) -> work(book, true))
        .onCommand(Remind.class, this::remind)
        .onCommand(Tick.class, this::tick)
        .onCommand(Stop.class, this::stop)
        .onCommand(Open.class, this::open)
        .onCommand(Adopt.class, this::adopt)
        .onCommand(Disown.class, this::disown)
        .onCommand(ListLeases.class, this::list)
        .onCommand(FindLease.class, this::find)
        .onCommand(SharingCommand.class, this::shared)
        .build();
  }

  private Effect<LeaseEvent, PoolBook> remind(PoolBook book, Remind remind) {
    timers.startSingleTimer(Tick.REMINDER, Tick.REMINDER, remind.patience().duration());
    return Effect().none();
  }

  private Effect<LeaseEvent, PoolBook> tick(PoolBook book, Tick tick) {
    if (tick == Tick.BALANCE && book.policy().balances()) {
      book.balance().tick(book);
      timers.startSingleTimer(Tick.BALANCE, Tick.BALANCE, BALANCE_PERIOD);
    }
    return work(book, false);
  }

  private Effect<LeaseEvent, PoolBook> stop(PoolBook book, Stop stop) {
    observer.ends(book::held);
    return Effect().stop();
  }

  private Effect<LeaseEvent, PoolBook> open(PoolBook book, Open open) {
    closed = false;
    return work(book, false);
  }

  private Effect<LeaseEvent, PoolBook> adopt(PoolBook book, Adopt adopt) {
    Shift shift = new Shift(book, clock.instant(), lastSequenceNumber(context));
    shift.adopt(adopt.leases(), adopt.samePartner());
    return Effect()
        .persist(shift.events())
        .thenRun(
            stored -> {
              observer.changed(stored.stats());
              adopt.stored().run();
            });
  }

  private Effect<LeaseEvent, PoolBook> disown(PoolBook book, Disown disown) {
    Shift shift = new Shift(book, clock.instant(), lastSequenceNumber(context));
    shift.disown(disown.resources());
    return finish(book, shift, false);
  }

  private Effect<LeaseEvent, PoolBook> work(PoolBook book, boolean awake) {
    if (closed) {
      return Effect().none(); // what waits is looked at when the pool opens
    }
    Instant now = clock.instant();
    Shift shift = new Shift(book, now, lastSequenceNumber(context));
    shift.due(BATCH);
    shift.balance(BATCH);
    List<PoolTask> gathered = new ArrayList<>();
    boolean more = awake ? inbox.drainAwakeTo(gathered, BATCH) : inbox.drainTo(gathered, BATCH);
    gathered.forEach(shift::carryOut);
    return finish(book, shift, more || shift.hasMore());
  }

  /** What was decided is stored; then everybody hears of it. */
  private Effect<LeaseEvent, PoolBook> finish(PoolBook book, Shift shift, boolean more) {
    if (shift.events().isEmpty()) {
      shift.tell(this::signal);
      goOn(book, more);
      return Effect().none();
    }
    return Effect()
        .persist(shift.events())
        .thenRun(
            stored -> {
              stored.wrote(shift.begun(), clock.instant());
              shift.tell(this::signal);
              observer.changed(stored.stats());
              goOn(stored, more);
            });
  }

  private void signal(PoolSignal signal) {
    if (exchange != null) {
      exchange.tell(signal);
    }
  }

  /** More work at once if there is some, else a timer for the next lease whose time comes. */
  private void goOn(PoolBook book, boolean more) {
    announce(book);
    if (more) {
      context.getSelf().tell(Wake.WAKE);
    }
    long due = book.nextDueEpochSecond();
    if (due == Lease.INFINITE) {
      timers.cancel(Tick.TICK);
      return;
    }
    Duration wait = Duration.between(clock.instant(), Instant.ofEpochSecond(due));
    if (wait.isNegative() || wait.isZero()) {
      context.getSelf().tell(Tick.TICK);
    } else {
      timers.startSingleTimer(
          Tick.TICK, Tick.TICK, wait.compareTo(LONGEST_SLEEP) < 0 ? wait : LONGEST_SLEEP);
    }
  }

  /** Says once that there is something for the partner, and that a sweep is complete. */
  private void announce(PoolBook book) {
    if (book.sharing().filter(Sharing::proportional).isPresent()) {
      book.balance().news(settings.name(), book.stats()).forEach(this::signal);
    }
    long done = book.outbox().sweepDone();
    if (done != 0) {
      signal(new PoolSignal.SweepDone(settings.name(), done));
    }
    if (!announced && exchange != null && book.outbox().hasMore(false)) {
      announced = true;
      signal(new PoolSignal.UpdatesReady(settings.name()));
    }
  }

  private Effect<LeaseEvent, PoolBook> shared(PoolBook book, SharingCommand command) {
    switch (command) {
      case SharingCommand.Attach attach -> {
        exchange = attach.exchange();
        announced = false;
        book.outbox().disconnected(lastSequenceNumber(context)); // what others took, nobody sends
      }
      case SharingCommand.UsePolicy use -> {
        usePolicy(book, use.policy());
        use.replyTo().tell(new SharingCommand.PolicyUsed(settings.name()));
      }
      case SharingCommand.LinkChange change ->
          book.outbox().linkChanged(change, lastSequenceNumber(context));
      case SharingCommand.TakeUpdates take -> {
        List<Lease> taken = book.outbox().take(take.max(), take.onlySweep());
        boolean more = book.outbox().hasMore(take.onlySweep());
        // What is no part of a sweep waits until changes flow, when the exchange asks by itself.
        announced = book.outbox().hasMore(false);
        signal(new PoolSignal.UpdatesTaken(settings.name(), take.epoch(), taken, more));
      }
      case SharingCommand.StartSweep sweep -> book.outbox().sweep(sweep.number(), sweep.all());
      case SharingCommand.Rescan _unused -> book.outbox().rescan();
      case SharingCommand.HandOver _unused -> {
        book.balance().asked(book);
        return work(book, false);
      }
      case SharingCommand.ResetAbandoned reset -> {
        Shift shift = new Shift(book, clock.instant(), lastSequenceNumber(context));
        shift.reset(reset.resource(), reset.replyTo()::tell);
        return finish(book, shift, false);
      }
    }
    observer.changed(book.stats());
    goOn(book, false);
    return Effect().none();
  }

  private void usePolicy(PoolBook book, PoolPolicy policy) {
    book.use(policy, clock.instant().getEpochSecond());
    book.balance().policyChanged(book);
    if (policy.balances()) {
      context.getSelf().tell(Wake.WAKE); // what was asked for before may be done now
      timers.startSingleTimer(Tick.BALANCE, Tick.BALANCE, BALANCE_PERIOD);
    } else {
      timers.cancel(Tick.BALANCE);
    }
  }

  private Effect<LeaseEvent, PoolBook> list(PoolBook book, ListLeases query) {
    query.replyTo().tell(book.page(query.after(), query.limit()));
    return Effect().none();
  }

  private Effect<LeaseEvent, PoolBook> find(PoolBook book, FindLease query) {
    Lease lease = book.lease(query.resource());
    query.replyTo().tell(new LeasePage(lease == null ? List.of() : List.of(lease), false));
    return Effect().none();
  }
}
