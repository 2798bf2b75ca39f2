package io.outrigger.loadclient;

import io.outrigger.config.Endpoint;
import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.MessageType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The part of the command line that says how the servers are reached. */
final class PathOptions {
  private static final int CLIENT_PORT = 546;
  private static final int SERVER_PORT = 547;

  @Option(
      names = "--relay",
      description = "Be a relay agent for the clients, from any port (the default).")
  private boolean relay;

  @Option(
      names = "--multicast",
      description = "Multicast as clients on a link do; needs --interface and root.")
  private boolean multicast;

  @Option(
      names = "--unicast",
      description = "Send the clients' own messages to the servers' addresses.")
  private boolean unicast;

  @Option(
      names = "--server",
      paramLabel = "[ADDRESS]:PORT",
      description = "Where a server listens. Repeatable: each gets every message, as from relays.")
  private List<String> servers = new ArrayList<>();

  @Option(
      names = "--link-address",
      paramLabel = "ADDRESS",
      description =
          "With --relay: the link of the clients. Repeatable: they are spread over the links.")
  private List<String> linkAddresses = new ArrayList<>();

  @Option(
      names = "--direct",
      split = ",",
      paramLabel = "TYPE",
      description =
          "With --relay: messages that go without a relay agent all the same: renew, release, ...")
  private Set<MessageType> direct = EnumSet.noneOf(MessageType.class);

  @Option(
      names = "--interface-id",
      paramLabel = "TEXT",
      description = "With --relay: the Interface-Id option of the relay agent.")
  private @Nullable String interfaceId;

  @Option(names = "--interface", paramLabel = "IF", description = "With --multicast: the link.")
  private @Nullable String interfaceName;

  @Option(
      names = "--local",
      paramLabel = "[ADDRESS]:PORT",
      description = "Send from here (default: any address and port; [link-local]:546 on a link).")
  private @Nullable String local;

  /** How messages are wrapped. */
  ClientPath path(CommandSpec spec) {
    if (isDirect(spec)) {
      return new ClientPath.Direct();
    }
    if (linkAddresses.isEmpty()) {
      throw wrong(spec, "--relay needs --link-address");
    }
    List<Ipv6Address> links = new ArrayList<>();
    for (String each : linkAddresses) {
      try {
        links.add(Ipv6Address.parse(each));
      } catch (IllegalArgumentException e) {
        throw wrong(spec, "--link-address: " + e.getMessage());
      }
    }
    ClientPath.Relayed relayed =
        new ClientPath.Relayed(
            links,
            interfaceId == null ? null : Bytes.of(interfaceId.getBytes(StandardCharsets.UTF_8)));
    return direct.isEmpty() ? relayed : new ClientPath.PartlyDirect(relayed, direct);
  }

  private boolean isDirect(CommandSpec spec) {
    if ((relay ? 1 : 0) + (multicast ? 1 : 0) + (unicast ? 1 : 0) > 1) {
      throw wrong(spec, "--relay, --multicast and --unicast exclude each other");
    }
    return multicast || unicast;
  }

  /**
   * Opens the socket.
   *
   * @throws IOException if that fails
   */
  ClientTransport open(CommandSpec spec) throws IOException {
    if (multicast) {
      return onLink(spec);
    }
    if (servers.isEmpty()) {
      throw wrong(spec, "--server is needed");
    }
    List<InetSocketAddress> to = new ArrayList<>();
    for (String each : servers) {
      to.add(address(spec, "--server", each, SERVER_PORT));
    }
    InetSocketAddress from =
        local == null
            ? new InetSocketAddress(Ipv6Address.UNSPECIFIED.toInet(0), 0)
            : address(spec, "--local", local, CLIENT_PORT);
    return UdpTransport.open(from, to);
  }

  private ClientTransport onLink(CommandSpec spec) throws IOException {
    if (interfaceName == null) {
      throw wrong(spec, "--multicast needs --interface");
    }
    NetworkInterface link = NetworkInterface.getByName(interfaceName);
    if (link == null) {
      throw new IOException("there is no interface " + interfaceName);
    }
    return UdpTransport.onLink(link, CLIENT_PORT, SERVER_PORT);
  }

  private static InetSocketAddress address(
      CommandSpec spec, String option, String text, int defaultPort) throws SocketException {
    try {
      Endpoint endpoint = Endpoint.parse(text, defaultPort);
      String zone = endpoint.zone();
      NetworkInterface link = zone == null ? null : NetworkInterface.getByName(zone);
      if (zone != null && link == null) {
        throw new SocketException("there is no interface " + zone);
      }
      return new InetSocketAddress(
          endpoint.address().toInet(link == null ? 0 : link.getIndex()), endpoint.port());
    } catch (IllegalArgumentException e) {
      throw wrong(spec, option + ": " + e.getMessage());
    }
  }

  private static ParameterException wrong(CommandSpec spec, String what) {
    return new ParameterException(spec.commandLine(), what);
  }
}
