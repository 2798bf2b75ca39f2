package io.outrigger.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault is done with as its row says, and the page of the manual is the rows. */
class FaultTableTest {
  private static final Path PAGE = Path.of("..", "docs", "failover-faults.md");

  static List<Fault> faults() {
    return Faults.all();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void faultIsDoneWithAsItsRowSays(Fault fault) {
    try (FaultBench bench = new FaultBench(fault.start())) {
      LinkCounters counters = bench.world.counters;
      long before = fault.counted() == null ? 0 : counters.of(fault.counted());
      fault.play().accept(bench);
      assertThat(bench.channel.isClosed()).as("closed").isEqualTo(fault.closed());
      assertThat(bench.answer()).isEqualTo(fault.answer());
      if (fault.counted() != null) {
        assertThat(counters.of(fault.counted())).isEqualTo(before + 1);
      } else {
        assertThat(
                (fault.answer().equals("nothing")
                        ? counters.refusedByPartners()
                        : counters.refused())
                    .values())
            .containsExactly(1L);
      }
      if (fault.closed()) {
        assertThat(bench.world.counters.connections()).isZero();
        assertThat(bench.world.owner.receiveMessage())
            .satisfiesAnyOf(
                first -> assertThat(first).isInstanceOf(ConnectionReport.Over.class),
                first -> bench.world.owner.expectMessageClass(ConnectionReport.Over.class));
      }
    }
  }

  @Test
  void pageIsTheTable() throws IOException {
    if ("write".equals(System.getProperty("outrigger.docs"))) {
      Files.writeString(PAGE, FaultsPage.draw());
    }
    assertThat(Files.readString(PAGE))
        .as("stale; run this test with -Doutrigger.docs=write")
        .isEqualTo(FaultsPage.draw());
  }
}
