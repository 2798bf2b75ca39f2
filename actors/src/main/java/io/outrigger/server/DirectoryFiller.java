package io.outrigger.server;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.ClientIa;
import io.outrigger.lease.Lease;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the new directory of a link which clients a pool has that goes on, page by page. The
 * directory is a hint, so that it may be incomplete meanwhile.
 */
final class DirectoryFiller {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryFiller.class);
  private static final int PAGE = 512;

  private DirectoryFiller() {}

  static void fill(HandledPool pool) {
    fill(pool, null);
  }

  private static void fill(HandledPool pool, @Nullable Ipv6Prefix after) {
    pool.page(after, PAGE)
        .whenComplete(
            (page, failure) -> {
              if (failure != null) {
                LOG.debug("pool {} does not say whom it serves", pool.handle().name(), failure);
                return;
              }
              for (Lease lease : page.leases()) {
                if (lease.status() == BindingStatus.ACTIVE && lease.client() != null) {
                  pool.handle().holds(new ClientIa(lease.client(), lease.iaid()));
                }
              }
              if (page.more()) {
                fill(pool, page.leases().getLast().resource());
              }
            });
  }
}
