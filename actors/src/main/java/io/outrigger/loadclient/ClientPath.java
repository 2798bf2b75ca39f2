package io.outrigger.loadclient;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.InterfaceIdOption;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Message;
import io.outrigger.dhcp.MessageType;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.RelayForward;
import io.outrigger.dhcp.RelayMessageOption;
import io.outrigger.dhcp.RelayReply;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How clients reach their servers: what is wrapped around their messages. */
public sealed interface ClientPath {

  /** What to put on the wire for {@code client}. */
  Message wrap(ClientIdentity client, ClientServerMessage message);

  /** What a client gets of {@code datagram}; empty if nothing. */
  Optional<ClientServerMessage> unwrap(Message datagram);

  /** As clients themselves, to a server or a group. */
  record Direct() implements ClientPath {
    @Override
    public Message wrap(ClientIdentity client, ClientServerMessage message) {
      return message;
    }

    @Override
    public Optional<ClientServerMessage> unwrap(Message datagram) {
      return datagram instanceof ClientServerMessage message
          ? Optional.of(message)
          : Optional.empty();
    }
  }

  /**
   * As a relay agent for all the clients (RFC 8415 §19.1).
   *
   * @param linkAddresses tell the server the link of a client; the clients are spread over them
   * @param interfaceId null for none
   */
  record Relayed(List<Ipv6Address> linkAddresses, @Nullable Bytes interfaceId)
      implements ClientPath {
    /**
     * @throws IllegalArgumentException if there is no link
     */
    public Relayed {
      if (linkAddresses.isEmpty()) {
        throw new IllegalArgumentException("a relay agent has a link-address");
      }
      linkAddresses = List.copyOf(linkAddresses);
    }

    @Override
    public Message wrap(ClientIdentity client, ClientServerMessage message) {
      RelayMessageOption relayed = new RelayMessageOption(message);
      Options options =
          interfaceId == null
              ? Options.of(relayed)
              : Options.of(relayed, new InterfaceIdOption(interfaceId));
      Ipv6Address linkAddress = linkAddresses.get((int) (client.index() % linkAddresses.size()));
      return new RelayForward(0, linkAddress, client.linkLocal(), options);
    }

    @Override
    public Optional<ClientServerMessage> unwrap(Message datagram) {
      return datagram instanceof RelayReply reply
          ? reply
              .options()
              .first(RelayMessageOption.class)
              .map(RelayMessageOption::message)
              .filter(ClientServerMessage.class::isInstance)
              .map(ClientServerMessage.class::cast)
          : Optional.empty();
    }
  }

  /**
   * Through relay agents, but for some messages that clients send to the servers' addresses, as
   * they may after a Server Unicast option (RFC 8415 §21.12), and may not without.
   */
  record PartlyDirect(Relayed relayed, Set<MessageType> direct) implements ClientPath {
    private static final Direct DIRECT = new Direct();

    public PartlyDirect {
      direct = Set.copyOf(direct);
    }

    @Override
    public Message wrap(ClientIdentity client, ClientServerMessage message) {
      return direct.contains(message.type()) ? message : relayed.wrap(client, message);
    }

    @Override
    public Optional<ClientServerMessage> unwrap(Message datagram) {
      return relayed.unwrap(datagram).or(() -> DIRECT.unwrap(datagram));
    }
  }
}
