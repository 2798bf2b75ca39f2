package io.outrigger.admin;

import java.time.Instant;
import java.util.List;

/** What the admin HTTP may know of a server. Thread-safe; no method blocks. */
public interface ServerView {

  String name();

  String version();

  /** When the server was started. */
  Instant since();

  /** In the order of the configuration. */
  List<RelationshipStatus> relationships();

  /** In the order of the configuration. */
  List<AdminPool> pools();

  /** Why clients are not served now, a line each; empty if they are. */
  List<String> notReady();
}
