package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.endpoint.Responsiveness;
import io.outrigger.lease.LifetimePolicy;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A pool as the client side sees it.
 *
 * @param index its place among the pools of its kind on its link, from 0
 * @param delegatedLength bits; 128 for addresses
 * @param space the resources that it allocates
 * @param reservedHere reserved resources that this pool keeps the leases of
 * @param responsiveness which clients the pool's relationship lets this server answer now
 * @param partnerDiffers whether the partner, as far as is known, has pools that are not like this
 *     server's, as while one of the two has a new configuration and the other not yet
 * @param exclude the prefix to leave out of each delegated one (RFC 6603)
 * @param door where work goes; never blocks
 */
public record PoolRef(
    String name,
    int index,
    int delegatedLength,
    PoolSpace space,
    Set<Ipv6Prefix> reservedHere,
    LifetimePolicy lifetimes,
    Optional<Ipv6Prefix> exclude,
    Supplier<Responsiveness> responsiveness,
    BooleanSupplier partnerDiffers,
    Consumer<PoolWork> door) {

  /** Not of everything: there may be many reservations, and this is asked for each message. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  public boolean covers(Ipv6Prefix resource) {
    return space.contains(resource) || reservedHere.contains(resource);
  }
}
