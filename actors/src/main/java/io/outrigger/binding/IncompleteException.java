package io.outrigger.binding;

import io.outrigger.dhcp.StatusCode;

/** Ends the reading of a BNDUPD; never leaves {@link BindingReader}. */
final class IncompleteException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient StatusCode status;
  private final String reason;

  IncompleteException(StatusCode status, String reason) {
    super(reason, null, false, false);
    this.status = status;
    this.reason = reason;
  }

  static IncompleteException missing(Place place, String what) {
    return new IncompleteException(StatusCode.MISSING_BINDING_INFORMATION, place + ": " + what);
  }

  StatusCode status() {
    return status;
  }

  String reason() {
    return reason;
  }
}
