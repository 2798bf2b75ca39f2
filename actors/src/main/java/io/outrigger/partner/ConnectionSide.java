package io.outrigger.partner;

import io.outrigger.config.FailoverRole;
import java.util.List;
import java.util.function.Supplier;

/** On which side of a connection we are: the primary always connects (RFC 8156 §6.1). */
sealed interface ConnectionSide {
  FailoverRole role();

  record Primary(LinkSettings settings, LinkDoor door) implements ConnectionSide {
    @Override
    public FailoverRole role() {
      return FailoverRole.PRIMARY;
    }
  }

  /**
   * @param withPartner the relationships with whoever has the address that connected, at the time
   *     of asking
   */
  record Secondary(Supplier<List<LinkRelationship>> withPartner) implements ConnectionSide {
    @Override
    public FailoverRole role() {
      return FailoverRole.SECONDARY;
    }
  }
}
