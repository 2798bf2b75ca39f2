package io.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncludeTest {
  private static final String REST =
      "outrigger { " + Loading.SERVER + ", links = [{ " + Loading.ROOMY_LINK + " }] }";

  @TempDir Path folder = Path.of("");

  @Test
  void aMissingFileThatMustBeIncludedIsAnError() {
    assertThat(Loading.errors(Loading.load(folder, "\ninclude required(\"part.conf\")\n" + REST)))
        .extracting(Object::toString)
        .containsExactly(
            folder.resolve("test.conf")
                + ":2: there is no part.conf, which must be included: put it there");
  }

  @Test
  void anyOtherMissingFileIsAWarning() {
    assertThat(Loading.ok(Loading.load(folder, "include \"part\"\n" + REST)).warnings())
        .extracting(Object::toString)
        .containsExactly(
            folder.resolve("test.conf")
                + ":1: there is no part to include: correct the name, or remove this");
  }

  @Test
  void aFileThatCannotBeReadIsAnError() throws IOException {
    Files.createDirectory(folder.resolve("part.conf"));

    assertThat(Loading.errors(Loading.load(folder, "include \"part.conf\"\n" + REST)))
        .extracting(ConfigProblem::file, ConfigProblem::line)
        .containsExactly(tuple(folder.resolve("test.conf").toString(), 1));
  }

  @Test
  void aSyntaxErrorNamesTheIncludedFile() {
    Path part = Loading.write(folder, "part.conf", "\noutrigger { ] }");

    assertThat(Loading.errors(Loading.load(folder, "include \"part.conf\"\n" + REST)))
        .extracting(ConfigProblem::file, ConfigProblem::line)
        .containsExactly(tuple(part.toString(), 2));
  }

  @Test
  void anIncludeInAnIncludedFileIsFoundBesideThatFile() throws IOException {
    Files.createDirectory(folder.resolve("parts"));
    Loading.write(folder.resolve("parts"), "outer.conf", "include required(\"inner\")");
    Loading.write(folder.resolve("parts"), "inner.conf", "outrigger.server.preference = 9");

    assertThat(
            Loading.config(folder, REST + "\ninclude \"parts/outer.conf\"").server().preference())
        .isEqualTo(9);
  }

  /** Relative to the working directory of the tests, as an operator in its folder would name it. */
  @Test
  void anIncludeIsFoundBesideAFileThatIsNamedWithoutItsFolder() throws IOException {
    Path here = Path.of("");
    Path part = Files.createTempFile(here.toAbsolutePath(), "part", ".conf");
    Path file = Files.createTempFile(here.toAbsolutePath(), "whole", ".conf");
    Path name = Path.of(file.getFileName().toString());
    try {
      Files.writeString(part, "outrigger.server.preference = 256");
      Files.writeString(
          file, "include required(\"%s\")\n%s\noutriger {}".formatted(part.getFileName(), REST));

      assertThat(Loading.errors(ConfigLoader.load(name)))
          .extracting(ConfigProblem::file, ConfigProblem::line)
          .containsExactlyInAnyOrder(
              tuple(part.getFileName().toString(), 1), tuple(name.toString(), 3));
      assertThat(Loading.errors(ConfigLoader.load(Path.of(".").resolve(name))))
          .extracting(ConfigProblem::file)
          .containsExactlyInAnyOrder(
              Path.of(".", part.getFileName().toString()).toString(),
              Path.of(".").resolve(name).toString());
    } finally {
      Files.delete(file);
      Files.delete(part);
    }
  }

  @Test
  void aFileThatIncludesItselfIsAnError() {
    assertThat(Loading.errors(Loading.load(folder, "include \"test.conf\"\n" + REST))).isNotEmpty();
  }

  @Test
  void aMissingConfigurationIsAnError() {
    Path file = folder.resolve("none.conf");

    assertThat(Loading.errors(ConfigLoader.load(file)))
        .extracting(Object::toString)
        .containsExactly(file + ": there is no such file: give the path of a configuration");
  }

  @Test
  void aFolderInPlaceOfAConfigurationIsAnError() {
    assertThat(Loading.errors(ConfigLoader.load(folder)))
        .extracting(Object::toString)
        .containsExactly(folder + ": is a folder: give the path of a configuration in it");
  }
}
