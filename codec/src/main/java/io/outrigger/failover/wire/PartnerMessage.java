package io.outrigger.failover.wire;

import io.outrigger.dhcp.Options;

/**
 * A message of RFC 8156 §5.2.
 *
 * <pre>
 *  0               8              16              24             31
 * +---------------+-----------------------------------------------+
 * |    msg-type   |                 transaction-id                |
 * +---------------------------------------------------------------+
 * |                           sent-time                           |
 * +---------------------------------------------------------------+
 * :                            options                            :
 * +---------------------------------------------------------------+
 * </pre>
 */
public sealed interface PartnerMessage extends FailoverMessage
    permits BndUpd,
        BndReply,
        PoolReq,
        PoolResp,
        UpdReq,
        UpdReqAll,
        UpdDone,
        Connect,
        ConnectReply,
        Disconnect,
        State,
        Contact {
  FailoverMessageType type();

  /** 0 to 2^24-1; the answer carries the one of the question (RFC 8156 §5.4). */
  int transactionId();

  /** When the sender sent it, by its own clock. */
  AbsoluteTime sentTime();

  Options options();

  @Override
  default int code() {
    return type().code();
  }

  /** The same, sent at another time: it is to be set as late as can be (RFC 8156 §5.2). */
  default PartnerMessage sentAt(AbsoluteTime time) {
    return of(type(), transactionId(), time, options());
  }

  /**
   * @throws IllegalArgumentException if {@code type} is STARTTLS or REPLY, or {@code transactionId}
   *     is not 0 to 2^24-1
   */
  static PartnerMessage of(
      FailoverMessageType type, int transactionId, AbsoluteTime sentTime, Options options) {
    return switch (type) {
      case BNDUPD -> new BndUpd(transactionId, sentTime, options);
      case BNDREPLY -> new BndReply(transactionId, sentTime, options);
      case POOLREQ -> new PoolReq(transactionId, sentTime, options);
      case POOLRESP -> new PoolResp(transactionId, sentTime, options);
      case UPDREQ -> new UpdReq(transactionId, sentTime, options);
      case UPDREQALL -> new UpdReqAll(transactionId, sentTime, options);
      case UPDDONE -> new UpdDone(transactionId, sentTime, options);
      case CONNECT -> new Connect(transactionId, sentTime, options);
      case CONNECTREPLY -> new ConnectReply(transactionId, sentTime, options);
      case DISCONNECT -> new Disconnect(transactionId, sentTime, options);
      case STATE -> new State(transactionId, sentTime, options);
      case CONTACT -> new Contact(transactionId, sentTime, options);
      case STARTTLS, REPLY -> throw new IllegalArgumentException(type + " has no sent-time");
    };
  }
}
