package io.outrigger.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names of actors after the operator's names, which may hold more than an actor's may. */
final class ActorNames {
  private ActorNames() {}

  static String of(String kind, String name) {
    return kind + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("*", "%2A");
  }
}
