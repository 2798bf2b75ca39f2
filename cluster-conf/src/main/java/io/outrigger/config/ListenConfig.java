package io.outrigger.config;

import java.util.List;

/**
 * Where requests come in.
 *
 * @param interfaces where the groups ff02::1:2 and ff05::1:3 are joined, on port 547
 * @param unicast addresses for relays and for clients with Server Unicast
 */
public record ListenConfig(List<String> interfaces, List<Endpoint> unicast) {
  public ListenConfig {
    interfaces = List.copyOf(interfaces);
    unicast = List.copyOf(unicast);
  }
}
