package io.outrigger.pool;

import io.outrigger.lease.Lease;

/**
 * What the state of the failover endpoint means to a pool (RFC 8156 §8.1); another one comes with
 * each change of state. Times are seconds since 1970-01-01T00:00Z, {@link Lease#INFINITE} for
 * never.
 *
 * @param serves whether any client gets an answer
 * @param newLeases whether a client may get a lease that it has not got yet
 * @param leadBound whether no lease may end later than MCLT past the acked partner-lifetime (§4.4)
 * @param mcltSeconds the MCLT in use
 * @param partnerDownSinceEpochSecond start of PARTNER-DOWN; never in every other state
 * @param balances whether the primary may move free prefixes between the partners
 * @param inTouch whether this server is in NORMAL
 * @param bothNormal whether the partner is so too, as far as is known: it tells all that it does,
 *     so that what is not known here is not
 */
public record PoolPolicy(
    boolean serves,
    boolean newLeases,
    boolean leadBound,
    long mcltSeconds,
    long partnerDownSinceEpochSecond,
    boolean balances,
    boolean inTouch,
    boolean bothNormal) {

  /** A pool of this server alone. */
  public static final PoolPolicy STAND_ALONE =
      new PoolPolicy(true, true, false, 0, Lease.INFINITE, false, true, true);

  /** A shared pool of which the endpoint has not said anything yet. */
  public static final PoolPolicy SILENT =
      new PoolPolicy(false, false, true, 0, Lease.INFINITE, false, false, false);

  public boolean partnerDown() {
    return partnerDownSinceEpochSecond != Lease.INFINITE;
  }

  /** The same, but the partner may have done what is not known here. */
  PoolPolicy outOfTouch() {
    return new PoolPolicy(
        serves,
        newLeases,
        leadBound,
        mcltSeconds,
        partnerDownSinceEpochSecond,
        balances,
        false,
        false);
  }

  /** Whether what is available to the partner may be given to clients (§8.4.1). */
  boolean mayUsePartnersPool(long nowEpochSecond) {
    return partnerDown() && nowEpochSecond >= partnerDownSinceEpochSecond + mcltSeconds;
  }
}
