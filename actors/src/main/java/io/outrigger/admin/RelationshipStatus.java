package io.outrigger.admin;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * A failover relationship in {@code /api/status}; null is what is not known.
 *
 * @param role {@code primary} or {@code secondary}
 * @param state of RFC 8156 §8, such as {@code COMMUNICATIONS-INTERRUPTED}
 * @param since when it was entered, ISO-8601 UTC
 * @param partnerState the state that the partner told last
 * @param communications {@code ok} or {@code interrupted}
 * @param waitingFor what would let the state change next, in words
 * @param unacked binding updates sent and not yet answered
 * @param owed leases whose newest state the partner has yet to ack
 * @param skewMillis the partner's clock minus ours
 * @param tls whether the connection is encrypted
 */
@JsonPropertyOrder({
  "name",
  "role",
  "state",
  "since",
  "previousState",
  "partnerState",
  "communications",
  "waitingFor",
  "unacked",
  "owed",
  "skewMillis",
  "mcltSeconds",
  "tls"
})
public record RelationshipStatus(
    String name,
    String role,
    String state,
    String since,
    @Nullable String previousState,
    @Nullable String partnerState,
    String communications,
    @Nullable String waitingFor,
    long unacked,
    long owed,
    @Nullable Long skewMillis,
    long mcltSeconds,
    boolean tls) {}
