package io.outrigger.loadclient;

/** What a session does once it has its leases, in this order. */
public enum Action {
  CONFIRM,
  RENEW,
  REBIND,
  INFORMATION_REQUEST,
  DECLINE,
  RELEASE
}
