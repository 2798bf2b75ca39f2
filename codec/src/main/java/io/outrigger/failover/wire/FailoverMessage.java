package io.outrigger.failover.wire;

/** A message on the connection between failover partners. */
public sealed interface FailoverMessage
    permits PartnerMessage, StartTls, StartTlsReply, UnknownFailoverMessage {
  /** The msg-type, 0 to 255. */
  int code();
}
