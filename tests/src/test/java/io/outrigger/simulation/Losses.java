package io.outrigger.simulation;

import io.outrigger.lease.Lease;
import io.outrigger.loadclient.HeldLease;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The state of a server goes while the other one lives. What it gave at last its partner may know,
 * or not, for there was a cut before: at times until it has given what the partner has not heard
 * of, which is what RECOVER-WAIT is for (RFC 8156 §8.6).
 */
final class Losses {
  /** Of a cut in which nobody asks for anything new. */
  private static final Duration LONGEST_CUT = Duration.ofMinutes(10);

  private static final long CUT_MILLIS = 120_000;
  private static final long SOON_MILLIS = 20_000;

  private final Pair pair;
  private final Troubles troubles;
  private @Nullable Host awaited;
  private SplittableRandom dice = new SplittableRandom(0);

  Losses(Pair pair, Troubles troubles) {
    this.pair = pair;
    this.troubles = troubles;
  }

  void begin(SplittableRandom chance) {
    dice = chance;
    Host host = pair.hosts().get(dice.nextInt(2));
    switch (dice.nextInt(4)) {
      case 0 -> troubles.lose(host, troubles.anyTime());
      case 1 -> {
        troubles.breakages().cut();
        troubles.later(
            Duration.ofMillis(dice.nextLong(CUT_MILLIS)), () -> lose(host, troubles.anyTime()));
      }
      default -> await(host);
    }
  }

  private void await(Host host) {
    troubles.breakages().cut();
    awaited = host;
    troubles.later(
        LONGEST_CUT,
        () -> {
          if (awaited == host) {
            awaited = null;
            lose(host, soon());
          }
        });
  }

  /** A client is told that it has a lease. */
  void granted(Client client, HeldLease lease) {
    Host host = awaited;
    if (host != null && host.duid().equals(lease.server()) && isNew(client, lease, host)) {
      awaited = null;
      troubles.later(soon(), () -> lose(host, soon()));
    }
  }

  private boolean isNew(Client client, HeldLease lease, Host host) {
    Lease known = pair.other(host).disk().lease(lease.resource());
    return known == null || !client.duid().equals(known.client());
  }

  /** The cut is over when the server comes back, or now. */
  private void lose(Host host, Duration away) {
    if (!troubles.lose(host, away)) {
      troubles.breakages().healLater();
    }
  }

  void giveUp() {
    awaited = null;
  }

  private Duration soon() {
    return Duration.ofMillis(dice.nextLong(SOON_MILLIS));
  }
}
