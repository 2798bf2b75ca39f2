package io.outrigger.client;

import io.outrigger.dhcp.MessageType;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How many messages came, went and were discarded, and why. Thread-safe. */
public final class ClientCounters {
  private final Map<MessageType, LongAdder> received = adders(MessageType.class);
  private final Map<MessageType, LongAdder> sent = adders(MessageType.class);
  private final Map<DiscardReason, LongAdder> discarded = adders(DiscardReason.class);

  void received(MessageType type) {
    adder(received, type).increment();
  }

  void sent(MessageType type) {
    adder(sent, type).increment();
  }

  void discarded(DiscardReason reason) {
    adder(discarded, reason).increment();
  }

  public long receivedOf(MessageType type) {
    return adder(received, type).sum();
  }

  public long sentOf(MessageType type) {
    return adder(sent, type).sum();
  }

  public long discardedFor(DiscardReason reason) {
    return adder(discarded, reason).sum();
  }

  private static <K extends Enum<K>> LongAdder adder(Map<K, LongAdder> adders, K key) {
    return java.util.Objects.requireNonNull(adders.get(key));
  }

  private static <K extends Enum<K>> Map<K, LongAdder> adders(Class<K> keys) {
    Map<K, LongAdder> adders = new EnumMap<>(keys);
    for (K key : keys.getEnumConstants()) {
      adders.put(key, new LongAdder());
    }
    return adders;
  }
}
