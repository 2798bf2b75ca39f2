package io.outrigger.binding;

import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.failover.wire.BndUpd;
import io.outrigger.failover.wire.ClientDataOption;
import io.outrigger.lease.ReceivedLease;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * BNDUPD messages to what they say (RFC 8156 §7.5.3).
 *
 * <p>Beside what is required, options that no rule here has a use for are ignored, among them
 * F_RECONFIGURE_DATA. F_DNS_REMOVAL_INFO is only noticed: this server makes no DNS updates, and the
 * leases of a partner who does are none the worse for it (§9).
 */
public final class BindingReader {
  /** OPTION_VSS of RFC 6607 §3.4: a VPN. There are none here. */
  static final int VSS = 68;

  private BindingReader() {}

  /**
   * @param nowEpochSecond seconds since 1970-01-01T00:00Z
   * @param skewMillis how far the partner's clock is behind this one (negative: ahead), where
   *     clocks may differ; else 0. Times of the partner's clock are shifted by it, to the second
   */
  public static ReceivedBinding read(BndUpd message, long nowEpochSecond, long skewMillis) {
    long offset = Math.floorDiv(skewMillis + 500, 1000L);
    try {
      ReceivedBinding.Update update = update(message.options(), nowEpochSecond, offset);
      requireDistinct(update.leases());
      return update;
    } catch (IncompleteException e) {
      return new ReceivedBinding.Incomplete(e.status(), e.reason());
    }
  }

  private static ReceivedBinding.Update update(Options options, long now, long offset)
      throws IncompleteException {
    List<ClientDataOption> clients = options.all(ClientDataOption.class);
    List<IaPrefixOption> prefixes = options.all(IaPrefixOption.class);
    if (clients.size() + prefixes.size() != 1) {
      throw IncompleteException.missing(
          Place.BNDUPD,
          "one CLIENT_DATA or one IAPREFIX expected, not "
              + clients.size()
              + " and "
              + prefixes.size());
    }
    if (clients.isEmpty()) {
      return new ReceivedBinding.Update(
          List.of(FreeLeaseReader.read(prefixes.getFirst(), now, offset)), false);
    }
    return ClientDataReader.read(clients.getFirst(), now, offset);
  }

  private static void requireDistinct(List<ReceivedLease> leases) throws IncompleteException {
    if (leases.size() < 2) {
      return;
    }
    Set<Object> seen = new HashSet<>();
    for (ReceivedLease lease : leases) {
      if (!seen.add(lease.resource())) {
        throw IncompleteException.missing(Place.BNDUPD, lease.resource() + " stands there twice");
      }
    }
  }

  static void refuseVpn(Place place, Options options) throws IncompleteException {
    if (options.firstWithCode(VSS).isPresent()) {
      throw new IncompleteException(
          StatusCode.CONFIGURATION_CONFLICT, place + ": there are no VPNs here");
    }
  }

  static <T extends DhcpOption> T require(Options options, Class<T> kind, Place place, String name)
      throws IncompleteException {
    return options.first(kind).orElseThrow(() -> IncompleteException.missing(place, "no " + name));
  }
}
