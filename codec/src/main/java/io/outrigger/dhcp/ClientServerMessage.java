package io.outrigger.dhcp;

/** A message between client and server (RFC 8415 §8). */
public sealed interface ClientServerMessage extends Message
    permits Solicit,
        Advertise,
        Request,
        Confirm,
        Renew,
        Rebind,
        Reply,
        Release,
        Decline,
        Reconfigure,
        InformationRequest {
  MessageType type();

  /** 0 to 2^24-1; the answer carries the one of the question. */
  int transactionId();

  Options options();

  @Override
  default int code() {
    return type().code();
  }
}
