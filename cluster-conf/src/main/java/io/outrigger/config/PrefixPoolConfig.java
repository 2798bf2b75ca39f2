package io.outrigger.config;

import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import java.util.Optional;

/**
 * Prefixes for IA_PD.
 *
 * @param prefix what is cut up
 * @param delegatedLength bits of each delegated prefix, from {@code prefix.length()} to 128
 * @param excluded what each delegated prefix leaves out (RFC 6603): its bits past {@code
 *     delegatedLength} are the subnet ID, those before are zero
 */
public record PrefixPoolConfig(
    String name,
    Optional<String> relationship,
    Allocation allocation,
    int secondarySharePercent,
    Optional<LifetimesConfig> lifetimes,
    Ipv6Prefix prefix,
    int delegatedLength,
    Optional<Ipv6Prefix> excluded)
    implements PoolConfig {

  public PrefixPoolConfig {
    if (delegatedLength < prefix.length() || delegatedLength > Ipv6Address.BITS) {
      throw new IllegalArgumentException(
          "delegated length " + delegatedLength + " is not " + prefix.length() + " to 128");
    }
  }

  @Override
  public Ipv6Address first() {
    return prefix.address();
  }

  @Override
  public Ipv6Address last() {
    return prefix.last();
  }

  @Override
  public long capacity() {
    int bits = delegatedLength - prefix.length();
    return bits < Long.SIZE - 1 ? 1L << bits : Long.MAX_VALUE;
  }

  /** What {@code delegated}, one of this pool, leaves out; empty if the pool excludes nothing. */
  public Optional<Ipv6Prefix> excludedFrom(Ipv6Prefix delegated) {
    return excluded.map(
        e -> new Ipv6Prefix(delegated.high() | e.high(), delegated.low() | e.low(), e.length()));
  }
}
