package io.outrigger.server;

import io.outrigger.events.EventId;
import io.outrigger.events.EventLine;
import io.outrigger.pool.PoolSettings;
import io.outrigger.pool.PoolStats;
import java.util.Optional;

/** Says when a pool has nothing left for new clients, and when it has again. For one thread. */
final class PoolRoom {
  /** At the brink every lease that ends is taken at once; that is no room yet. */
  private static final long PARTS_OF_ROOM = 20;

  private static final long MOST_FOR_ROOM = 1_000;

  private final PoolSettings settings;
  private boolean hadRoom;
  private boolean exhausted;

  PoolRoom(PoolSettings settings) {
    this.settings = settings;
    // The secondary's share of a proportional pool is nothing before it was given anything.
    this.hadRoom =
        settings.sharing().filter(each -> each.proportional() && !each.primary()).isEmpty();
  }

  /** What there is to tell of it now. */
  Optional<EventLine> news(PoolStats stats) {
    if (settings.space().capacity() <= settings.reserved().size()) {
      return Optional.empty(); // never meant for new clients
    }
    long free = stats.freeOwn();
    if (free == 0 && hadRoom && !exhausted) {
      exhausted = true;
      return Optional.of(
          EventLine.of(EventId.POOL_EXHAUSTED)
              .with("pool", settings.name())
              .with("active", stats.active())
              .with("abandoned", stats.abandoned())
              .with("freePartner", settings.sharing().isEmpty() ? null : stats.freePartner()));
    }
    hadRoom |= free > 0;
    long room = Math.clamp(stats.capacity() / PARTS_OF_ROOM, 1, MOST_FOR_ROOM);
    if (exhausted && free >= room) {
      exhausted = false;
      return Optional.of(
          EventLine.of(EventId.POOL_HAS_ROOM).with("pool", settings.name()).with("freeOwn", free));
    }
    return Optional.empty();
  }
}
