package io.outrigger.pool;

import io.outrigger.lease.ClientIa;
import io.outrigger.lease.Lease;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Who wants to know what goes on in a pool. Called on the pool's thread; must not block. */
public interface PoolObserver {

  /** All leases have been read from the journal. */
  void recovered(PoolStats stats);

  /**
   * Leases of resources that are not in the pool any more; told before {@link #recovered}, if there
   * are any.
   */
  default void strays(List<Lease> strays) {}

  /**
   * The pool ends.
   *
   * @param held gives all that a client or its memory holds; to be called at once or never
   */
  default void ends(Supplier<List<Lease>> held) {}

  /** The leases could not be read: the pool serves nobody. */
  void failed(Throwable cause);

  /** After each stored change. */
  void changed(PoolStats stats);

  /** Whether the journal takes writes at present; while it does not, no state can change. */
  default boolean stores() {
    return true;
  }

  /**
   * Whether the partner has been heard so lately that it cannot have given this server up; if it
   * has, it may lease without telling.
   */
  default boolean hearsPartner(Instant now) {
    return true;
  }

  /** {@code client} has a lease in this pool. */
  void holds(ClientIa client);

  /** {@code client} has no lease in this pool any more. */
  void holdsNoMore(ClientIa client);
}
