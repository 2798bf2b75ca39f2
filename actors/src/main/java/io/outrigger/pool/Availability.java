package io.outrigger.pool;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What of a pool is free, and for whom (RFC 8156 §4.2): of a stand-alone pool all; of an
 * independent one each partner has the half that its last bit says; of a proportional one the
 * secondary has what the primary handed over, and the primary the rest. Mutable, for one allocator.
 */
final class Availability {

  /** Whose a resource is. */
  enum Place {
    /** Somebody's, or in between. */
    TAKEN,
    /** Free by nature: everybody's, or its half's, or the primary's. */
    FREE,
    /** FREE-BACKUP in a proportional pool: the secondary's. */
    BACKUP
  }

  private final Optional<Sharing> sharing;
  private final FreeSpace free;
  private final @Nullable FreeSpace backup;

  Availability(PoolSpace space, Optional<Sharing> sharing, RandomGenerator random) {
    this.sharing = sharing;
    this.free = FreeSpace.allFree(space, random);
    this.backup =
        sharing.filter(Sharing::proportional).isPresent()
            ? FreeSpace.noneFree(space, random)
            : null;
  }

  void set(long index, Place place) {
    set(free, index, place == Place.FREE);
    if (backup != null) {
      set(backup, index, place == Place.BACKUP);
    }
  }

  private static void set(FreeSpace space, long index, boolean isFree) {
    if (isFree) {
      space.release(index);
    } else {
      space.take(index);
    }
  }

  /**
   * Whether this server may give the resource to a new client.
   *
   * @param half the half that the index belongs to
   */
  boolean mayGive(long index, Half half, boolean alsoPartners) {
    if (sharing.isEmpty()) {
      return free.isFree(index);
    }
    Sharing shared = sharing.get();
    if (backup == null) {
      return shared.own().includes(half) && free.isFree(index);
    }
    return own(shared).isFree(index) || (alsoPartners && partners(shared).isFree(index));
  }

  /**
   * A resource for a new client: the first from {@code start} on, of this server's own first
   * (§8.4.1: its own must be used up before the partner's is touched).
   */
  long next(long start, boolean alsoPartners) {
    if (sharing.isEmpty()) {
      return free.nextFree(start);
    }
    Sharing shared = sharing.get();
    if (backup == null) {
      return free.nextFree(start, shared.own());
    }
    long index = own(shared).nextFree(start);
    return index == PoolSpace.NONE && alsoPartners ? partners(shared).nextFree(start) : index;
  }

  /** The next from {@code start} on that the primary may hand over, or take back. */
  long nextToMove(long start, boolean give) {
    FreeSpace from = give || backup == null ? free : backup;
    return from.nextFree(start);
  }

  long freeOwn() {
    return sharing
        .map(s -> backup == null ? free.freeCount(s.own()) : own(s).freeCount(Half.BOTH))
        .orElseGet(() -> free.freeCount(Half.BOTH));
  }

  long freePartner() {
    return sharing
        .map(
            s -> backup == null ? free.freeCount(other(s.own())) : partners(s).freeCount(Half.BOTH))
        .orElse(0L);
  }

  private FreeSpace own(Sharing shared) {
    return shared.primary() || backup == null ? free : backup;
  }

  private FreeSpace partners(Sharing shared) {
    return shared.primary() && backup != null ? backup : free;
  }

  private static Half other(Half half) {
    return half == Half.PRIMARY ? Half.SECONDARY : Half.PRIMARY;
  }
}
