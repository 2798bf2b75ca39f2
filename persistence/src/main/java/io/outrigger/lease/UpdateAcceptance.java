package io.outrigger.lease;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Duid;
import org.jspecify.annotations.Nullable;

/** What an accepted update leaves in the database (RFC 8156 §7.5.5, Figure 5). */
public final class UpdateAcceptance {
  private UpdateAcceptance() {}

  /**
   * The lease after {@code update} was accepted; nothing is owed to the partner, who knows it,
   * unless a later end stays that the partner did not know.
   *
   * <p>An update that names no client leaves the last one as a hint; but time(1) can set a lease
   * free by an update that is older than its client's last transaction, and that time must not make
   * it newer than it is on the partner. What was told and acked about one client says nothing of
   * another, and nothing of a lease that nobody holds. The end that this server told the client by
   * itself stays if it is later than the partner's: the partner's Reply may never have come to it.
   *
   * @param stored what was known before; null if nothing
   */
  public static Lease merge(@Nullable Lease stored, ReceivedLease update) {
    return stored == null ? firstSeen(update) : over(stored, update);
  }

  private static Lease firstSeen(ReceivedLease update) {
    return new Lease(
        update.resource(),
        update.status(),
        update.sinceEpochSecond(),
        update.client(),
        update.iaid(),
        update.preferredSeconds(),
        update.validSeconds(),
        end(update),
        update.partnerRawCltEpochSecond(),
        update.expirationTimeEpochSecond(),
        0,
        update.partnerLifetimeEpochSecond(),
        rawClt(update),
        false,
        update.relayData(),
        update.clientName());
  }

  private static Lease over(Lease stored, ReceivedLease update) {
    boolean sameClient = update.client() == null || update.isOfClientOf(stored);
    if (!sameClient) {
      return firstSeen(update);
    }
    boolean held = isHeld(update.status());
    boolean bothActive =
        stored.status() == BindingStatus.ACTIVE && update.status() == BindingStatus.ACTIVE;
    long newer = bothActive ? ConflictRules.newerBySeconds(stored, update) : 1;
    if (newer < 0) {
      return olderRenewal(stored, update);
    }
    boolean keepEnd =
        bothActive
            && stored.expiresEpochSecond() > end(update)
            && (newer == 0 || isOwnPromise(stored, update));
    // Updates that cross must not change places: the same choice on both servers.
    boolean keepLifetimes = newer == 0 && stored.validSeconds() > update.validSeconds();
    Duid client = update.client() == null ? stored.client() : update.client();
    int iaid = update.client() == null ? stored.iaid() : update.iaid();
    long clt =
        Math.max(stored.clientLastTransactionEpochSecond(), update.partnerRawCltEpochSecond());
    long raw = rawClt(update) == 0 ? stored.partnerRawCltEpochSecond() : rawClt(update);
    boolean heardBefore =
        !isFree(update.status())
            || Math.max(clt, raw + update.clockOffsetSeconds()) < update.sinceEpochSecond();
    return new Lease(
        update.resource(),
        update.status(),
        update.sinceEpochSecond(),
        client,
        iaid,
        keepLifetimes ? stored.preferredSeconds() : update.preferredSeconds(),
        keepLifetimes ? stored.validSeconds() : update.validSeconds(),
        keepEnd ? stored.expiresEpochSecond() : end(update),
        heardBefore ? clt : 0,
        greatest(held, stored.partnerLifetimeEpochSecond(), update.expirationTimeEpochSecond()),
        bothActive ? stored.ackedPartnerLifetimeEpochSecond() : 0,
        greatest(held, stored.expirationTimeEpochSecond(), update.partnerLifetimeEpochSecond()),
        heardBefore ? raw : 0,
        keepEnd || keepLifetimes, // the partner must hear of it
        orElse(update.relayData(), stored.relayData()),
        orElse(update.clientName(), stored.clientName()));
  }

  /**
   * The client has been heard since: what is stored stays but for a later end; the partner is to
   * hear of it.
   */
  private static Lease olderRenewal(Lease stored, ReceivedLease update) {
    return new Lease(
        stored.resource(),
        stored.status(),
        stored.sinceEpochSecond(),
        stored.client(),
        stored.iaid(),
        stored.preferredSeconds(),
        stored.validSeconds(),
        Math.max(stored.expiresEpochSecond(), end(update)),
        stored.clientLastTransactionEpochSecond(),
        Math.max(stored.partnerLifetimeEpochSecond(), update.expirationTimeEpochSecond()),
        stored.ackedPartnerLifetimeEpochSecond(),
        Math.max(stored.expirationTimeEpochSecond(), update.partnerLifetimeEpochSecond()),
        Math.max(stored.partnerRawCltEpochSecond(), rawClt(update)),
        true,
        stored.relayData(),
        stored.clientName());
  }

  /** Whether the end that is stored is one that the partner does not know of for certain. */
  private static boolean isOwnPromise(Lease stored, ReceivedLease update) {
    return stored.owed()
        || stored.clientLastTransactionEpochSecond()
            > stored.partnerRawCltEpochSecond() + update.clockOffsetSeconds();
  }

  /** Whether a client holds the lease or was the last to: what it was told still bounds it. */
  private static boolean isHeld(BindingStatus status) {
    return switch (status) {
      case ACTIVE, EXPIRED, RELEASED -> true;
      case FREE, FREE_BACKUP, ABANDONED, RESET -> false;
    };
  }

  private static boolean isFree(BindingStatus status) {
    return status == BindingStatus.FREE || status == BindingStatus.FREE_BACKUP;
  }

  private static long greatest(boolean held, long stored, long received) {
    return held ? Math.max(stored, received) : received;
  }

  /** Exactly as the partner said it, by its own clock (RFC 8156 §7.3). */
  private static long rawClt(ReceivedLease update) {
    return update.cltEpochSecond() == 0 ? 0 : update.cltEpochSecond() - update.clockOffsetSeconds();
  }

  /** An ACTIVE binding without an end is one for ever. */
  private static long end(ReceivedLease update) {
    boolean endless =
        update.status() == BindingStatus.ACTIVE
            && update.stateExpirationEpochSecond() == 0
            && update.validSeconds() == LifetimePolicy.INFINITE;
    return endless ? Lease.INFINITE : update.stateExpirationEpochSecond();
  }

  private static @Nullable Bytes orElse(@Nullable Bytes received, @Nullable Bytes stored) {
    return received == null ? stored : received;
  }
}
