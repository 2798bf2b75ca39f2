package io.outrigger.admin;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.Lease;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Explains a lease from what is known of it. */
public final class Explanations {
  private Explanations() {}

  /**
   * @param resource as its pool leases it
   * @param lease the record of it; null if there is none
   */
  public static Explanation of(
      Ipv6Prefix resource, @Nullable Lease lease, PoolFacts pool, Instant now) {
    return new LeaseReading(resource, lease, pool, now).explanation();
  }
}
