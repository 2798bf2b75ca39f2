package io.outrigger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The stories under {@code src/test/resources/scenarios}, each with what came of it. After a wanted
 * change {@code -Dscenarios.write=true} writes them anew: read the difference.
 */
class ScenarioTest {
  private static final Path FOLDER = Path.of("src/test/resources/scenarios");

  @TestFactory
  Stream<DynamicTest> scenariosEndAsTheyAreWritten() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> sorted = files.sorted().toList();
      assertThat(sorted).hasSizeGreaterThan(20);
      return sorted.stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }
  }

  private static void check(Path file) throws IOException {
    String text = Files.readString(file);
    String came = Scenario.run(text);
    if (Boolean.getBoolean("scenarios.write")) {
      Files.writeString(file, came);
    }
    assertThat(came).isEqualTo(text);
  }
}
