package io.outrigger.journal;

import static io.outrigger.journal.JournalSystem.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.journal.LeaseKeeper.Held;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system that is full indeed; made where the user may mount. */
class DiskFullTest {
  private static final int MEGABYTES = 40;

  @TempDir private Path directory;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    mounted =
        run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", directory.toString());
    assumeThat(mounted)
        .as("left out: only a user who may mount can make a small file system")
        .isTrue();
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", directory.toString())).isTrue();
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) { // no such command
      return false;
    }
  }

  /** Another program fills the file system to the last octet. */
  private Path fill() throws IOException {
    Path filler = directory.resolve("filler");
    try (OutputStream out = Files.newOutputStream(filler)) {
      byte[] page = new byte[4096];
      while (true) {
        out.write(page);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space");
    }
    return filler;
  }

  private JournalSystem system() {
    JournalDirectory journal = new JournalDirectory(directory.resolve("journal"));
    return new JournalSystem(
        directory, new JournalSetup(journal, new ImpatientTurns(), InstantSource.system()));
  }

  @Test
  void aFullDiskHoldsWritesAndThereIsNoNeedToRestart() throws IOException {
    Map<Ipv6Prefix, Held> before;
    try (JournalSystem system = system()) {
      ActorRef<LeaseKeeper.Command> keeper = system.keeper("pool-a");
      system.store(keeper, Leases.active(0, 1000, 0));
      Path filler = fill();
      system.tell(keeper, Leases.active(500, 1500, 1));
      await()
          .atMost(PATIENCE)
          .until(() -> system.health().state() instanceof JournalHealth.State.Stalled);
      assertThat(system.health().state())
          .isInstanceOfSatisfying(
              JournalHealth.State.Stalled.class,
              stalled ->
                  assertThat(stalled.reason()).contains(directory.toString(), "make room there"));
      system.expectNothingStored();

      Files.delete(filler);
      system.awaitStored();
      assertThat(system.health().state()).isEqualTo(new JournalHealth.State.Working());
      before = system.leases(keeper);
      assertThat(before).hasSize(1500);
    }
    try (JournalSystem system = system()) {
      assertThat(system.leases(system.keeper("pool-a"))).isEqualTo(before);
    }
  }

  @Test
  void ownGrowthEndsInWaitingAndLosesNothing() throws Exception {
    int round = 0;
    try (JournalSystem system = system()) {
      ActorRef<LeaseKeeper.Command> keeper = system.keeper("pool-a");
      while (system.health().state() instanceof JournalHealth.State.Working) {
        system.tell(keeper, Leases.active(round * 1000, round * 1000 + 1000, 0));
        int expected = ++round;
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    system.health().counters().writes() == expected
                        || system.health().state() instanceof JournalHealth.State.Stalled);
      }
    }
    int stored = (round - 1) * 1000;
    assertThat(stored).isGreaterThan(50_000);
    assertThat(run("mount", "-o", "remount,size=400m", directory.toString())).isTrue();
    try (JournalSystem system = system()) {
      // The last write may have been stored before the stall was seen; its size only, it is long.
      assertThat(system.leases(system.keeper("pool-a")).size()).isIn(stored, stored + 1000);
    }
  }

  @Test
  void aStartOnAFullDiskWaitsForRoom() throws IOException {
    try (JournalSystem system = system()) {
      system.store(system.keeper("pool-a"), Leases.active(0, 10, 0));
    }
    Path filler = fill();
    assertThat(JournalDirectory.check(directory.resolve("journal")))
        .isInstanceOfSatisfying(
            JournalDirectory.Checked.Unusable.class,
            unusable -> assertThat(unusable.kind()).isEqualTo(StoreException.Kind.NO_ROOM));
    try (JournalSystem system = system()) {
      ActorRef<LeaseKeeper.Command> keeper = system.start("pool-a");
      await()
          .atMost(PATIENCE)
          .until(() -> system.health().state() instanceof JournalHealth.State.Stalled);
      Files.delete(filler);
      assertThat(system.recovered().failure()).isEmpty();
      assertThat(system.leases(keeper)).hasSize(10);
    }
  }
}
