package io.outrigger.config;

/** Whether a problem keeps the server from starting. */
public enum Severity {
  ERROR,
  WARNING
}
