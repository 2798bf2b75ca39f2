package io.outrigger.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Duid;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * One lease on two servers through random histories: in step, apart, and in step again. Whatever
 * happened, they must come to say the same, and nobody's lease may have become free meanwhile.
 */
class LeaseHistoryTest {
  private static final long T = 1_795_000_000L;
  private static final int SEEDS = 20_000;

  /** A server as plain as can be: it changes the lease, tells the partner, and judges. */
  private static final class Server {
    final boolean primary;
    Lease lease = new SampleLease(BindingStatus.FREE, T).client(null, 0).stored();
    boolean owed;

    /** How far its clock is ahead. */
    final long skew;

    Server(boolean primary, long skew) {
      this.primary = primary;
      this.skew = skew;
    }

    /** Hands a free lease to the partner. */
    void rebalance(long now) {
      if (primary && lease.status() == BindingStatus.FREE) {
        change(BindingStatus.FREE_BACKUP, lease.client(), false, 0, now);
      } else if (!primary && lease.status() == BindingStatus.FREE_BACKUP) {
        change(BindingStatus.FREE, lease.client(), false, 0, now);
      }
    }

    void change(BindingStatus status, @Nullable Duid client, boolean heard, long end, long now) {
      long second = ChangeTime.epochSecond(lease, now + skew);
      boolean renewed = status == BindingStatus.ACTIVE && lease.status() == BindingStatus.ACTIVE;
      lease =
          new SampleLease(status, renewed ? lease.sinceEpochSecond() : second)
              .client(client, 7)
              .heard(
                  heard ? second : lease.clientLastTransactionEpochSecond(),
                  lease.partnerRawCltEpochSecond())
              .ends(end)
              .stored();
      owed = true;
    }

    /** By a client, if the state of the lease lets it. */
    void serve(Duid client, int wish, long now) {
      boolean own = lease.status() == (primary ? BindingStatus.FREE : BindingStatus.FREE_BACKUP);
      boolean mine =
          switch (lease.status()) {
            case ACTIVE, EXPIRED, RELEASED -> lease.belongsTo(client, 7);
            default -> false;
          };
      if (wish > 1 && (own || mine)) {
        change(BindingStatus.ACTIVE, client, true, now + skew + 5 + wish, now);
      } else if (mine && lease.status() == BindingStatus.ACTIVE) {
        change(wish == 0 ? BindingStatus.RELEASED : BindingStatus.ABANDONED, client, true, 0, now);
      }
    }

    void tick(long now) {
      if (lease.status() == BindingStatus.ACTIVE
          && now + skew >= LeaseTransitions.dueEpochSecond(lease, 0)) {
        change(BindingStatus.EXPIRED, lease.client(), false, 0, now);
      }
    }

    /** The partner's word on what was sent (RFC 8156 §7.7, and §7.2 transition 4). */
    void answered(Lease sent, Judgement judgement, long now) {
      if (!lease.equals(sent)) {
        return;
      }
      owed = false;
      if (judgement instanceof Judgement.Accepted
          && (lease.status() == BindingStatus.EXPIRED
              || lease.status() == BindingStatus.RELEASED)) {
        change(BindingStatus.FREE, lease.client(), false, 0, now);
      }
    }

    Judgement hear(Lease sent, long now) {
      Judgement judgement =
          ConflictRules.judge(primary, lease, SampleLease.of(sent).told(), now + skew);
      if (judgement instanceof Judgement.Accepted) {
        lease = UpdateAcceptance.merge(lease, SampleLease.of(sent).told());
        owed = false;
      } else {
        owed = true;
      }
      return judgement;
    }
  }

  private static void tell(Server from, Server to, long now) {
    if (from.owed) {
      Lease sent = from.lease;
      from.answered(sent, to.hear(sent, now), now);
    }
  }

