package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.LeaseTransitions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The primary's moving of free prefixes between the partners, a batch at a time (RFC 8156 §4.2.2).
 * Which it moves does not matter, so it goes round the pool. Mutable, for one allocator; a stop in
 * the middle loses nothing, as the next look at the balance goes on.
 */
final class Balancing {
  private long pending; // to the secondary if positive, back if negative
  private long allowance;
  private long cursor;
  private long begun; // as pending, when it began; 0 once somebody was told of that
  private boolean toldBegin;
  private boolean refused;
  private boolean askedTooEarly;

  /** A minute has passed: looks whether the balance is off. */
  void tick(PoolBook book) {
    allowance = Balance.aMinute(book.stats().capacity());
    wanted(book);
  }

  /** A client found this server's share used up: does not wait for the next minute. */
  void wanted(PoolBook book) {
    if (pending == 0) {
      long due = due(book, false);
      pending = Math.max(-allowance, Math.min(allowance, due));
      allowance -= Math.abs(pending);
      begun = pending;
    }
  }

  /**
   * The secondary asks. It may be in NORMAL a moment before this server is: then the request waits
   * for the policy that balances.
   */
  void asked(PoolBook book) {
    askedTooEarly = !book.policy().balances();
    if (askedTooEarly) {
      return;
    }
    PoolStats stats = book.stats();
    refused = stats.freeOwn() == 0 && stats.freePartner() == 0;
    boolean idle = pending == 0;
    pending = Math.max(pending, due(book, true));
    begun = idle ? pending : begun;
  }

  /** The policy is another one. */
  void policyChanged(PoolBook book) {
    if (book.policy().balances()) {
      allowance = Balance.aMinute(book.stats().capacity()); // a client need not wait for the first
    }
    if (askedTooEarly) {
      asked(book);
    }
  }

  /** What has begun or ended since this was asked last, in that order. */
  List<PoolSignal.Balance> news(String pool, PoolStats stats) {
    List<PoolSignal.Balance> news = new ArrayList<>();
    if (refused) {
      refused = false;
      news.add(new PoolSignal.BalanceRefused(pool, "nothing in it is free"));
    }
    if (begun != 0) {
      news.add(new PoolSignal.BalanceStarted(pool, stats.freeOwn(), stats.freePartner(), begun));
      begun = 0;
      toldBegin = true;
    }
    if (toldBegin && pending == 0) {
      toldBegin = false;
      news.add(new PoolSignal.BalanceDone(pool, stats.freeOwn(), stats.freePartner()));
    }
    return news;
  }

  private static long due(PoolBook book, boolean asked) {
    Sharing sharing = book.sharing().filter(Sharing::proportional).orElse(null);
    if (sharing == null || !sharing.primary()) {
      return 0;
    }
    PoolStats stats = book.stats();
    return Balance.due(
        stats.freeOwn(), stats.freePartner(), sharing.secondarySharePercent(), asked);
  }

  boolean isPending() {
    return pending != 0;
  }

  /** The next change, to be entered before the one after it is asked for; null if there is none. */
  @Nullable LeaseChange next(PoolBook book, Instant now) {
    if (pending == 0) {
      return null;
    }
    boolean give = pending > 0;
    Ipv6Prefix resource = book.policy().balances() ? book.nextToMove(cursor, give) : null;
    if (resource == null) {
      pending = 0;
      return null;
    }
    cursor = book.indexAfter(resource);
    pending -= give ? 1 : -1;
    BindingStatus status = give ? BindingStatus.FREE_BACKUP : BindingStatus.FREE;
    return new LeaseChange.Put(
        LeaseTransitions.available(book.lease(resource), resource, status, now));
  }
}
