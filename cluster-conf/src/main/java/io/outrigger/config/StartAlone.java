package io.outrigger.config;

/** What a secondary does at its very first start when no partner is heard. */
public enum StartAlone {
  /** Stays in RECOVER and answers no client until the partner is heard. */
  WAIT,
  /** Serves alone. */
  PARTNER_DOWN
}