  /** Both updates are on their way before either is read. */
  private static void cross(Server a, Server b, long now) {
    boolean aOwed = a.owed;
    boolean bOwed = b.owed;
    Lease fromA = a.lease;
    Lease fromB = b.lease;
    Judgement onB = aOwed ? b.hear(fromA, now) : null;
    Judgement onA = bOwed ? a.hear(fromB, now) : null;
    if (onB != null) {
      a.answered(fromA, onB, now);
    }
    if (onA != null) {
      b.answered(fromB, onA, now);
    }
  }

  private static String state(Lease lease) {
    return switch (lease.status()) {
      case FREE, FREE_BACKUP -> lease.status().toString();
      default -> lease.status() + " " + lease.client() + " until " + lease.expiresEpochSecond();
    };
  }

  private static void act(Server server, Random random, long now) {
    Duid client = random.nextInt(4) == 0 ? SampleLease.BERT : SampleLease.ANNA;
    server.serve(client, random.nextInt(20), now);
  }

  @Test
  void serversThatWereApartComeToSayTheSame() {
    int moved = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Server primary = new Server(true, 0);
      Server secondary = new Server(false, random.nextInt(9) - 4);
      List<String> log = new ArrayList<>();
      long now = T;
      int steps = 10 + random.nextInt(30);
      for (int i = 0; i < steps; i++) {
        now += random.nextInt(3); // often two changes in one second
        boolean together = i < steps / 2;
        for (Server server : List.of(primary, secondary)) {
          server.tick(now);
          if (random.nextInt(3) == 0) {
            act(server, random, now);
          }
          if (together) {
            if (random.nextInt(5) == 0) {
              server.rebalance(now);
            }
            tell(server, server == primary ? secondary : primary, now);
          }
        }
        log.add(now - T + ": " + state(primary.lease) + " | " + state(secondary.lease));
      }
      moved += state(primary.lease).equals(state(secondary.lease)) ? 0 : 1;
      primary.owed = true;
      secondary.owed = true;
      now = reconcile(primary, secondary, random.nextBoolean(), now, log);
      assertThat(state(primary.lease))
          .as("seed %d%n%s", seed, String.join("\n", log))
          .isEqualTo(state(secondary.lease));
      assertThat(primary.owed || secondary.owed).as("seed %d still owes", seed).isFalse();
    }
    assertThat(moved).isGreaterThan(SEEDS / 10);
  }

  /** Until nothing is owed; a binding that both keep apart ends in the end. */
  private static long reconcile(
      Server primary, Server secondary, boolean crossing, long start, List<String> log) {
    long now = start;
    for (int round = 0; round < 60; round++) {
      primary.tick(now);
      secondary.tick(now);
      List<Lease> before = List.of(primary.lease, secondary.lease);
      if (crossing && round < 3) {
        cross(primary, secondary, now);
      } else {
        tell(primary, secondary, now);
        tell(secondary, primary, now);
      }
      log.add(
          "together " + (now - T) + ": " + state(primary.lease) + " | " + state(secondary.lease));
      notFreeWhileHeld(before, primary.lease, secondary.lease, now, log);
      if (!primary.owed
          && !secondary.owed
          && Objects.equals(state(primary.lease), state(secondary.lease))) {
        return now;
      }
      now++;
    }
    return now;
  }

  /** What one client held on one server alone is still held there. */
  private static void notFreeWhileHeld(
      List<Lease> before, Lease onPrimary, Lease onSecondary, long now, List<String> log) {
    for (Lease held : before) {
      boolean alone =
          before.stream()
              .filter(
                  lease ->
                      lease.status() != BindingStatus.FREE
                          && lease.status() != BindingStatus.FREE_BACKUP)
              .filter(lease -> lease.status() != BindingStatus.EXPIRED)
              .allMatch(lease -> lease.equals(held));
      if (held.status() == BindingStatus.ACTIVE && held.expiresEpochSecond() > now + 4 && alone) {
        assertThat(List.of(onPrimary.status(), onSecondary.status()))
            .as(String.join("\n", log))
            .contains(BindingStatus.ACTIVE);
      }
    }
  }
}
