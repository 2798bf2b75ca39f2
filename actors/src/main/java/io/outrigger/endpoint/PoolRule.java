package io.outrigger.endpoint;

/** From what a server may give a client a lease that it has not got yet (RFC 8156 §8.1). */
public enum PoolRule {
  /** Nothing: no new lease at all. */
  NONE,
  /** What is available to this server: FREE for the primary, FREE-BACKUP for the secondary. */
  OWN,
  /**
   * Its own until that is used up; then what is available to its partner, but not before {@link
   * ServicePolicy#partnerPoolFrom} (§8.4.1). Never the partner's half of independently allocated
   * addresses (§4.2.1).
   */
  OWN_THEN_PARTNERS
}
