package io.outrigger.simulation;

import io.outrigger.binding.BindingReader;
import io.outrigger.binding.BindingReply;
import io.outrigger.binding.ReceivedBinding;
import io.outrigger.binding.ReplyReader;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.failover.wire.BndReply;
import io.outrigger.failover.wire.BndUpd;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import io.outrigger.lease.ReceivedLease;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A BNDREPLY implies stored: what a server accepts is on its disk before it says so. */
final class StorageChecks extends LinkTalk {
  private record Place(String host, Ipv6Prefix resource) {}

  /** What came, and how often the disk had been written for that resource by then. */
  private record Heard(ReceivedLease update, int writes) {}

  private final Pair pair;
  private final World world;
  private final Map<Place, Heard> heard = new HashMap<>();

  StorageChecks(Pair pair) {
    this.pair = pair;
    this.world = pair.world();
  }

  @Override
  void heard(String from, String to, FailoverMessage message) {
    if (message instanceof BndUpd update
        && BindingReader.read(update, world.instant().getEpochSecond(), 0)
            instanceof ReceivedBinding.Update read) {
      for (ReceivedLease lease : read.leases()) {
        int writes = pair.host(to).disk().writes(lease.resource());
        heard.put(new Place(to, lease.resource()), new Heard(lease, writes));
      }
    }
  }

  @Override
  void said(String from, String to, FailoverMessage message) {
    if (message instanceof BndReply reply) {
      for (BindingReply.LeaseReply lease :
          ReplyReader.read(reply, world.instant().getEpochSecond()).leases()) {
        Heard before = heard.remove(new Place(from, lease.resource()));
        if (before != null && lease.accepted()) {
          check(from, before);
        }
      }
    }
  }

  /** Of what was written since, all may have changed again, even to what it was. */
  private void check(String host, Heard heard) {
    Ipv6Prefix resource = heard.update.resource();
    Lease stored = pair.host(host).disk().lease(resource);
    if (pair.host(host).disk().writes(resource) == heard.writes && !says(stored, heard.update)) {
      world.violated(
          "BNDREPLY implies stored: %s accepts %s and has %s"
              .formatted(host, heard.update, stored));
    }
  }

  private static boolean says(@Nullable Lease stored, ReceivedLease update) {
    boolean free =
        update.status() == BindingStatus.FREE || update.status() == BindingStatus.FREE_BACKUP;
    if (stored == null) {
      return free || update.status() != BindingStatus.ACTIVE;
    }
    return update.status() == BindingStatus.ACTIVE
        ? stored.status() == BindingStatus.ACTIVE
            && Objects.equals(stored.client(), update.client())
        : stored.status() != BindingStatus.ACTIVE;
  }
}
