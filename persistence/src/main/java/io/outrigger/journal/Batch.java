package io.outrigger.journal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts and deletes in order, to be stored all together or not at all. */
public final class Batch {

  /** Takes the operations of a batch one by one. */
  public interface Visitor {
    void put(byte[] key, byte[] value);

    void delete(byte[] key);
  }

  private final List<byte[]> keys = new ArrayList<>();
  private final List<byte @Nullable []> values = new ArrayList<>();
  private long octets;

  public void put(byte[] key, byte[] value) {
    keys.add(key);
    values.add(value);
    octets += key.length + value.length;
  }

  public void delete(byte[] key) {
    keys.add(key);
    values.add(null);
    octets += key.length;
  }

  public boolean isEmpty() {
    return keys.isEmpty();
  }

  /** The number of puts and deletes. */
  public int size() {
    return keys.size();
  }

  /** The octets of all keys and values. */
  public long octets() {
    return octets;
  }

  public void clear() {
    keys.clear();
    values.clear();
    octets = 0;
  }

  public void forEach(Visitor visitor) {
    for (int i = 0; i < keys.size(); i++) {
      byte[] value = values.get(i);
      if (value == null) {
        visitor.delete(keys.get(i));
      } else {
        visitor.put(keys.get(i), value);
      }
    }
  }
}
