package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.ClientIa;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LeaseEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A pool that decides and stores at once, on the caller's thread: rules and tables without actor.
 */
public final class InstantPool {
  private final PoolBook book;
  private final InstantSource clock;
  private final List<LeaseEvent> events = new ArrayList<>();
  private boolean full;
  private boolean stalled;

  public InstantPool(PoolSettings settings, InstantSource clock) {
    this(settings, clock, IGNORE);
  }

  public InstantPool(PoolSettings settings, InstantSource clock, PoolObserver observer) {
    this.book = new PoolBook(settings, new Stalling(observer), new Random(1));
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
    book.due(clock.instant().getEpochSecond(), 1_000)
        .forEach(l -> enter(DueRules.due(book, l, clock.instant())));
  }

  /** From now on all work is dropped, as under overload. */
  public void overload() {
    full = true;
  }

  /** From now on the journal takes no writes. */
  public void stall() {
    stalled = true;
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

  /** Says what the journal does; the rest is the other observer's. */
  private final class Stalling implements PoolObserver {
    private final PoolObserver other;

    Stalling(PoolObserver other) {
      this.other = other;
    }

    @Override
    public void recovered(PoolStats stats) {
      other.recovered(stats);
    }

    @Override
    public void failed(Throwable cause) {
      other.failed(cause);
    }

    @Override
    public void changed(PoolStats stats) {
      other.changed(stats);
    }

    @Override
    public boolean stores() {
      return !stalled;
    }

    @Override
    public void holds(ClientIa client) {
      other.holds(client);
    }

    @Override
    public void holdsNoMore(ClientIa client) {
      other.holdsNoMore(client);
    }
  }

  private static final PoolObserver IGNORE =
      new PoolObserver() {
        @Override
        public void recovered(PoolStats stats) {}

        @Override
        public void failed(Throwable cause) {}

        @Override
        public void changed(PoolStats stats) {}

        @Override
        public void holds(ClientIa client) {}

        @Override
        public void holdsNoMore(ClientIa client) {}
      };
}
