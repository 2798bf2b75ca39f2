package io.outrigger.partner;

import io.outrigger.dhcp.StatusCode;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.failover.wire.FailoverMessageType;
import io.outrigger.failover.wire.IgnoredOptions;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What happened on the links, for metrics. Thread-safe. */
public final class LinkCounters {
  private final Map<LinkCount, LongAdder> counts = adders(LinkCount.class);
  private final Map<FailoverMessageType, LongAdder> received = adders(FailoverMessageType.class);
  private final Map<FailoverMessageType, LongAdder> sent = adders(FailoverMessageType.class);
  private final Map<StatusCode, LongAdder> refusedByUs = new ConcurrentHashMap<>();
  private final Map<StatusCode, LongAdder> refusedByPartners = new ConcurrentHashMap<>();
  private final Set<PartnerChannel> channels = ConcurrentHashMap.newKeySet();

  void count(LinkCount what) {
    add(what, 1);
  }

  void add(LinkCount what, long howMany) {
    adder(counts, what).add(howMany);
  }

  void received(FailoverMessage message, PeerRules.Ruling ruling) {
    FailoverMessageType type = FailoverMessageType.of(message.code());
    if (type == null) {
      count(LinkCount.UNKNOWN_MESSAGES);
      return;
    }
    adder(received, type).increment();
    switch (ruling) {
      case IGNORE -> count(LinkCount.IGNORED_MESSAGES);
      case REFUSE -> count(LinkCount.OUT_OF_ORDER);
      case HANDLE -> add(LinkCount.IGNORED_OPTIONS, IgnoredOptions.in(message).count());
    }
  }

  void sent(FailoverMessageType type) {
    adder(sent, type).increment();
  }

  void refused(StatusCode status) {
    refusedByUs.computeIfAbsent(known(status), _status -> new LongAdder()).increment();
  }

  void refusedByPartner(StatusCode status) {
    refusedByPartners.computeIfAbsent(known(status), _status -> new LongAdder()).increment();
  }

  void opened(PartnerChannel channel) {
    channels.add(channel);
  }

  void closed(PartnerChannel channel) {
    channels.remove(channel);
  }

  /** A partner that makes up statuses must not fill the memory. */
  private static StatusCode known(StatusCode status) {
    return status.value() <= StatusCode.EXCESSIVE_TIME_SKEW.value()
        ? status
        : StatusCode.UNSPEC_FAIL;
  }

  public long of(LinkCount what) {
    return adder(counts, what).sum();
  }

  public long receivedOf(FailoverMessageType type) {
    return adder(received, type).sum();
  }

  public long sentOf(FailoverMessageType type) {
    return adder(sent, type).sum();
  }

  /** Connections that we refused or ended with a status, by that status; unknown as UnspecFail. */
  public Map<StatusCode, Long> refused() {
    return sums(refusedByUs);
  }

  /** Connections that the partner refused or ended with a status, by that status. */
  public Map<StatusCode, Long> refusedByPartners() {
    return sums(refusedByPartners);
  }

  /** Connections there are now, established or not. */
  public int connections() {
    return channels.size();
  }

  /** Octets on all connections that the operating system has not taken yet. */
  public long octetsWaiting() {
    return channels.stream().mapToLong(PartnerChannel::untakenOctets).sum();
  }

  private static Map<StatusCode, Long> sums(Map<StatusCode, LongAdder> adders) {
    Map<StatusCode, Long> sums = new ConcurrentHashMap<>();
    adders.forEach((status, adder) -> sums.put(status, adder.sum()));
    return Map.copyOf(sums);
  }

  private static <K extends Enum<K>> LongAdder adder(Map<K, LongAdder> adders, K key) {
    return Objects.requireNonNull(adders.get(key));
  }

  private static <K extends Enum<K>> Map<K, LongAdder> adders(Class<K> keys) {
    Map<K, LongAdder> adders = new EnumMap<>(keys);
    for (K key : keys.getEnumConstants()) {
      adders.put(key, new LongAdder());
    }
    return adders;
  }
}
