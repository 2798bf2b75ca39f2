package io.outrigger.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Drawn: the page of the manual is the table. */
class StatesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "endpoint-states.md");

  @Test
  void pageIsTheTable() throws IOException {
    if ("write".equals(System.getProperty("outrigger.docs"))) {
      Files.writeString(PAGE, StatesPage.draw());
    }
    assertThat(Files.readString(PAGE))
        .as("stale; run this test with -Doutrigger.docs=write")
        .isEqualTo(StatesPage.draw());
  }
}
