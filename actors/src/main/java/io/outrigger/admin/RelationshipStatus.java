package io.outrigger.admin;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
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
 * @param waitingUntil when it goes on by itself, ISO-8601 UTC; null: not by itself
 * @param owedAgeSeconds age of the oldest of what is owed; null if nothing is
 * @param rejected leases whose update the partner rejected and that wait for the next scan
 * @param peer where the partner is, as in {@code [2001:db8::1]:647}; null without a connection
 * @param partnerStartup whether the partner says that it is in STARTUP
 * @param partnerMaxUnackedBndupd updates that the partner takes before it answers the first; null
 *     until it has said so
 * @param agreement of the two configurations: {@code agrees}, {@code differs} or {@code unknown}
 * @param differingPools those that the partner has otherwise or not at all
 * @param alarms that have not ended, a line each
 * @param lastError why the connection is down; null if it is not
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
  "tls",
  "waitingUntil",
  "owedAgeSeconds",
  "rejected",
  "peer",
  "partnerStartup",
  "partnerMaxUnackedBndupd",
  "agreement",
  "differingPools",
  "alarms",
  "lastError"
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
    boolean tls,
    @Nullable String waitingUntil,
    @Nullable Long owedAgeSeconds,
    long rejected,
    @Nullable String peer,
    boolean partnerStartup,
    @Nullable Integer partnerMaxUnackedBndupd,
    String agreement,
    List<String> differingPools,
    List<String> alarms,
    @Nullable String lastError) {

  public RelationshipStatus {
    differingPools = List.copyOf(differingPools);
    alarms = List.copyOf(alarms);
  }
}
