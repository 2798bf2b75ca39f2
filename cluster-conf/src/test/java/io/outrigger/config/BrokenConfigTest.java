package io.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Broken configurations. Where {@code #!} stands in a line there must be exactly the errors that
 * follow it, as key and a part of the message; where {@code #?} stands, the warnings.
 */
class BrokenConfigTest {
  @TempDir Path folder = Path.of("");

  /** A configuration, and what it is an example of. */
  record Broken(String what, String text) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Broken> all() {
    return Stream.of(
            BrokenServers.all(), BrokenFailovers.all(), BrokenLinks.all(), BrokenOptions.all())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("all")
  void isReportedWithFileLineKeyAndWhatToDo(Broken broken) {
    String text =
        broken
            .text()
            .replace("SERVER", Loading.SERVER)
            .replace("ROOMY_LINK", Loading.ROOMY_LINK)
            .replace("RELATIONSHIP", Loading.RELATIONSHIP);
    Path file = Loading.write(folder, "broken.conf", text);

    LoadedConfig loaded = ConfigLoader.load(file);

    compare(Loading.errors(loaded), expected(file, text, "#!"));
    if (text.contains("#?")) {
      compare(loaded.warnings(), expected(file, text, "#?"));
    }
  }

  private static void compare(List<ConfigProblem> found, List<String> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      String[] parts = expected.get(i).split(" ~ ", 2);
      assertThat(found.get(i).toString())
          .startsWith(parts[0] + ": ")
          .contains(parts.length > 1 ? parts[1] : "");
    }
  }

  /** Lines of the form {@code file:line: key ~ part of the message}. */
  private static List<String> expected(Path file, String text, String mark) {
    List<String> expected = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String[] parts = lines.get(i).split(Pattern.quote(mark), -1);
      for (int j = 1; j < parts.length; j++) {
        String wanted = parts[j].split("#[!?]", 2)[0].strip();
        expected.add(file + ":" + (i + 1) + ": " + wanted);
      }
    }
    return expected;
  }
}
