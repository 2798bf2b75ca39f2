package io.outrigger.simulation;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.journal.Batch;
import io.outrigger.journal.KeyValueStore;
import io.outrigger.journal.LeaseEventSerializer;
import io.outrigger.journal.StoreException;
import io.outrigger.journal.proto.EventEnvelope;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LeaseEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A server's state directory: what a write has put there survives the process. A write is whole and
 * synced when it returns; {@link Turns} let it take its time before.
 */
final class Disk implements KeyValueStore.Opener {
  private final String place;
  private final TreeMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
  private final Map<Ipv6Prefix, Lease> leases = new HashMap<>();
  private final Map<Ipv6Prefix, Integer> writes = new HashMap<>();
  private final LeaseEventSerializer serializer = new LeaseEventSerializer();
  private @Nullable StoreException trouble;

  Disk(String place) {
    this.place = place;
  }

  /** All that was stored is gone. */
  void lose() {
    entries.clear();
    leases.clear();
    writes.replaceAll((resource, times) -> times + 1);
  }

  /** From now on each write fails so; null: none. */
  void trouble(StoreException.@Nullable Kind kind) {
    trouble = kind == null ? null : new StoreException(kind, place + ": the disk says " + kind);
  }

  /** What stands here of a resource; null if nothing does. */
  @Nullable Lease lease(Ipv6Prefix resource) {
    return leases.get(resource);
  }

  /** How often what stands here of a resource was written, or lost. */
  int writes(Ipv6Prefix resource) {
    return writes.getOrDefault(resource, 0);
  }

  private void note(byte[] key, byte[] value) {
    if (key[0] != 'e') {
      return;
    }
    try {
      EventEnvelope event = EventEnvelope.parseFrom(value);
      if (event.getSerializerId() == LeaseEventSerializer.IDENTIFIER) {
        switch (serializer.fromBinary(event.getPayload().toByteArray(), event.getManifest())) {
          case LeaseEvent.LeaseRecorded recorded -> {
            leases.put(recorded.lease().resource(), recorded.lease());
            writes.merge(recorded.lease().resource(), 1, Integer::sum);
          }
          case LeaseEvent.LeaseForgotten forgotten -> {
            leases.remove(forgotten.resource());
            writes.merge(forgotten.resource(), 1, Integer::sum);
          }
        }
      }
    } catch (IOException e) {
      throw new Violation(place + " stores what cannot be read: " + e);
    }
  }

  boolean isInTrouble() {
    return trouble != null;
  }

  @Override
  public KeyValueStore open() {
    return new Open();
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public void close() {}

  private final class Open implements KeyValueStore {
    private boolean closed;

    @Override
    public void write(Batch batch) throws StoreException {
      requireOpen();
      if (trouble != null) {
        throw trouble;
      }
      batch.forEach(
          new Batch.Visitor() {
            @Override
            public void put(byte[] key, byte[] value) {
              entries.put(key, value);
              note(key, value);
            }

            @Override
            public void delete(byte[] key) {
              entries.remove(key);
            }
          });
    }

    @Override
    public void scan(byte[] from, byte[] to, Visitor visitor) throws StoreException {
      requireOpen();
      List<Map.Entry<byte[], byte[]>> range = new ArrayList<>(entries.subMap(from, to).entrySet());
      for (Map.Entry<byte[], byte[]> each : range) {
        if (!visitor.visit(each.getKey(), each.getValue())) {
          return;
        }
      }
    }

    @Override
    public byte @Nullable [] lastKey(byte[] from, byte[] to) throws StoreException {
      requireOpen();
      byte[] before = entries.lowerKey(to);
      return before == null || Arrays.compareUnsigned(before, from) < 0 ? null : before;
    }

    @Override
    public byte @Nullable [] get(byte[] key) throws StoreException {
      requireOpen();
      return entries.get(key);
    }

    @Override
    public void close() {
      closed = true;
    }

    private void requireOpen() throws StoreException {
      if (closed) {
        throw new StoreException(StoreException.Kind.CLOSED, place + " is closed");
      }
    }
  }
}
