package io.outrigger.binding;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Duid;
import io.outrigger.lease.Lease;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which updates that are ready together go into one BNDUPD: those of one client, as they share one
 * CLIENT_DATA (RFC 8156 §7.4). Pure.
 */
public final class ClientBundles {
  /** Any number fits a frame as long as names are short; few enough that a reply has room too. */
  static final int MOST_LEASES = 16;

  /** Names of clients in one BNDUPD; a longer one goes alone. */
  static final int MOST_NAME_OCTETS = 8_192;

  /** What stands once in a CLIENT_DATA. */
  private record Client(Duid duid, @Nullable Bytes relayData) {}

  private static final class Bundle<T> {
    private final List<T> updates = new ArrayList<>(1);
    private int nameOctets;
  }

  private ClientBundles() {}

  /**
   * @param updates no resource twice
   * @param leaseOf what an update tells of
   * @param alone whether a lease must have a BNDUPD of its own
   * @return each update once; bundles in the order of their first, updates in their order
   */
  public static <T> List<List<T>> of(
      List<T> updates, Function<? super T, Lease> leaseOf, Predicate<Lease> alone) {
    List<List<T>> bundles = new ArrayList<>(updates.size());
    Map<Client, Bundle<T>> open = new HashMap<>();
    for (T update : updates) {
      Lease lease = leaseOf.apply(update);
      Duid duid = BindingWriter.clientOf(lease);
      if (duid == null || updates.size() == 1 || alone.test(lease)) {
        bundles.add(List.of(update));
        continue;
      }
      Client client = new Client(duid, lease.relayData());
      int nameOctets = lease.clientName() == null ? 0 : lease.clientName().length();
      Bundle<T> bundle = open.get(client);
      if (bundle == null
          || bundle.updates.size() == MOST_LEASES
          || bundle.nameOctets + nameOctets > MOST_NAME_OCTETS) {
        bundle = new Bundle<>();
        open.put(client, bundle);
        bundles.add(bundle.updates);
      }
      bundle.updates.add(update);
      bundle.nameOctets += nameOctets;
    }
    return bundles;
  }
}
