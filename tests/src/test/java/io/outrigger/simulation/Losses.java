package io.outrigger.simulation;

import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import io.outrigger.loadclient.HeldLease;
import io.outrigger.loadclient.SessionPlan;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The state of a server goes while the other one lives. What it gave at last its partner may know,
 * or not, for there was a cut before: at times until it has given what the partner has not heard
 * of, which is what RECOVER-WAIT is for (RFC 8156 §8.6).
 */
final class Losses {
  /** After that both know of the cut. */
  private static final Duration NOTICED = Duration.ofSeconds(65);

  /** Of a cut in which nothing is given that the partner does not know. */
  private static final Duration LONGEST_CUT = Duration.ofMinutes(5);

  /** Numbers of clients that come for the first time then; others have lower ones. */
  private static final int FIRST_NEWCOMER = 40;

  private static final int NEWCOMERS = 50;

  private static final long CUT_MILLIS = 120_000;
  private static final long SOON_MILLIS = 6000;

  private final Pair pair;
  private final Troubles troubles;
  private final Client.Ledger ledger;
  private final Duration stay;
  private int newcomers;
  private @Nullable Host awaited;
  private SplittableRandom dice = new SplittableRandom(0);

  /**
   * @param stay how long a client stays that comes while there is a cut
   */
  Losses(Pair pair, Troubles troubles, Client.Ledger ledger, Duration stay) {
    this.pair = pair;
    this.troubles = troubles;
    this.ledger = ledger;
    this.stay = stay;
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
    troubles.later(NOTICED, () -> comes(host));
    troubles.later(
        LONGEST_CUT,
        () -> {
          if (awaited == host) {
            awaited = null;
            lose(host, soon());
          }
        });
  }

  /** A client that neither server has met asks this one. */
  private void comes(Host host) {
    if (awaited != host || !host.isRunning()) {
      return;
    }
    Client client = pair.client(FIRST_NEWCOMER + newcomers++ % NEWCOMERS, ledger);
    client.reach(List.of(host));
    client.begin(SessionPlan.builder().keep(true).build());
    pair.world().after(NOTICED, () -> client.reach(pair.hosts()));
    pair.world().after(stay, client::vanish);
  }

  /** A client is told that it has a lease. */
  void granted(Client client, HeldLease lease) {
    Host host = awaited;
    if (host != null && host.duid().equals(lease.server()) && isNew(client, lease, host)) {
      awaited = null;
      pair.world().trace().add("* " + client.name() + " has what only " + host.name() + " knows");
      troubles.later(soon(), () -> lose(host, soon()));
    }
  }

  private boolean isNew(Client client, HeldLease lease, Host host) {
    Lease known = pair.other(host).disk().lease(lease.resource());
    return known == null
        || known.status() != BindingStatus.ACTIVE
        || !client.duid().equals(known.client());
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
