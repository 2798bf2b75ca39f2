package io.outrigger.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ExplorationTest {
  private static final long SEEDS = 400;

  /** What two servers may rest in while they hear each other: one of them recovers, or neither. */
  private static final String[] RESTING = {
    "COMMUNICATIONS-INTERRUPTED / RECOVER-WAIT",
    "NORMAL / NORMAL",
    "PARTNER-DOWN / RECOVER-WAIT",
    "RECOVER-WAIT / COMMUNICATIONS-INTERRUPTED",
    "RECOVER-WAIT / PARTNER-DOWN",
    "RECOVER-WAIT / RECOVER-WAIT",
  };

  @Test
  void whateverHappenedBothReachNormalOnceItStops() {
    TreeSet<String> pairs = new TreeSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      Explorer explorer = new Explorer(seed);
      explorer.run();
      pairs.addAll(explorer.pairs);
    }
    assertThat(pairs).containsExactly(RESTING);
  }
}
