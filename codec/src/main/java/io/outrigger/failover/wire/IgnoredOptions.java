package io.outrigger.failover.wire;

import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.IaTaOption;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.UnknownOption;
import io.outrigger.dhcp.VendorOptsOption;
import org.jspecify.annotations.Nullable;

/**
 * The options of a message that mean nothing where they stand: a receiver ignores them and counts
 * them. They are the unknown ones, known ones in a place that RFC 8156 §5 to §7 has no use for them
 * in, and the vendor options of other vendors. What stands in one of them does not count again.
 *
 * @param count 0 or more
 * @param first where the first one is, as in {@code CLIENT_DATA(45) > OPTION(68)}; empty if none
 */
public record IgnoredOptions(int count, String first) {

  public static IgnoredOptions in(FailoverMessage message) {
    Search search = new Search();
    switch (message) {
      case PartnerMessage m -> search.walk(m.options(), place(m), null);
      case StartTls m -> search.walk(m.options(), Place.NOTHING, null);
      case StartTlsReply m -> search.walk(m.options(), Place.STATUS_ONLY, null);
      case UnknownFailoverMessage m -> {}
    }
    return new IgnoredOptions(search.count, search.first);
  }

  private static Place place(PartnerMessage message) {
    return switch (message) {
      case BndUpd m -> Place.BNDUPD;
      case BndReply m -> Place.BNDREPLY;
      case Connect m -> Place.CONNECT;
      case ConnectReply m -> Place.CONNECTREPLY;
      case Disconnect m -> Place.STATUS_ONLY;
      case State m -> Place.STATE;
      case PoolReq m -> Place.NOTHING;
      case PoolResp m -> Place.NOTHING;
      case UpdReq m -> Place.NOTHING;
      case UpdReqAll m -> Place.NOTHING;
      case UpdDone m -> Place.NOTHING;
      case Contact m -> Place.NOTHING;
    };
  }

  private static final class Search {
    private int count;
    private String first = "";

    private void walk(Options options, Place place, @Nullable Path path) {
      for (DhcpOption option : options.all()) {
        if (meansSomething(option, place)) {
          descend(option, place, path);
        } else {
          if (count == 0) {
            first = new Path(path, option).toString();
          }
          count++;
        }
      }
    }

    private static boolean meansSomething(DhcpOption option, Place place) {
      return switch (option) {
        case UnknownOption o -> false;
        case VendorOptsOption o -> o.enterpriseNumber() == VendorAdditions.ENTERPRISE_NUMBER;
        default -> place.codes().contains(option.code());
      };
    }

    private void descend(DhcpOption option, Place place, @Nullable Path path) {
      switch (option) {
        case ClientDataOption o -> walk(o.options(), Place.IN_CLIENT_DATA, new Path(path, o));
        case IaNaOption o -> walk(o.options(), Place.IN_ADDRESS_IA, new Path(path, o));
        case IaTaOption o -> walk(o.options(), Place.IN_ADDRESS_IA, new Path(path, o));
        case IaPdOption o -> walk(o.options(), Place.IN_PREFIX_IA, new Path(path, o));
        case IaAddressOption o -> walk(o.options(), Place.IN_LEASE, new Path(path, o));
        case IaPrefixOption o -> {
          boolean free = place == Place.BNDUPD || place == Place.BNDREPLY;
          walk(o.options(), free ? Place.IN_FREE_LEASE : Place.IN_LEASE, new Path(path, o));
        }
        case DnsRemovalInfoOption o ->
            walk(o.options(), Place.IN_DNS_REMOVAL_INFO, new Path(path, o));
        default -> {}
      }
    }
  }

  /** Where an option is; written out for one at most. */
  private record Path(@Nullable Path outer, DhcpOption option) {
    @Override
    public String toString() {
      String here = FailoverOptions.RFC_8156.nameOf(option.code());
      return outer == null ? here : outer + " > " + here;
    }
  }
}
