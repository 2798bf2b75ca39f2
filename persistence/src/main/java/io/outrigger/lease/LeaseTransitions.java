package io.outrigger.lease;

import io.outrigger.dhcp.Ipv6Prefix;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a lease changes by what its client does (RFC 8156 §7.2, Figure 3), without a word about
 * whether it may: the allocator's rules decide that first.
 */
public final class LeaseTransitions {

  /**
   * How long a lease is kept for its client past the end that the client knows, in seconds: the
   * Reply was some time on its way, and the client counts from when it came.
   */
  public static final long GRACE_SECONDS = 2;

  private LeaseTransitions() {}

  /**
   * The lease once {@code client} holds it with {@code granted} lifetimes: a new one, or the same
   * one extended.
   *
   * @param before what was known of the resource; null if nothing
   */
  public static Lease granted(
      @Nullable Lease before,
      Ipv6Prefix resource,
      ClientIa client,
      ClientContext context,
      GrantedLifetimes granted,
      Instant now) {
    long nowSecond = ceilingSecond(now);
    long since = nowSecond;
    if (before != null
        && before.status() == BindingStatus.ACTIVE
        && before.belongsTo(client.duid(), client.iaid())) {
      since = before.sinceEpochSecond();
    }
    return new Lease(
        resource,
        BindingStatus.ACTIVE,
        since,
        client.duid(),
        client.iaid(),
        granted.preferredSeconds(),
        granted.validSeconds(),
        granted.expiresEpochSecond(nowSecond),
        nowSecond,
        before == null ? 0 : before.partnerLifetimeEpochSecond(),
        before == null ? 0 : before.ackedPartnerLifetimeEpochSecond(),
        before == null ? 0 : before.expirationTimeEpochSecond(),
        before == null ? 0 : before.partnerRawCltEpochSecond(),
        false,
        context.relayData(),
        context.clientName());
  }

  /** The lease once its client found somebody else using the address (RFC 8415 §18.3.8). */
  public static Lease abandoned(Lease before, Instant now) {
    long nowSecond = ceilingSecond(now);
    return new Lease(
        before.resource(),
        BindingStatus.ABANDONED,
        nowSecond,
        before.client(),
        before.iaid(),
        0,
        0,
        nowSecond,
        nowSecond,
        before.partnerLifetimeEpochSecond(),
        before.ackedPartnerLifetimeEpochSecond(),
        before.expirationTimeEpochSecond(),
        before.partnerRawCltEpochSecond(),
        false,
        before.relayData(),
        before.clientName());
  }

  /**
   * When something must happen to the lease by itself: the end of an ACTIVE one with its grace, the
   * end of an ABANDONED one's hold; {@link Lease#INFINITE} for all others.
   *
   * @param abandonedSeconds how long an abandoned address is given to nobody
   */
  public static long dueEpochSecond(Lease lease, long abandonedSeconds) {
    return switch (lease.status()) {
      case ACTIVE ->
          lease.expiresEpochSecond() == Lease.INFINITE
              ? Lease.INFINITE
              : lease.expiresEpochSecond() + GRACE_SECONDS;
      case ABANDONED -> lease.sinceEpochSecond() + abandonedSeconds;
      case EXPIRED, RELEASED, FREE, FREE_BACKUP, RESET -> Lease.INFINITE;
    };
  }

  /** Rounded up: a lease must not end here before it ends at its client. */
  private static long ceilingSecond(Instant now) {
    return now.getNano() == 0 ? now.getEpochSecond() : now.getEpochSecond() + 1;
  }
}
