package io.outrigger.lease;

/** When a server whose partner is down may give a lease to another client (RFC 8156 §8.4.1). */
public final class Reallocation {
  private Reallocation() {}

  /**
   * The first second in which {@code lease} may go to another client: the MCLT past the latest of
   * the end that its client knows, the partner-lifetime sent, the one acked by the partner, the one
   * acked to it (expiration-time), the entry into PARTNER-DOWN (§4.2.2.1), and, of a lease that
   * nobody holds any more, the start of that state (§7.2, transition 4). {@link Lease#INFINITE} if
   * one of them is.
   *
   * <p>It says nothing about whose pool the lease is in, nor whether an ABANDONED one is usable.
   */
  public static long fromEpochSecond(
      Lease lease, long partnerDownSinceEpochSecond, long mcltSeconds) {
    long latest =
        max(
            lease.expiresEpochSecond(),
            lease.partnerLifetimeEpochSecond(),
            lease.ackedPartnerLifetimeEpochSecond(),
            lease.expirationTimeEpochSecond(),
            partnerDownSinceEpochSecond,
            startThatCounts(lease));
    return latest >= Lease.INFINITE - mcltSeconds ? Lease.INFINITE : latest + mcltSeconds;
  }

  /** A lease set free while the partner was down has had its wait before. */
  private static long startThatCounts(Lease lease) {
    return switch (lease.status()) {
      case EXPIRED, RELEASED, RESET, ABANDONED -> lease.sinceEpochSecond();
      case ACTIVE, FREE, FREE_BACKUP -> 0;
    };
  }

  private static long max(long... times) {
    long max = 0;
    for (long time : times) {
      max = Math.max(max, time);
    }
    return max;
  }
}
