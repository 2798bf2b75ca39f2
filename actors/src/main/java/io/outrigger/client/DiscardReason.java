package io.outrigger.client;

/** Why a datagram gets no answer; the name in lower case is the metric's label. */
public enum DiscardReason {
  /** The datagram is no well-formed DHCPv6 message. */
  MALFORMED,
  /** A message type that no client sends, or one that nobody knows (RFC 8415 §16). */
  NOT_FOR_A_SERVER,
  /** A Relay-forward without a Relay Message option, or relayed through too many agents. */
  BAD_RELAY,
  /** A Client Identifier option is missing where §16.2 to §16.9 demand one. */
  NO_CLIENT_ID,
  /** A Server Identifier option is missing where §16.4 to §16.9 demand one. */
  NO_SERVER_ID,
  /** A Server Identifier option stands where §16.2, §16.5 and §16.7 forbid one. */
  UNEXPECTED_SERVER_ID,
  /** The client speaks to another server. */
  OTHER_SERVER,
  /** An Information-request with an identity association (§16.12). */
  UNEXPECTED_IA,
  /** A message that must be multicast was sent to a unicast address (§16). */
  UNICAST,
  /** No configured link matches the interface or the relay's link-address. */
  NO_LINK,
  /** The pools of the link are still being read from the journal. */
  NOT_READY,
  /** The state of the failover endpoint does not let this server answer (RFC 8156 §8). */
  NOT_RESPONSIVE,
  /**
   * More work waits than the limits allow; this was the oldest of the least urgent, or came right
   * after such a one.
   */
  OVERLOAD,
  /** The answer was so late that the client's clock and ours would disagree about the lease. */
  LATE,
  /** The client asked for so much that the answer fits no datagram. */
  TOO_LONG,
  /**
   * RFC 8415 has no answer for it (a Confirm without addresses, or on a link of which no prefixes
   * are known, §18.3.3; a Rebind without leases, §18.3.5).
   */
  NOTHING_TO_SAY
}
