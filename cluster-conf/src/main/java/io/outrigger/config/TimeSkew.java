package io.outrigger.config;

/** What is done about a partner whose clock differs from ours. */
public enum TimeSkew {
  /** More than 5 s of difference refuse the connection (RFC 8156 §6.1). */
  REJECT,
  /** Times received are shifted by the average difference. */
  CORRECT
}
