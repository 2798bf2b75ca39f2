package io.outrigger.client;

import io.outrigger.dhcp.Advertise;
import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.Confirm;
import io.outrigger.dhcp.Decline;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaTaOption;
import io.outrigger.dhcp.InformationRequest;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.Rebind;
import io.outrigger.dhcp.Reconfigure;
import io.outrigger.dhcp.Release;
import io.outrigger.dhcp.Renew;
import io.outrigger.dhcp.Reply;
import io.outrigger.dhcp.Request;
import io.outrigger.dhcp.ServerIdOption;
import io.outrigger.dhcp.Solicit;
import java.util.Optional;

/** Whether a client's message may be answered at all: RFC 8415 §16, one method a rule. */
sealed interface Verdict {
  Verdict ACCEPT = new Accept();

  record Accept() implements Verdict {}

  record Discard(DiscardReason reason) implements Verdict {}

  /** Discarded too, but the client is told to multicast (RFC 8415 §18.4). */
  record UseMulticast() implements Verdict {}

  /**
   * @param serverUnicast whether clients were told that they may send to a unicast address
   */
  static Verdict on(ClientRequest request, Duid server, boolean serverUnicast) {
    ClientServerMessage message = request.message();
    boolean unicast = !request.relayed() && !request.multicast();
    return switch (message) {
      // §16.2, §16.5, §16.7: to any server, from a named client, always multicast.
      case Solicit m -> toAnyServer(m.options(), unicast);
      case Confirm m -> toAnyServer(m.options(), unicast);
      case Rebind m -> toAnyServer(m.options(), unicast);
      // §16.4, §16.6, §16.8, §16.9: to this server, from a named client.
      case Request m -> toThisServer(m.options(), server, unicast && !serverUnicast);
      case Renew m -> toThisServer(m.options(), server, unicast && !serverUnicast);
      case Decline m -> toThisServer(m.options(), server, unicast && !serverUnicast);
      case Release m -> toThisServer(m.options(), server, unicast && !serverUnicast);
      case InformationRequest m -> informationRequest(m.options(), server, unicast);
      // §16.3, §16.10, §16.11: servers say these.
      case Advertise _unused -> new Discard(DiscardReason.NOT_FOR_A_SERVER);
      case Reply _unused -> new Discard(DiscardReason.NOT_FOR_A_SERVER);
      case Reconfigure _unused -> new Discard(DiscardReason.NOT_FOR_A_SERVER);
    };
  }

  private static Verdict toAnyServer(Options options, boolean unicast) {
    if (!options.has(ClientIdOption.class)) {
      return new Discard(DiscardReason.NO_CLIENT_ID);
    }
    if (options.has(ServerIdOption.class)) {
      return new Discard(DiscardReason.UNEXPECTED_SERVER_ID);
    }
    return unicast ? new Discard(DiscardReason.UNICAST) : ACCEPT;
  }

  private static Verdict toThisServer(Options options, Duid server, boolean refusedUnicast) {
    Optional<ServerIdOption> named = options.first(ServerIdOption.class);
    if (named.isEmpty()) {
      return new Discard(DiscardReason.NO_SERVER_ID);
    }
    if (!named.get().duid().equals(server)) {
      return new Discard(DiscardReason.OTHER_SERVER);
    }
    if (!options.has(ClientIdOption.class)) {
      return new Discard(DiscardReason.NO_CLIENT_ID);
    }
    return refusedUnicast ? new UseMulticast() : ACCEPT;
  }

  private static Verdict informationRequest(Options options, Duid server, boolean unicast) {
    Optional<ServerIdOption> named = options.first(ServerIdOption.class);
    if (named.isPresent() && !named.get().duid().equals(server)) {
      return new Discard(DiscardReason.OTHER_SERVER);
    }
    if (options.has(IaNaOption.class)
        || options.has(IaTaOption.class)
        || options.has(IaPdOption.class)) {
      return new Discard(DiscardReason.UNEXPECTED_IA);
    }
    return unicast ? new Discard(DiscardReason.UNICAST) : ACCEPT;
  }
}
