package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.Lease;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the partner has yet to hear of a pool: which leases are owed, which updates are on their
 * way, and how far a request for updates has been answered. Whether a lease is owed stands in its
 * record, so a start finds all of them again; the rest is of this connection and need not survive
 * it.
 *
 * <p>Of a lease at most one update is on its way. What changes meanwhile waits; sent is always what
 * the lease is at that moment. Mutable, for one allocator.
 */
final class Outbox {
  private final LeaseTable leases;

  /** What clients have brought about. */
  private final SlotQueue bindings = new SlotQueue();

  /** Free prefixes that change hands, often thousands at once: clients' leases go before them. */
  private final SlotQueue moves = new SlotQueue();

  private final Map<Ipv6Prefix, Flight> flights = new HashMap<>();

  private int sweptFlights;
  private @Nullable Sweep sweep;

  /** Whether there is a connection, so that the partner may hear of anything at any moment. */
  private boolean linked;

  /** What was stored after this number, while not linked, the partner cannot have heard of. */
  private long lastToldSequenceNr = Long.MAX_VALUE;

  Outbox(LeaseTable leases) {
    this.leases = leases;
  }

  /** To be called when {@code slot} holds a lease that has changed. */
  void changed(int slot, Lease lease) {
    if (!lease.owed() || flights.containsKey(lease.resource())) {
      remove(slot);
      return;
    }
    SlotQueue queue = queueOf(lease);
    (queue == bindings ? moves : bindings).remove(slot);
    queue.await(slot); // one that waits keeps its place, and its turn in a sweep
  }

  private SlotQueue queueOf(Lease lease) {
    return switch (lease.status()) {
      case ACTIVE, EXPIRED, RELEASED, ABANDONED, RESET -> bindings;
      case FREE, FREE_BACKUP -> moves;
    };
  }

  private void remove(int slot) {
    bindings.remove(slot);
    moves.remove(slot);
  }

  /** To be called before the lease leaves {@code slot}. */
  void forgotten(int slot) {
    remove(slot);
  }

  /**
   * Whether the partner may have heard of the present state of a lease.
   *
   * @param sequenceNr the journal's number of that state
   */
  boolean isTold(long sequenceNr) {
    return linked || sequenceNr <= lastToldSequenceNr;
  }

  /**
   * Begins to answer a request for updates; one that was being answered is over.
   *
   * @param all every lease, not only those owed
   */
  void sweep(long number, boolean all) {
    rescan();
    sweep = new Sweep(number, bindings.lastOrdinal(), moves.lastOrdinal(), all);
    flights.replaceAll((_resource, flight) -> new Flight(flight.sequenceNr(), flight.sent(), true));
    sweptFlights = flights.size();
  }

  /** The number of the sweep that is complete, once; 0 if none is. */
  long sweepDone() {
    Sweep current = sweep;
    if (current == null || sweptFlights > 0 || hasMore(current)) {
      return 0;
    }
    sweep = null;
    return current.number;
  }

  /**
   * Up to {@code max} leases to send now; they count as on their way.
   *
   * @param onlySweep nothing but what a sweep asks for
   */
  List<Lease> take(int max, boolean onlySweep) {
    List<Lease> taken = new ArrayList<>(Math.min(max, 64));
    Sweep current = sweep;
    if (current != null && current.all) {
      // New changes must not starve the sweep, nor it them.
      takeSwept(current, onlySweep ? max : (max + 1) / 2, taken);
    }
    // Neither may the moves be starved by the clients.
    int some = moves.waiting() == 0 ? max : Math.max(taken.size(), max - Math.ceilDiv(max, 8));
    takeWaiting(bindings, current == null ? 0 : current.bindings, some, onlySweep, taken);
    takeWaiting(moves, current == null ? 0 : current.moves, max, onlySweep, taken);
    takeWaiting(bindings, current == null ? 0 : current.bindings, max, onlySweep, taken);
    return taken;
  }

  private void takeWaiting(
      SlotQueue queue, long marker, int max, boolean onlySweep, List<Lease> taken) {
    while (taken.size() < max && queue.first() != SlotQueue.NONE) {
      boolean swept = queue.firstOrdinal() <= marker;
      if (onlySweep && !swept) {
        return;
      }
      taken.add(depart(queue.first(), swept));
    }
  }

