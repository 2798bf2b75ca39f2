package io.outrigger.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import io.outrigger.journal.proto.EventEnvelope;
import io.outrigger.journal.proto.LeaseRecordedProto;
import io.outrigger.lease.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads leases in a store without an actor system. */
final class StoredLeases {
  private StoredLeases() {}

  /** The leases of each persistence id that is {@code wanted}; ids without any are left out. */
  static SortedMap<String, List<Lease>> read(KeyValueStore store, Predicate<String> wanted)
      throws StoreException {
    Map<String, Integer> ids = new TreeMap<>();
    store.scan(
        Keys.PERSISTENCE_IDS,
        Keys.PERSISTENCE_IDS_END,
        (key, value) -> {
          String id = Keys.persistenceId(key);
          if (wanted.test(id)) {
            ids.put(id, (int) Keys.value(value));
          }
          return true;
        });
    SortedMap<String, List<Lease>> found = new TreeMap<>();
    for (Map.Entry<String, Integer> id : ids.entrySet()) {
      List<Lease> leases = read(store, id.getValue());
      if (!leases.isEmpty()) {
        found.put(id.getKey(), leases);
      }
    }
    return found;
  }

  private static List<Lease> read(KeyValueStore store, int id) throws StoreException {
    List<Lease> leases = new ArrayList<>();
    store.scan(
        Keys.event(id, 0),
        Keys.afterEvent(id, Long.MAX_VALUE),
        (key, value) -> {
          Lease lease = lease(value);
          if (lease != null) {
            leases.add(lease);
          }
          return true;
        });
    return leases;
  }

  /** One event a lease is stored; what cannot be read is for the pool's own replay to tell. */
  private static @Nullable Lease lease(byte[] event) {
    try {
      EventEnvelope envelope = EventEnvelope.parseFrom(event);
      boolean recorded =
          envelope.getSerializerId() == LeaseEventSerializer.IDENTIFIER
              && LeaseEventSerializer.RECORDED.equals(envelope.getManifest());
      return recorded
          ? LeaseCodec.decode(LeaseRecordedProto.parseFrom(envelope.getPayload())).lease()
          : null;
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return null;
    }
  }
}
