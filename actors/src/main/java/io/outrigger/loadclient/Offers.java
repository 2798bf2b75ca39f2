package io.outrigger.loadclient;

import org.jspecify.annotations.Nullable;

/** What the servers said to a SOLICIT so far. */
final class Offers {
  private @Nullable Offer best;
  private boolean refused;

  void clear() {
    best = null;
    refused = false;
  }

  void add(Offer offer) {
    if (offer.isEmpty()) {
      refused = true;
    } else if (offer.isBetterThan(best)) {
      best = offer;
    }
  }

  /** A server answered, but gave nothing. */
  void refuse() {
    refused = true;
  }

  /** The one to take; null if there is none. */
  @Nullable Offer best() {
    return best;
  }

  /** Whether a server answered and gave nothing. */
  boolean isRefused() {
    return refused;
  }
}
