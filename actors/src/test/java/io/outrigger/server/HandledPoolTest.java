package io.outrigger.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandledPoolTest {
  private static final String LINK =
      """
      {
        name = lab, relay-link-addresses = ["2001:db8:1::/64"], prefixes = ["2001:db8:1::/64"]
        pools = [{ name = na, kind = address, range = "2001:db8:1::100 - 2001:db8:1::1ff" }]
        reservations = [
          { duid = "00030001020000000001", address = "2001:db8:1::1" }
          { duid = "00030001020000000002", addresses = ["2001:db8:1::2", "2001:db8:1::3"] }
          { duid = "00030001020000000003", address = "2001:db8:1::100" }
          { duid = "00030001020000000004", prefix = "2001:db8:8100::/56" }
        ]
      }""";

  @TempDir private Path directory;

  @Test
  void everyReservationOutsideThePoolsCountsAsCapacity() throws IOException {
    try (ServedFile served = new ServedFile(directory, "alpha", "", LINK)) {
      served.awaitReady();

      assertThat(served.server().handledPools())
          .extracting(HandledPool::status)
          .extracting(status -> status.name() + " " + status.capacity())
          .containsExactly("na 256", "lab/reserved-addresses 3", "lab/reserved-prefixes 1");
    }
  }
}
