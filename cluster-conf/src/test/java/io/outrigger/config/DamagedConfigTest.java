package io.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedConfigTest {
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "=",
          ",",
          "\"",
          "\n",
          "null",
          "${x}",
          "${?x}",
          "${outrigger}",
          "-1",
          "1e9",
          "infinite",
          "::/0",
          "99999999999999999999",
          "%",
          "\\u0000",
          "include \"x\"",
          "off",
          "1ns",
          "999999999999999d",
          "[[]]",
          "{}",
          " + ",
          "+=");

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"standalone.conf", "isp/left.conf"})
  void damageMakesProblemsButNeverAnException(String example) throws IOException {
    String sound = Files.readString(Path.of("examples").resolve(example));
    for (int seed = 0; seed < 200; seed++) {
      String damaged = damage(sound, new Random(seed));

      LoadedConfig loaded = Loading.load(folder, damaged);

      assertThat(loaded instanceof LoadedConfig.Ok || !Loading.errors(loaded).isEmpty())
          .as("seed %d", seed)
          .isTrue();
    }
  }

  /** Puts in, takes out or moves a few pieces. */
  private static String damage(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(damaged.length());
      int end = Math.min(damaged.length(), at + random.nextInt(12));
      damaged.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
    }
    return damaged.toString();
  }
}
