package io.outrigger.lease;

import io.outrigger.dhcp.Duid;

/** A client's identity association: what a binding belongs to (RFC 8415 §12). */
public record ClientIa(Duid duid, int iaid) {
  @Override
  public String toString() {
    return duid + "/" + Integer.toUnsignedString(iaid);
  }
}
