package io.outrigger.pool;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The leases of a pool with the journal's sequence numbers of their events; found by resource, by
 * client and by due time, and read in the order of their resources. Leases outside the pool's
 * present space are as good as any (the configuration may have changed). For the use of one thread.
 *
 * <p>A lease is a slot in columns that grow by pages; the ways to find it are arrays of slots. No
 * operation copies or rehashes more than a few thousand entries, and all but the reading ones take
 * about the same time in a table of ten leases and in one of ten million. The hashes are keyed:
 * clients choose their DUIDs, and by hints their addresses too.
 */
public final class LeaseTable {
  private static final int HIGHEST_CODE = BindingStatus.RESET.code();
  private static final int NONE = SlotIndex.NONE;

  private final ToLongFunction<Lease> dueTime;
  private final KeyedHash hash;
  private final LeaseColumn leases = new LeaseColumn();
  private final LongColumn seqNrs = new LongColumn();
  private final SlotIndex<Ipv6Prefix> byResource;
  private final ClientLinks clients;
  private final DueQueue dueQueue = new DueQueue();
  private final ResourceOrder order;
  private final int[] counts = new int[HIGHEST_CODE + 1];
  private int size;
  private int usedSlots;
  private int freeSlot = NONE; // the first of a chain through seqNrs

  /**
   * @param dueTime when something is to be done about a lease, in the unit and from the origin that
   *     {@link #due} is asked in; {@link Lease#INFINITE} if never
   * @param random gives the key of the hash tables; unpredictable in a server, seeded in a test
   */
  public LeaseTable(ToLongFunction<Lease> dueTime, RandomGenerator random) {
    this.dueTime = dueTime;
    this.hash = KeyedHash.random(random);
    this.byResource =
        new SlotIndex<>((slot, resource, no) -> leases.get(slot).resource().equals(resource));
    this.clients = new ClientLinks(hash, leases::get);
    this.order = new ResourceOrder(slot -> leases.get(slot).resource());
  }

  public int size() {
    return size;
  }

  /** How many leases are in {@code status}. */
  public int count(BindingStatus status) {
    return counts[status.code()];
  }

  public @Nullable Lease get(Ipv6Prefix resource) {
    int slot = slotOf(resource);
    return slot == NONE ? null : leases.get(slot);
  }

  /** The number that came with the newest lease of {@code resource}; 0 if there is none. */
  public long sequenceNrOf(Ipv6Prefix resource) {
    int slot = slotOf(resource);
    return slot == NONE ? 0 : seqNrs.get(slot);
  }

  /**
   * Adds {@code lease}, or puts it in the place of an earlier one of the same resource.
   *
   * @param sequenceNr the journal's number of the event that holds this lease
   * @return the earlier one
   */
  public @Nullable Lease put(Lease lease, long sequenceNr) {
    int resourceHash = hash.of(lease.resource());
    int slot = byResource.find(resourceHash, lease.resource(), 0);
    Lease before = null;
    if (slot == NONE) {
      slot = newSlot();
      leases.set(slot, lease);
      byResource.add(resourceHash, slot);
      order.add(slot, lease.resource());
      clients.add(slot, lease);
      size++;
    } else {
      before = leases.get(slot);
      counts[before.status().code()]--;
      boolean keepsPlace = ClientLinks.keepsPlace(before, lease);
      if (!keepsPlace) {
        clients.remove(slot, before);
      }
      leases.set(slot, lease);
      if (!keepsPlace) {
        clients.add(slot, lease);
      }
    }
    counts[lease.status().code()]++;
    seqNrs.set(slot, sequenceNr);
    dueQueue.set(slot, dueTime.applyAsLong(lease));
    return before;
  }

