package io.outrigger.client;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.DhcpEncoder;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.RelayForward;
import io.outrigger.dhcp.RelayMessageOption;
import java.util.List;

/** The relays' part of a relayed message, as leases keep it: all but the client's own message. */
final class RelayData {
  private RelayData() {}

  static Bytes encode(List<RelayForward> outermostFirst) {
    RelayForward inner = withoutPayload(outermostFirst.getLast());
    for (int i = outermostFirst.size() - 2; i >= 0; i--) {
      inner = withPayload(outermostFirst.get(i), inner);
    }
    return Bytes.of(DhcpEncoder.encode(inner));
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
