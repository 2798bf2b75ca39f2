package io.outrigger.client;

import io.outrigger.dhcp.Ipv6Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the interface of a message that came to a socket of no single interface: Java does not tell
 * the ingress (no IPV6_PKTINFO), and Linux ties a socket to an interface by its address only for
 * link-local ones.
 */
final class Ingress {
  private Ingress() {}

  /**
   * By zone for a link-local source; else the interface with the longest on-link prefix that holds
   * the source; else the only interface there is. Null if that leaves a doubt: such a message came
   * from a relay agent beyond a router, whose link-address decides.
   */
  static @Nullable String ofGroupMember(
      Ipv6Address source, int sourceScopeId, List<InterfaceView> present) {
    if (source.isLinkLocal()) {
      return byIndex(sourceScopeId, present);
    }
    String best = null;
    int bestLength = -1;
    boolean doubt = false;
    for (InterfaceView each : present) {
      for (InterfaceView.OnLink here : each.onLink()) {
        int length = here.prefix().length();
        if (!here.prefix().contains(source) || length < bestLength) {
          continue;
        }
        doubt = length == bestLength && !each.name().equals(best);
        best = each.name();
        bestLength = length;
      }
    }
    if (best != null) {
      return doubt ? null : best;
    }
    return present.size() == 1 ? present.getFirst().name() : null;
  }

  /** By zone for a link-local source; else the interface that has the address it was sent to. */
  static @Nullable String ofUnicast(
      Ipv6Address local, Ipv6Address source, int sourceScopeId, List<InterfaceView> present) {
    if (source.isLinkLocal()) {
      return byIndex(sourceScopeId, present);
    }
    for (InterfaceView each : present) {
      if (each.onLink().stream().anyMatch(here -> here.address().equals(local))) {
        return each.name();
      }
    }
    return null;
  }

  private static @Nullable String byIndex(int index, List<InterfaceView> present) {
    for (InterfaceView each : present) {
      if (each.index() == index) {
        return each.name();
      }
    }
    return null;
  }
}
