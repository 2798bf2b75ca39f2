package io.outrigger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class TidierTest {
  private static final int MEGABYTE = 1 << 20;
  private static final int OCTETS_A_LEASE = 64;
  private static final int LEASES = 100_000;

  private final Queue<Runnable> looks = new ArrayDeque<>();
  private final Garbage store = new Garbage();
  private final Tidier tidier = new Tidier(store, looks::add);

  /** A store whose every deletion leaves a dead entry and a mark until it is merged. */
  private static final class Garbage implements Tidier.Store {
    private long live;
    private long dead;
    private int merges;
    private boolean full;

    @Override
    public long octets() {
      return live + dead;
    }

    @Override
    public void merge() throws StoreException {
      if (full) {
        throw MemoryDisk.failure(StoreException.Kind.NO_ROOM);
      }
      merges++;
      dead = 0;
    }
  }

  private void write(int puts, int deletes) {
    store.live += (long) (puts - deletes) * OCTETS_A_LEASE;
    store.dead += (long) deletes * OCTETS_A_LEASE;
    tidier.written(puts, deletes);
  }

  private void look() {
    for (Runnable look = looks.poll(); look != null; look = looks.poll()) {
      look.run();
    }
  }

  @Test
  void constantRenewalsKeepTheBoundWithoutAnyTimer() {
    write(LEASES, 0);
    long worst = 0;
    for (int renewals = 0; renewals < 5_000_000; renewals += 100) {
      write(100, 100);
      worst = Math.max(worst, store.octets());
      look();
    }
    assertThat(store.merges).isPositive();
    assertThat(worst).isLessThan(store.live * 3 / 2 + 2 * MEGABYTE);
  }

  @Test
  void mergesAreAsRareAsTheDeletionsOfAThird() {
    write(LEASES, 0);
    for (int renewals = 0; renewals < 5_000_000; renewals += 100) {
      write(100, 100);
      look();
    }
    assertThat(store.merges).isLessThanOrEqualTo(5_000_000 / (LEASES / 3));
  }

  @Test
  void aLookIsAskedForOnceUntilItIsDone() {
    for (int renewals = 0; renewals < LEASES; renewals += 100) {
      write(100, 100);
    }
    assertThat(looks).hasSize(1);
    look();
    assertThat(store.merges).isEqualTo(1);
    for (int renewals = 0; renewals < LEASES; renewals += 100) {
      write(100, 100);
    }
    assertThat(looks).hasSize(1);
  }

  @Test
  void newLeasesAloneAreNoReason() {
    for (int leases = 0; leases < 10 * LEASES; leases += 100) {
      write(100, 0);
    }
    assertThat(looks).isEmpty();
    assertThat(tidier.tidyIfWorthWhile()).isFalse();
  }

  @Test
  void theRoomOfLeasesThatAreGoneComesBack() {
    write(LEASES, 0);
    write(LEASES, LEASES);
    assertThat(tidier.tidyIfWorthWhile()).isTrue();
    for (int gone = 0; gone < LEASES; gone += 100) {
      tidier.written(0, 100); // deleted, and the tables do not shrink by themselves
    }
    look();
    assertThat(store.merges).isEqualTo(2);
  }

  @Test
  void aMergeThatFoundNoRoomIsTriedAgain() {
    write(LEASES, 0);
    store.full = true;
    write(LEASES, LEASES);
    look();
    assertThat(store.merges).isZero();
    store.full = false;
    assertThat(tidier.tidyIfWorthWhile()).isTrue();
  }
}
