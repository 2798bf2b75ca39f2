package io.outrigger.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import io.outrigger.journal.proto.EventEnvelope;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Counts leases in a store without an actor system. */
final class StoredLeases {
  private StoredLeases() {}

  /** The leases of each persistence id that is {@code wanted}; ids without any are left out. */
  static SortedMap<String, Long> count(KeyValueStore store, Predicate<String> wanted)
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
    SortedMap<String, Long> counts = new TreeMap<>();
    for (Map.Entry<String, Integer> id : ids.entrySet()) {
      long count = count(store, id.getValue());
      if (count > 0) {
        counts.put(id.getKey(), count);
      }
    }
    return counts;
  }

  private static long count(KeyValueStore store, int id) throws StoreException {
    long[] count = new long[1];
    store.scan(
        Keys.event(id, 0),
        Keys.afterEvent(id, Long.MAX_VALUE),
        (key, value) -> {
          if (isLease(value)) {
            count[0]++;
          }
          return true;
        });
    return count[0];
  }

  /** One event a lease is stored; what cannot be read is for the pool's own replay to tell. */
  private static boolean isLease(byte[] event) {
    try {
      EventEnvelope envelope = EventEnvelope.parseFrom(event);
      return envelope.getSerializerId() == LeaseEventSerializer.IDENTIFIER
          && LeaseEventSerializer.RECORDED.equals(envelope.getManifest());
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }
}