  /** Removes the lease of {@code resource}; returns it, or null if there was none. */
  public @Nullable Lease remove(Ipv6Prefix resource) {
    int slot = slotOf(resource);
    if (slot == NONE) {
      return null;
    }
    Lease lease = leases.get(slot);
    dueQueue.set(slot, DueQueue.NEVER);
    clients.remove(slot, lease);
    order.remove(slot, resource);
    byResource.remove(hash.of(resource), slot);
    leases.clear(slot);
    counts[lease.status().code()]--;
    size--;
    seqNrs.set(slot, freeSlot);
    freeSlot = slot;
    return lease;
  }

  /**
   * Every lease that names this client: ACTIVE ones first, then those that it held until now
   * (EXPIRED, RELEASED), then the others.
   */
  public List<Lease> leasesOf(Duid duid, int iaid) {
    return chain(duid, iaid, Integer.MAX_VALUE, false);
  }

  /**
   * The leases that this client holds (ACTIVE, these first) or held until now (EXPIRED, RELEASED):
   * quick, however many others name it.
   *
   * @param limit how many at most
   */
  public List<Lease> heldBy(Duid duid, int iaid, int limit) {
    return chain(duid, iaid, limit, true);
  }

  private List<Lease> chain(Duid duid, int iaid, int limit, boolean onlyHeld) {
    int first = clients.first(duid, iaid);
    if (first == NONE) {
      return List.of();
    }
    List<Lease> found = new ArrayList<>(2);
    for (int slot = first; slot != NONE && found.size() < limit; slot = clients.next(slot, first)) {
      Lease lease = leases.get(slot);
      if (onlyHeld && ClientLinks.rank(lease.status()) == 2) {
        break;
      }
      found.add(lease);
    }
    return found;
  }

  /** The earliest due time of all leases; {@link Lease#INFINITE} if none is ever due. */
  public long earliestDue() {
    return dueQueue.earliest();
  }

  /**
   * Up to {@code limit} leases whose due time is not after {@code now}. They stay as they are, and
   * due, until they are put with a later due time or removed. The earliest is the first.
   */
  public List<Lease> due(long now, int limit) {
    return leasesAt(dueQueue.due(now, limit));
  }

  /**
   * Up to {@code limit} leases with resources above {@code after}, in the order of the resources.
   * Page by page, each page asked after the last resource of the one before, a reader sees every
   * lease that is in the table all the while, and no resource twice.
   *
   * @param after where to go on, whether it is still in the table or not; null for the first page
   */
  public List<Lease> page(@Nullable Ipv6Prefix after, int limit) {
    return leasesAt(order.page(after, limit));
  }

  Lease leaseAt(int slot) {
    return leases.get(slot);
  }

  /** The number that came with the lease in {@code slot}. */
  long sequenceNrAt(int slot) {
    return seqNrs.get(slot);
  }

  /** Asks the due time again of every lease in {@code status}: what it depends on has changed. */
  void renewDueTimes(BindingStatus status) {
    for (int slot = 0; slot < usedSlots && count(status) > 0; slot++) {
      if (leases.isSet(slot) && leases.get(slot).status() == status) {
        dueQueue.set(slot, dueTime.applyAsLong(leases.get(slot)));
      }
    }
  }

  /** All leases, in no order; {@code action} must not change the table. */
  public void forEach(Consumer<Lease> action) {
    for (int slot = 0; slot < usedSlots; slot++) {
      if (leases.isSet(slot)) {
        action.accept(leases.get(slot));
      }
    }
  }

  private List<Lease> leasesAt(int[] slots) {
    List<Lease> found = new ArrayList<>(slots.length);
    for (int slot : slots) {
      found.add(leases.get(slot));
    }
    return found;
  }

  /** Where the lease of {@code resource} is kept, or {@link SlotIndex#NONE}. */
  int slotOf(Ipv6Prefix resource) {
    return byResource.find(hash.of(resource), resource, 0);
  }

  private int newSlot() {
    if (freeSlot != NONE) {
      int slot = freeSlot;
      freeSlot = (int) seqNrs.get(slot);
      return slot;
    }
    int slot = usedSlots++;
    leases.reach(slot);
    seqNrs.reach(slot);
    clients.reach(slot);
    dueQueue.reach(slot);
    return slot;
  }
}
