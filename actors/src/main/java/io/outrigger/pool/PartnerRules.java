package io.outrigger.pool;

import io.outrigger.dhcp.StatusCode;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.ConflictRules;
import io.outrigger.lease.Judgement;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LeaseTransitions;
import io.outrigger.lease.ReceivedLease;
import io.outrigger.lease.UpdateAcceptance;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a lease by what the partner says of it (RFC 8156 §7.5, §7.7): pure. */
final class PartnerRules {

  /**
   * What to answer the partner, and what must be on stable storage before.
   *
   * @param changes none or one
   */
  record Outcome(Judgement judgement, List<LeaseChange> changes) {}

  private PartnerRules() {}

  /** A BNDUPD tells of a lease (§7.5.4, §7.5.5). */
  static Outcome received(
      PoolView pool, Sharing sharing, ReceivedLease update, long nowEpochSecond) {
    if (!pool.covers(update.resource())) {
      return new Outcome(
          new Judgement.Rejected(
              StatusCode.CONFIGURATION_CONFLICT, "no pool of this relationship has it"),
          List.of());
    }
    Lease stored = pool.lease(update.resource());
    Judgement judgement = ConflictRules.judge(sharing.primary(), stored, update, nowEpochSecond);
    return switch (judgement) {
      case Judgement.Accepted _unused -> new Outcome(judgement, accepted(sharing, stored, update));
      case Judgement.Rejected _unused -> new Outcome(judgement, rejected(stored));
    };
  }

  private static List<LeaseChange> accepted(
      Sharing sharing, @Nullable Lease stored, ReceivedLease update) {
    Lease merged = UpdateAcceptance.merge(stored, update);
    if (!isNobodys(sharing.proportional(), merged)) {
      return merged.equals(stored) ? List.of() : List.of(new LeaseChange.Put(merged));
    }
    // The partner knows, for it said so: what waits for its word elsewhere (§7.2, transition 4)
    // need not wait here.
    return stored == null ? List.of() : List.of(new LeaseChange.Forget(update.resource()));
  }

  /** §7.5.4: who knows better must tell so. */
  private static List<LeaseChange> rejected(@Nullable Lease stored) {
    return stored == null || stored.owed()
        ? List.of()
        : List.of(new LeaseChange.Put(stored.owing(true)));
  }

  /**
   * The partner has accepted what was sent (§7.7). If the lease has changed since, it stays owed;
   * if meanwhile an update of the partner took its place, both have taken the other's, and the
   * partner must hear again what stands here now.
   */
  static List<LeaseChange> acked(
      PoolView pool,
      @Nullable Lease stored,
      long storedSequenceNr,
      Flight flight,
      long partnerLifetime,
      Instant now) {
    if (stored == null) {
      return crossed(pool, flight.sent(), now);
    }
    boolean unchanged =
        storedSequenceNr == flight.sequenceNr() || stored.tellsTheSameAs(flight.sent());
    if (unchanged && isNobodys(isProportional(pool), stored)) {
      return provesNothing(pool) ? List.of() : List.of(new LeaseChange.Forget(stored.resource()));
    }
    if (stored.status() != BindingStatus.ACTIVE) {
      return put(stored, stored.owing(!unchanged));
    }
    // Only what the partner says that it has (OPTION_F_PARTNER_LIFETIME_SENT), and never more than
    // it was told; a lower word does not take back a higher one (§7.3: the greatest ever acked).
    long acked =
        Math.max(
            stored.ackedPartnerLifetimeEpochSecond(),
            Math.min(partnerLifetime, flight.sent().partnerLifetimeToSend()));
    return put(
        stored,
        unchanged || flight.sameBinding(stored)
            ? stored.acked(acked, !unchanged)
            : stored.owing(true));
  }

  /** Of such a lease a server keeps nothing once its partner knows of it too. */
  private static boolean isNobodys(boolean proportional, Lease lease) {
    return switch (lease.status()) {
      case EXPIRED, RELEASED, RESET, FREE -> true;
      case FREE_BACKUP -> !proportional; // there the last bit says it
      case ACTIVE, ABANDONED -> false;
    };
  }

  private static boolean isProportional(PoolView pool) {
    return pool.sharing().map(Sharing::proportional).orElse(false);
  }

  /** The partner has taken {@code sent}, whose place an update of its own took, leaving nothing. */
  private static List<LeaseChange> crossed(PoolView pool, Lease sent, Instant now) {
    boolean partnerKeepsIt = !isNobodys(isProportional(pool), sent);
    if (!partnerKeepsIt || !pool.covers(sent.resource())) { // not covered: another pool's by now
      return List.of();
    }
    Lease free = LeaseTransitions.available(sent, sent.resource(), BindingStatus.FREE, now);
    return List.of(new LeaseChange.Put(free));
  }

  /**
   * Whether the partner's ack is no proof that it has not leased the resource. A server that serves
   * outside NORMAL hears those of a partner that recovers, and one that has lost its storage has
   * forgotten what it gave, for as long as its RECOVER-WAIT lasts (§8.6): the resource waits until
   * both are NORMAL, in PARTNER-DOWN as §8.4.1 has it.
   */
  static boolean provesNothing(PoolView pool) {
    return pool.policy().newLeases() && !pool.policy().inTouch();
  }

  private static List<LeaseChange> put(Lease before, Lease after) {
    return after.equals(before) ? List.of() : List.of(new LeaseChange.Put(after));
  }
}
