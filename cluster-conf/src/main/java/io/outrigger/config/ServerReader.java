package io.outrigger.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Reads the section {@code server}. */
final class ServerReader {
  private static final int DHCP_PORT = 547;
  private static final int ADMIN_PORT = 8647;

  private ServerReader() {}

  static ServerConfig read(Section server, Path folder) {
    ListenConfig listen = listen(server);
    boolean unicastOption = server.get("unicast-option", Values::flag);
    if (unicastOption && listen.unicast().isEmpty() && !server.child("listen").isBad("unicast")) {
      server.error("unicast-option", "no address for unicast: write one under listen.unicast");
    }
    return new ServerConfig(
        server.required("name", Values::name, "give this server a name, name = alpha").orElse(""),
        server
            .required(
                "state-dir",
                Values.path(folder),
                "say where leases are kept, state-dir = /var/lib/outrigger")
            .orElse(folder),
        listen,
        admin(server.child("admin")),
        server.get("preference", Values.smallInteger(0, 255)),
        unicastOption,
        server.get("abandoned-time", Values.duration(Duration.ofSeconds(1), Duration.ofDays(3650))),
        limits(server.child("limits")));
  }

  private static ListenConfig listen(Section server) {
    Section listen = server.child("listen");
    List<String> interfaces = listen.list("interfaces", Values::interfaceName);
    List<Endpoint> unicast = listen.list("unicast", NetworkValues.endpoint(DHCP_PORT));
    if (interfaces.isEmpty() && unicast.isEmpty() && !server.isBad("listen")) {
      listen.error(
          "the server would hear nobody: write interfaces = [eth0], or unicast = [\"[address]:547\"]"
              + " for relays");
    }
    reportRepeated(listen, "interfaces", interfaces);
    reportRepeated(listen, "unicast", unicast);
    return new ListenConfig(interfaces, unicast);
  }

  private static AdminConfig admin(Section admin) {
    Endpoint endpoint = admin.get("address", NetworkValues.endpoint(ADMIN_PORT));
    boolean enabled = admin.get("enabled", Values::flag);
    boolean loopback = endpoint.address().high() == 0 && endpoint.address().low() == 1;
    if (enabled && !loopback) {
      admin.warning(
          "address",
          "leases and the token go to "
              + endpoint
              + " unencrypted: keep it on [::1], or on a network that you"
              + " trust");
    }
    return new AdminConfig(endpoint, enabled);
  }

  private static LimitsConfig limits(Section limits) {
    return new LimitsConfig(
        limits.get("queue", Values.smallInteger(1, 1_000_000)),
        limits.get("receive-buffer", Values::bufferBytes));
  }

  static <T> void reportRepeated(Section section, String key, List<T> values) {
    for (int i = 1; i < values.size(); i++) {
      if (values.subList(0, i).contains(values.get(i))) {
        section.error(key, values.get(i) + " stands there twice: remove one");
      }
    }
  }
}
