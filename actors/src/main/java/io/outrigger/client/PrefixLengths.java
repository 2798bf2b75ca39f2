package io.outrigger.client;

import io.outrigger.pool.PoolRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Prefix length hints (RFC 8168 §3.2). */
final class PrefixLengths {
  private PrefixLengths() {}

  /**
   * The pools in the order in which to try them: the hinted length, then the closest shorter one
   * (more space), then the closest longer one. The operator's order decides among equals.
   *
   * @param hint bits; 0 for no hint, which leaves the order as it is
   */
  static List<PoolRef> byCloseness(List<PoolRef> pools, int hint) {
    if (hint == 0 || pools.size() < 2) {
      return pools;
    }
    List<PoolRef> ordered = new ArrayList<>(pools);
    ordered.sort(
        Comparator.comparingInt(
            pool ->
                pool.delegatedLength() <= hint
                    ? hint - pool.delegatedLength()
                    : 128 + pool.delegatedLength()));
    return ordered;
  }
}
