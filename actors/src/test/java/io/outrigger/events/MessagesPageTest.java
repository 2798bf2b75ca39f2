package io.outrigger.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of the manual is the catalogue. */
class MessagesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "messages.md");

  @Test
  void pageIsTheCatalogue() throws IOException {
    if ("write".equals(System.getProperty("outrigger.docs"))) {
      Files.writeString(PAGE, MessagesPage.draw());
    }
    assertThat(Files.readString(PAGE))
        .as("stale; run this test with -Doutrigger.docs=write")
        .isEqualTo(MessagesPage.draw());
  }
}
