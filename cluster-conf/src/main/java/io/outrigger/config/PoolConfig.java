package io.outrigger.config;

import io.outrigger.dhcp.Ipv6Address;
import java.util.Optional;

/** What a link's clients get their leases from. */
public sealed interface PoolConfig permits AddressPoolConfig, PrefixPoolConfig {
  /** Unique in the server. */
  String name();

  /** The relationship that shares this pool; empty: this server alone has it. */
  Optional<String> relationship();

  Allocation allocation();

  /** Percent of what is free that the secondary gets of a proportional pool, 0 to 100. */
  int secondarySharePercent();

  /** Empty: those of the link. */
  Optional<LifetimesConfig> lifetimes();

  /** The first address that the pool covers. */
  Ipv6Address first();

  /** The last address that the pool covers. */
  Ipv6Address last();

  /** Leases that fit, from 1; {@link Long#MAX_VALUE} stands for that many or more. */
  long capacity();
}
