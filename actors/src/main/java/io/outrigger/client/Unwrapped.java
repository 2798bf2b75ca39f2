package io.outrigger.client;

import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Message;
import io.outrigger.dhcp.RelayForward;
import io.outrigger.dhcp.RelayMessageOption;
import io.outrigger.dhcp.RelayReply;
import io.outrigger.dhcp.UnknownMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message freed of its relays (RFC 8415 §19.3), or the reason why it is none. */
sealed interface Unwrapped {
  record Client(ClientRequest request) implements Unwrapped {}

  record Discarded(DiscardReason reason) implements Unwrapped {}

  static Unwrapped of(
      Message message, boolean multicast, @Nullable String interfaceName, Ipv6Address source) {
    List<RelayForward> relays = new ArrayList<>(2);
    Message inner = message;
    Ipv6Address peer = source;
    while (true) {
      switch (inner) {
        case RelayForward relay -> {
          relays.add(relay);
          peer = relay.peerAddress();
          Optional<RelayMessageOption> payload = relay.options().first(RelayMessageOption.class);
          if (payload.isEmpty()) {
            return new Discarded(DiscardReason.BAD_RELAY);
          }
          inner = payload.get().message();
        }
        case RelayReply _unused -> {
          return new Discarded(DiscardReason.NOT_FOR_A_SERVER);
        }
        case UnknownMessage _unused -> {
          return new Discarded(DiscardReason.NOT_FOR_A_SERVER);
        }
        case ClientServerMessage client -> {
          return new Client(
              new ClientRequest(
                  client, List.copyOf(relays), multicast, interfaceName, source, peer));
        }
      }
    }
  }
}
