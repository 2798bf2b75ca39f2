package io.outrigger.failover.wire;

import org.jspecify.annotations.Nullable;

/** The states of a failover endpoint, with their values in F_SERVER_STATE (RFC 8156 §5.5.16). */
public enum ServerState {
  /** Never sent: a partner in it sends the state before, and STARTUP in its server-flags (§8.3). */
  STARTUP(1),
  NORMAL(2),
  COMMUNICATIONS_INTERRUPTED(3),
  PARTNER_DOWN(4),
  POTENTIAL_CONFLICT(5),
  RECOVER(6),
  RECOVER_WAIT(7),
  RECOVER_DONE(8),
  RESOLUTION_INTERRUPTED(9),
  CONFLICT_DONE(10);

  private static final ServerState[] ALL = values();

  private final int code;

  ServerState(int code) {
    this.code = code;
  }

  /** The server-state on the wire. */
  public int code() {
    return code;
  }

  /** The state with that server-state, or null. */
  public static @Nullable ServerState of(int code) {
    return code >= 1 && code <= ALL.length ? ALL[code - 1] : null;
  }

  /** The name of RFC 8156, as in {@code PARTNER-DOWN}. */
  public String rfcName() {
    return name().replace('_', '-');
  }
}
