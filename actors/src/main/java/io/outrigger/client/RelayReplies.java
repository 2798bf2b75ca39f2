package io.outrigger.client;

import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.InterfaceIdOption;
import io.outrigger.dhcp.Message;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.RelayForward;
import io.outrigger.dhcp.RelayMessageOption;
import io.outrigger.dhcp.RelayReply;
import io.outrigger.dhcp.UnknownOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Wraps an answer for the way back through the same relays (RFC 8415 §19.3). */
final class RelayReplies {
  /** Echo Request (RFC 4994): the options that the relay wants back. */
  private static final int ECHO_REQUEST = 43;

  /** Relay Source Port (RFC 8357): told back to a relay that does not listen on port 547. */
  private static final int RELAY_SOURCE_PORT = 135;

  private RelayReplies() {}

  /**
   * @param relays the Relay-forwards of the request, outermost first
   */
  static Message wrap(ClientServerMessage answer, List<RelayForward> relays) {
    Message wrapped = answer;
    for (int i = relays.size() - 1; i >= 0; i--) {
      wrapped = reply(relays.get(i), wrapped);
    }
    return wrapped;
  }

  private static RelayReply reply(RelayForward forward, Message payload) {
    Options.Builder options = Options.builder();
    Set<Integer> echoed = echoRequest(forward.options());
    for (DhcpOption option : forward.options().all()) {
      if (option instanceof InterfaceIdOption
          || option.code() == RELAY_SOURCE_PORT
          || (echoed.contains(option.code()) && !(option instanceof RelayMessageOption))) {
        options.add(option);
      }
    }
    options.add(new RelayMessageOption(payload));
    return new RelayReply(
        forward.hopCount(), forward.linkAddress(), forward.peerAddress(), options.build());
  }

  private static Set<Integer> echoRequest(Options options) {
    Set<Integer> codes = new HashSet<>();
    if (options.firstWithCode(ECHO_REQUEST).orElse(null) instanceof UnknownOption request) {
      for (int i = 0; i + 1 < request.data().length(); i += 2) {
        codes.add(request.data().unsigned(i) << 8 | request.data().unsigned(i + 1));
      }
    }
    return codes;
  }
}