  private void takeSwept(Sweep current, int max, List<Lease> taken) {
    while (taken.size() < max && !current.pagesDone) {
      List<Lease> page = leases.page(current.after, max - taken.size());
      if (page.isEmpty()) {
        current.pagesDone = true;
      }
      for (Lease lease : page) {
        current.after = lease.resource();
        if (!flights.containsKey(lease.resource())) {
          taken.add(depart(leases.slotOf(lease.resource()), true));
        }
      }
    }
  }

  private Lease depart(int slot, boolean swept) {
    Lease lease = leases.leaseAt(slot);
    remove(slot);
    flights.put(lease.resource(), new Flight(leases.sequenceNrAt(slot), lease, swept));
    sweptFlights += swept ? 1 : 0;
    return lease;
  }

  /** Whether {@link #take} would give anything. */
  boolean hasMore(boolean onlySweep) {
    boolean swept = sweep != null && hasMore(sweep);
    return onlySweep ? swept : swept || bindings.waiting() > 0 || moves.waiting() > 0;
  }

  private boolean hasMore(Sweep of) {
    return !of.pagesDone
        || bindings.firstOrdinal() <= of.bindings
        || moves.firstOrdinal() <= of.moves;
  }

  /**
   * The update on its way for {@code resource}, which has been answered; null if there is none.
   * Whoever asks enters what follows, then calls {@link #landed}.
   */
  @Nullable Flight answered(Ipv6Prefix resource) {
    Flight flight = flights.remove(resource);
    sweptFlights -= flight != null && flight.swept() ? 1 : 0;
    return flight;
  }

  /** After an answer: what is still owed waits again, or is set aside if the partner refused it. */
  void landed(Ipv6Prefix resource, boolean refused) {
    int slot = leases.slotOf(resource);
    if (slot == SlotIndex.NONE || !leases.leaseAt(slot).owed()) {
      return;
    }
    SlotQueue queue = queueOf(leases.leaseAt(slot));
    if (refused) {
      queue.setAside(slot); // RFC 8156 §7.5.4: not again before the next scan
    } else {
      queue.await(slot);
    }
  }

  /** What the partner has refused is sent once more. */
  void rescan() {
    bindings.recall();
    moves.recall();
  }

  /**
   * @param lastSequenceNr of all that was stored until now
   */
  void linkChanged(SharingCommand.LinkChange change, long lastSequenceNr) {
    switch (change) {
      case CONNECTED -> linked = true;
      case DISCONNECTED -> disconnected(lastSequenceNr);
    }
  }

  /**
   * The connection is gone, or was never there: nothing is on its way, and nobody waits for a
   * sweep.
   *
   * @param lastSequenceNr of all that was stored until now
   */
  void disconnected(long lastSequenceNr) {
    linked = false;
    lastToldSequenceNr = lastSequenceNr;
    sweep = null;
    sweptFlights = 0;
    List<Ipv6Prefix> lost = List.copyOf(flights.keySet());
    flights.clear();
    rescan();
    lost.forEach(resource -> landed(resource, false));
  }

  /** Updates sent and not answered. */
  int unacked() {
    return flights.size();
  }

  /** Leases whose newest state the partner refused: they are owed still. */
  int refused() {
    return bindings.aside() + moves.aside();
  }

  /** The lease that waits longest; null if none does. */
  @Nullable Lease oldest() {
    SlotQueue queue = bindings.waiting() > 0 ? bindings : moves;
    return queue.first() == SlotQueue.NONE ? null : leases.leaseAt(queue.first());
  }

  /** A request for updates that is being answered: what waited when it came, and all pages. */
  private static final class Sweep {
    private final long number;
    private final long bindings;
    private final long moves;
    private final boolean all;
    private boolean pagesDone;
    private @Nullable Ipv6Prefix after;

    Sweep(long number, long bindings, long moves, boolean all) {
      this.number = number;
      this.bindings = bindings;
      this.moves = moves;
      this.all = all;
      this.pagesDone = !all;
    }
  }
}
