package io.outrigger.lease;

import io.outrigger.dhcp.Ipv6Prefix;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a lease changes by what its client does, by time and by its operator (RFC 8156 §7.2, Figure
 * 2), without a word about whether it may: the allocator's rules decide that first.
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
   * one extended. What the partners have told each other of another client's lease is forgotten.
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
    @Nullable Lease own =
        before != null && before.belongsTo(client.duid(), client.iaid()) ? before : null;
    boolean extended = own != null && own.status() == BindingStatus.ACTIVE;
    long moment = moment(before, now);
    return new Lease(
        resource,
        BindingStatus.ACTIVE,
        own != null && extended ? own.sinceEpochSecond() : moment,
        client.duid(),
        client.iaid(),
        granted.preferredSeconds(),
        granted.validSeconds(),
        granted.expiresEpochSecond(ceilingSecond(now)),
        moment,
        own == null ? 0 : own.partnerLifetimeEpochSecond(),
        own == null ? 0 : own.ackedPartnerLifetimeEpochSecond(),
        own == null ? 0 : own.expirationTimeEpochSecond(),
        own == null ? 0 : own.partnerRawCltEpochSecond(),
        false,
        context.relayData(),
        context.clientName());
  }

  /**
   * The lease once its client found somebody else using the address (RFC 8415 §18.3.8).
   *
   * @param abandonedSeconds how long the address is given to nobody
   */
  public static Lease abandoned(Lease before, Instant now, long abandonedSeconds) {
    long moment = moment(before, now);
    return ended(before, BindingStatus.ABANDONED, moment, moment)
        .endingNotBefore(Math.max(moment, ceilingSecond(now)) + abandonedSeconds);
  }

  /** The lease once its client gave it back (RFC 8415 §18.3.7). */
  public static Lease released(Lease before, Instant now) {
    long moment = moment(before, now);
    return ended(before, BindingStatus.RELEASED, moment, moment);
  }

  /** The lease once its time ran out; nobody heard the client, so its last time stays. */
  public static Lease expired(Lease before, Instant now) {
    return ended(
        before,
        BindingStatus.EXPIRED,
        moment(before, now),
        before.clientLastTransactionEpochSecond());
  }

  /** The lease once somebody took it out of ABANDONED. */
  public static Lease reset(Lease before, Instant now) {
    return ended(
        before,
        BindingStatus.RESET,
        moment(before, now),
        before.clientLastTransactionEpochSecond());
  }

  /**
   * The resource once it is nobody's.
   *
   * @param before what was known of it; null if nothing
   * @param status FREE or FREE-BACKUP
   */
  public static Lease available(
      @Nullable Lease before, Ipv6Prefix resource, BindingStatus status, Instant now) {
    return new Lease(
        resource, status, moment(before, now), null, 0, 0, 0, 0, 0, 0, 0, 0, 0, true, null, null);
  }

  private static Lease ended(Lease before, BindingStatus status, long since, long clt) {
    return new Lease(
        before.resource(),
        status,
        since,
        before.client(),
        before.iaid(),
        0,
        0,
        status == BindingStatus.EXPIRED ? before.expiresEpochSecond() : since,
        clt,
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
   * <p>Whoever heard the client last knows the end that the client knows. The other one only knows
   * the partner-lifetime that it was told, stored as its expiration-time (RFC 8156 §7.3).
   *
   * @param abandonedSeconds how long an abandoned address is given to nobody
   */
  public static long dueEpochSecond(Lease lease, long abandonedSeconds) {
    return switch (lease.status()) {
      case ACTIVE -> {
        if (lease.expiresEpochSecond() == Lease.INFINITE) {
          yield Lease.INFINITE;
        }
        boolean partnersClient =
            lease.partnerRawCltEpochSecond() > lease.clientLastTransactionEpochSecond();
        yield GRACE_SECONDS
            + (partnersClient
                ? Math.max(lease.expiresEpochSecond(), lease.expirationTimeEpochSecond())
                : lease.expiresEpochSecond());
      }
      // Whoever heard the DECLINE says until when; it may not have said so.
      case ABANDONED ->
          lease.expiresEpochSecond() > lease.sinceEpochSecond()
              ? lease.expiresEpochSecond()
              : lease.sinceEpochSecond() + abandonedSeconds;
      case EXPIRED, RELEASED, FREE, FREE_BACKUP, RESET -> Lease.INFINITE;
    };
  }

  /** RFC 8156 §5.5.17: when the change was, so rounded down; what ends later is rounded up. */
  private static long moment(@Nullable Lease before, Instant now) {
    return ChangeTime.epochSecond(before, now.getEpochSecond());
  }

  /** Rounded up: a lease must not end here before it ends at its client. */
  public static long ceilingSecond(Instant now) {
    return now.getNano() == 0 ? now.getEpochSecond() : now.getEpochSecond() + 1;
  }
}
