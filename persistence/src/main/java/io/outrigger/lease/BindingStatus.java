package io.outrigger.lease;

/**
 * The state of a lease (RFC 8156 §7.2). PENDING-FREE is never stored: a lease goes to its target at
 * once.
 */
public enum BindingStatus {
  /** Held by a client. */
  ACTIVE(1),
  /** Its valid lifetime ran out; not yet anybody's to give away. */
  EXPIRED(2),
  /** Given back by its client; not yet anybody's to give away. */
  RELEASED(3),
  /** May be given to a client by the primary (or by a stand-alone server). */
  FREE(5),
  /** May be given to a client by the secondary. */
  FREE_BACKUP(6),
  /** Found in use by somebody unknown: given to nobody for a configured time. */
  ABANDONED(7),
  /** Taken out of ABANDONED by an operator; not yet anybody's to give away. */
  RESET(8);

  private final int code;

  BindingStatus(int code) {
    this.code = code;
  }

  /** The value of OPTION_F_BINDING_STATUS (RFC 8156 §5.5.1). */
  public int code() {
    return code;
  }
}
