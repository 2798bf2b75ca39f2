package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.ClientIa;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LeaseEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A pool that decides and stores at once, on the caller's thread: rules and tables without actor.
 */
public final class InstantPool {
  private final PoolBook book;
  private final InstantSource clock;
  private final List<LeaseEvent> events = new ArrayList<>();
  private final Deaf deaf = new Deaf();
  private boolean full;

  public InstantPool(PoolSettings settings, InstantSource clock) {
    this.book = new PoolBook(settings, deaf, new Random(1));
    this.clock = clock;
  }

  public InstantPool(PoolSettings settings, InstantSource clock, PoolObserver observer) {
    this.book = new PoolBook(settings, observer, new Random(1));
    this.clock = clock;
  }

  public void submit(PoolWork work) {
    if (full) {
      work.dropped();
      return;
    }
    work.completed(decide(work.request()), clock.instant());
  }

  public IaResult decide(IaRequest request) {
    Decision decision = PoolRules.decide(book, request, clock.instant());
    decision.changes().forEach(this::enter);
    return decision.result();
  }

  public void enter(LeaseChange change) {
    events.add(book.enter(change, events.size() + 1));
  }

  /** Does what time has brought about. */
  public void expire() {
    work(shift -> shift.due(1_000));
  }

  /** One journal write; returns what the exchange hears after it. */
  List<PoolSignal> work(Consumer<Shift> what) {
    Shift shift = new Shift(book, clock.instant(), events.size());
    what.accept(shift);
    events.addAll(shift.events());
    List<PoolSignal> heard = new ArrayList<>();
    shift.tell(heard::add);
    return heard;
  }

  /** From now on all work is dropped, as under overload. */
  public void overload() {
    full = true;
  }

  /** From now on the journal takes no writes; for a pool without an observer of the test's. */
  public void stall() {
    deaf.stores = false;
  }

  /** From now on nothing comes from the partner; for a pool without an observer of the test's. */
  public void silence() {
    deaf.hearsPartner = false;
  }

  public @Nullable Lease lease(Ipv6Prefix resource) {
    return book.lease(resource);
  }

  public PoolBook book() {
    return book;
  }

  public List<LeaseEvent> events() {
    return events;
  }

  /** Listens to nobody. */
  private static final class Deaf implements PoolObserver {
    private boolean stores = true;
    private boolean hearsPartner = true;

    @Override
    public void recovered(PoolStats stats) {}

    @Override
    public void failed(Throwable cause) {}

    @Override
    public void changed(PoolStats stats) {}

    @Override
    public boolean stores() {
      return stores;
    }

    @Override
    public boolean hearsPartner(Instant now) {
      return hearsPartner;
    }

    @Override
    public void holds(ClientIa client) {}

    @Override
    public void holdsNoMore(ClientIa client) {}
  }
}
