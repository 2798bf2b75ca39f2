package io.outrigger.server;

import io.outrigger.admin.RelationshipStatus;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a relationship is as ready as it can be: serving clients, or standing by as a partner.
 */
final class OperatorAdvice {
  /** In these no client gets an answer (RFC 8156 §8.3, §8.5, §8.6, §8.10). */
  private static final Set<String> UNRESPONSIVE =
      Set.of("STARTUP", "RECOVER", "RECOVER-WAIT", "POTENTIAL-CONFLICT");

  private OperatorAdvice() {}

  /** Why clients of the relationship's pools are not served now; empty if they are. */
  static Optional<String> notReady(RelationshipStatus status) {
    if (!UNRESPONSIVE.contains(status.state())) {
      return Optional.empty();
    }
    return Optional.of(
        "relationship "
            + status.name()
            + " is in "
            + status.state()
            + (status.waitingFor() == null ? "" : " and waits for " + status.waitingFor())
            + (status.waitingUntil() == null ? "" : ", until " + status.waitingUntil())
            + (status.lastError() == null ? "" : " (" + status.lastError() + ")"));
  }
}
