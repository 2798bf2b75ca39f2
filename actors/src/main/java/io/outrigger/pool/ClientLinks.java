package io.outrigger.pool;

import io.outrigger.dhcp.Duid;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import java.util.function.IntFunction;

/**
 * The slots of each client's identity association (DUID and IAID). The index holds the first slot
 * of an association; the others follow in a ring, so that an association with very many records (a
 * client that declines whatever it gets) costs the others nothing. ACTIVE leases come first, then
 * those that were the client's own until now (EXPIRED, RELEASED), then those that only name it.
 */
final class ClientLinks {
  private final KeyedHash hash;
  private final IntFunction<Lease> leases;
  private final IntColumn nexts = new IntColumn();
  private final IntColumn previous = new IntColumn();
  private final SlotIndex<Duid> firsts;

  ClientLinks(KeyedHash hash, IntFunction<Lease> leases) {
    this.hash = hash;
    this.leases = leases;
    this.firsts = new SlotIndex<>((slot, duid, iaid) -> leases.apply(slot).belongsTo(duid, iaid));
  }

  /** Makes {@code slot} usable. */
  void reach(int slot) {
    nexts.reach(slot);
    previous.reach(slot);
  }

  /** The first slot of the association, or {@link SlotIndex#NONE}. */
  int first(Duid duid, int iaid) {
    return firsts.find(hash.of(duid, iaid), duid, iaid);
  }

  /** The slot after {@code slot} of the association that starts with {@code first}, or NONE. */
  int next(int slot, int first) {
    int next = nexts.get(slot);
    return next == first ? SlotIndex.NONE : next;
  }

  /** The order within an association: 0 ACTIVE, 1 its own until now, 2 it is only named. */
  static int rank(BindingStatus status) {
    return switch (status) {
      case ACTIVE -> 0;
      case EXPIRED, RELEASED -> 1;
      case FREE, FREE_BACKUP, ABANDONED, RESET -> 2;
    };
  }

  /** Links {@code slot}, whose lease is in the table already. */
  void add(int slot, Lease lease) {
    Duid duid = lease.client();
    if (duid == null) {
      return;
    }
    int clientHash = hash.of(duid, lease.iaid());
    int first = firsts.find(clientHash, duid, lease.iaid());
    if (first == SlotIndex.NONE) {
      nexts.set(slot, slot);
      previous.set(slot, slot);
      firsts.add(clientHash, slot);
      return;
    }
    int rank = rank(lease.status());
    int behind = rank == 2 ? first : firstNotActive(first, rank);
    // What is put before the first one is at the end of the ring, unless it becomes the first.
    int before = previous.get(behind);
    nexts.set(before, slot);
    previous.set(slot, before);
    nexts.set(slot, behind);
    previous.set(behind, slot);
    if (behind == first && rank <= rank(leases.apply(first).status())) {
      firsts.replace(clientHash, first, slot);
    }
  }

  /** Where a lease of rank 0 or 1 goes before: for 1 past the ACTIVE ones, seldom more than one. */
  private int firstNotActive(int first, int rank) {
    int behind = first;
    while (rank == 1 && leases.apply(behind).status() == BindingStatus.ACTIVE) {
      behind = nexts.get(behind);
      if (behind == first) {
        break; // ACTIVE ones only: to the end
      }
    }
    return behind;
  }

  /** Unlinks {@code slot}, whose lease in the table is still {@code lease}. */
  void remove(int slot, Lease lease) {
    Duid duid = lease.client();
    if (duid == null) {
      return;
    }
    int next = nexts.get(slot);
    int clientHash = hash.of(duid, lease.iaid());
    int first = firsts.find(clientHash, duid, lease.iaid());
    if (next == slot) {
      firsts.remove(clientHash, slot);
      return;
    }
    if (first == slot) {
      firsts.replace(clientHash, slot, next);
    }
    int before = previous.get(slot);
    nexts.set(before, next);
    previous.set(next, before);
  }

  /** Whether {@code slot} stands where it should when {@code before} becomes {@code after}. */
  static boolean keepsPlace(Lease before, Lease after) {
    Duid client = before.client();
    return before.iaid() == after.iaid()
        && (client == null ? after.client() == null : client.equals(after.client()))
        && rank(before.status()) == rank(after.status());
  }
}
