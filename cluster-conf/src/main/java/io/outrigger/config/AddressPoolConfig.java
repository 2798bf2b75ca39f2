package io.outrigger.config;

import io.outrigger.dhcp.Ipv6Address;
import java.util.Optional;

/**
 * Addresses for IA_NA.
 *
 * @param first not above {@code last}
 * @param last itself in the pool
 */
public record AddressPoolConfig(
    String name,
    Optional<String> relationship,
    Allocation allocation,
    int secondarySharePercent,
    Optional<LifetimesConfig> lifetimes,
    Ipv6Address first,
    Ipv6Address last)
    implements PoolConfig {

  public AddressPoolConfig {
    if (first.compareTo(last) > 0) {
      throw new IllegalArgumentException(first + " is above " + last);
    }
  }

  @Override
  public long capacity() {
    long borrow = Long.compareUnsigned(last.low(), first.low()) < 0 ? 1 : 0;
    long distance = last.low() - first.low();
    boolean fits = last.high() - first.high() - borrow == 0 && distance >= 0;
    return fits && distance < Long.MAX_VALUE ? distance + 1 : Long.MAX_VALUE;
  }

  public boolean contains(Ipv6Address address) {
    return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
  }
}
