package io.outrigger.client;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.DhcpEncoder;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.OctetWriter;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.RelayForward;
import io.outrigger.dhcp.RelayMessageOption;
import java.util.List;

/**
 * The relays' part of a relayed message, as leases keep it: the content of an LQ_RELAY_DATA (RFC
 * 5007 §4.1.2.4), which is the address of the relay that it came from, then all but the client's
 * own message.
 */
final class RelayData {
  private RelayData() {}

  static Bytes encode(Ipv6Address source, List<RelayForward> outermostFirst) {
    RelayForward inner = withoutPayload(outermostFirst.getLast());
    for (int i = outermostFirst.size() - 2; i >= 0; i--) {
      inner = withPayload(outermostFirst.get(i), inner);
    }
    OctetWriter out = new OctetWriter();
    out.address(source);
    out.bytes(Bytes.of(DhcpEncoder.encode(inner)));
    return Bytes.of(out.toArray());
  }

  private static RelayForward withoutPayload(RelayForward relay) {
    Options.Builder options = Options.builder();
    for (DhcpOption option : relay.options().all()) {
      if (!(option instanceof RelayMessageOption)) {
        options.add(option);
      }
    }
    return new RelayForward(
        relay.hopCount(), relay.linkAddress(), relay.peerAddress(), options.build());
  }

  private static RelayForward withPayload(RelayForward relay, RelayForward payload) {
    Options.Builder options = Options.builder();
    for (DhcpOption option : relay.options().all()) {
      options.add(option instanceof RelayMessageOption ? new RelayMessageOption(payload) : option);
    }
    return new RelayForward(
        relay.hopCount(), relay.linkAddress(), relay.peerAddress(), options.build());
  }
}
