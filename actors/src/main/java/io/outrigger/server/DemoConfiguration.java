package io.outrigger.server;

import java.nio.file.Path;

/** The configuration of one server of the demonstration. Pure. */
final class DemoConfiguration {
  /** The least that RFC 8156 allows: whatever waits for it is over soon. */
  static final int MCLT_SECONDS = 30;

  /** Clients renew so often that their renewals can be watched. */
  static final int T1_SECONDS = 3;

  static final int T2_SECONDS = 5;
  static final int VALID_SECONDS = 900;

  /** How soon a silent cut is noticed; a loaded machine is silent for a while, too. */
  static final int KEEPALIVE_SECONDS = 4;

  static final String RELATIONSHIP = "demo";

  private static final int DELEGATED_LENGTH = 56;

  /** Twice as many clients come as the fleet has, and one server has half of what is free. */
  private static final int PREFIXES_PER_CLIENT = 8;

  /**
   * Ports on {@code ::1}.
   *
   * @param dhcp UDP
   * @param admin TCP
   * @param failover TCP, where the partner connects to
   */
  record Ports(int dhcp, int admin, int failover) {}

  private DemoConfiguration() {}

  /**
   * @param name of the server; its keys are in the directory above {@code directory}
   * @param primary its role
   * @param partner the partner's name
   * @param partnerPort where the partner seems to listen
   * @param clients of the fleet, 1 or more
   */
  static String text(
      String name,
      boolean primary,
      Path directory,
      Ports ports,
      String partner,
      int partnerPort,
      int clients) {
    Path keys = directory.resolveSibling("keys");
    return """
    outrigger {
      server {
        name = %s
        state-dir = %s
        listen { unicast = ["[::1]:%d"] }
        admin { address = "[::1]:%d" }
      }
      failover {
        listen = ["[::1]:%d"]
        relationships = [{
          name = %s
          role = %s
          partner = "[::1]:%d"
          mclt = %ds
          keepalive = %ds
          reconnect-time = 1s
          startup-time = 2m
          tls { certificate = %s, key = %s, partner-certificate = %s }
        }]
      }
    """
            .formatted(
                name,
                quoted(directory.resolve("state")),
                ports.dhcp(),
                ports.admin(),
                ports.failover(),
                RELATIONSHIP,
                primary ? "primary" : "secondary",
                partnerPort,
                MCLT_SECONDS,
                KEEPALIVE_SECONDS,
                quoted(keys.resolve(name + ".pem")),
                quoted(keys.resolve(name + ".key")),
                quoted(keys.resolve(partner + ".pem")))
        + links(clients);
  }

  private static String links(int clients) {
    return """
      links = [{
        name = demo
        relay-link-addresses = ["2001:db8:d::/64"]
        prefixes = ["2001:db8:d::/64"]
        lifetimes { preferred = 10m, valid = %ds, t1 = %ds, t2 = %ds }
        pools = [
          { name = addresses, kind = address, range = "2001:db8:d::1:0 - 2001:db8:d::1:ffff"
            relationship = %s }
          { name = prefixes, kind = prefix, prefix = "2001:db8:8000::/%d", delegated-length = %d
            relationship = %s }
        ]
      }]
    }
    """
        .formatted(
            VALID_SECONDS,
            T1_SECONDS,
            T2_SECONDS,
            RELATIONSHIP,
            prefixPoolLength(clients),
            DELEGATED_LENGTH,
            RELATIONSHIP);
  }

  /** So many that neither server runs out; each free one of the secondary's half is handed over. */
  static int prefixPoolLength(int clients) {
    int bits = 32 - Integer.numberOfLeadingZeros(clients * PREFIXES_PER_CLIENT - 1);
    return DELEGATED_LENGTH - bits;
  }

  private static String quoted(Path file) {
    String text = file.toAbsolutePath().normalize().toString();
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
