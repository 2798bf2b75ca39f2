package io.outrigger.pool;

import io.outrigger.lease.ClientIa;

/** Who wants to know what goes on in a pool. Called on the pool's thread; must not block. */
public interface PoolObserver {

  /** All leases have been read from the journal. */
  void recovered(PoolStats stats);

  /** The leases could not be read: the pool serves nobody. */
  void failed(Throwable cause);

  /** After each stored change. */
  void changed(PoolStats stats);

  /** Whether the journal takes writes at present; while it does not, no state can change. */
  default boolean stores() {
    return true;
  }

  /** {@code client} has a lease in this pool. */
  void holds(ClientIa client);

  /** {@code client} has no lease in this pool any more. */
  void holdsNoMore(ClientIa client);
}
