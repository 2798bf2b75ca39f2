package io.outrigger.admin;

import io.outrigger.dhcp.Ipv6Prefix;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What the admin HTTP may know of a server, and what it may tell it to do. Thread-safe; no method
 * blocks. A stage fails with a TimeoutException if the part that is asked does not answer.
 */
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

  /** Takes the operator's word that the partner is down (RFC 8156 §8.4). */
  CompletionStage<Commanded> partnerDown(String relationship);

  /** What {@link #partnerDown} would do now; empty if there is no such relationship. */
  CompletionStage<Optional<PartnerDownPreview>> partnerDownPreview(String relationship);

  /** Reads the configuration again and puts it in force if it has no errors. */
  CompletionStage<Commanded> reload();

  /**
   * Takes an abandoned resource back (RFC 8156 §7.2, RESET).
   *
   * @param resource an address (length 128) or a delegated prefix, as a pool leases it
   */
  CompletionStage<Commanded> reset(Ipv6Prefix resource);

  /**
   * Why the lease of {@code resource} is as it is; empty if no pool has that resource.
   *
   * @param resource as for {@link #reset}
   */
  CompletionStage<Optional<Explanation>> explain(Ipv6Prefix resource);
}
