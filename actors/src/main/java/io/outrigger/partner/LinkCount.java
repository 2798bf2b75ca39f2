package io.outrigger.partner;

/** What {@link LinkCounters} count, besides messages by type and refusals by status. */
public enum LinkCount {
  /** Attempts to connect that were begun. */
  CONNECTS_TRIED,
  /** Attempts that brought no TCP connection. */
  CONNECTS_FAILED,
  /** Connections accepted from a partner's address. */
  ACCEPTED,
  /** Connections, made or accepted, on which CONNECT and CONNECTREPLY were exchanged. */
  ESTABLISHED,
  /** Connections from addresses that are no configured partner. */
  ADDRESSES_REJECTED,
  /** Connections closed because their address had too many unfinished ones. */
  TOO_MANY_UNFINISHED,
  /** Connections closed because CONNECT and CONNECTREPLY, or the first STATE, took too long. */
  HANDSHAKES_LATE,
  /** TLS handshakes that failed, and connections that broke in one. */
  TLS_FAILED,
  /** Stimulus connections begun. */
  STIMULI_SENT,
  /** Connections that were taken for a stimulus. */
  STIMULI_RECEIVED,
  /** Connections closed because nothing came for the keepalive time. */
  SILENT,
  /** Connections closed because the partner took none of our octets for the keepalive time. */
  NOT_TAKEN,
  /** Connections that were made and broke, or that the partner closed without DISCONNECT. */
  LOST,
  /** Connections closed for a malformed frame or message. */
  MALFORMED,
  /** Connections closed for a message that had no place where it came. */
  OUT_OF_ORDER,
  /** Connections closed for a clock that differs too much, after the handshake. */
  SKEWED,
  /** Messages of a type that nobody knows. */
  UNKNOWN_MESSAGES,
  /** Known messages that mean nothing where they came. */
  IGNORED_MESSAGES,
  /** Options that mean nothing where they stand. */
  IGNORED_OPTIONS,
  /** Messages of ours that were too long for a frame and not sent. */
  UNSENDABLE
}
