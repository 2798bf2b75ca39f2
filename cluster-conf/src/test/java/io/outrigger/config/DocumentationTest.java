package io.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentationTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\| .+ \\|");
  private static final List<String> ELEMENTS =
      List.of("relationship", "link", "pool", "reservation", "options", "vendor-opts", "option");

  @TempDir Path folder = Path.of("");

  /** A section of the reference, under the heading that it has in the document. */
  record Documented(String heading, ConfigObject reference) {
    @Override
    public String toString() {
      return heading;
    }
  }

  static Stream<Documented> sections() {
    List<Documented> sections = new ArrayList<>();
    ConfigObject root = Reference.file().toConfig().getObject("outrigger");
    sections.add(new Documented("outrigger", root));
    collect("", root, sections);
    for (String element : ELEMENTS) {
      sections.add(new Documented(element, Reference.element(element)));
      collect(element + ".", Reference.element(element), sections);
    }
    return sections.stream();
  }

  private static void collect(String path, ConfigObject section, List<Documented> sections) {
    new TreeMap<>(section)
        .forEach(
            (key, value) -> {
              if (value instanceof ConfigObject object && !object.isEmpty()) {
                sections.add(new Documented(path + key, object));
                collect(path + key + ".", object, sections);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("sections")
  void everyKeyAndItsDefaultStandInTheDocument(Documented section) throws IOException {
    Map<String, String> rows = rows(section.heading());

    assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(section.reference().keySet());
    section
        .reference()
        .forEach(
            (key, value) -> assertThat(rows.get(key)).as(key).isIn((Object[]) defaults(value)));
  }

  @Test
  void theWorkedExamplesLoad() throws IOException {
    List<String> examples = examples();

    assertThat(examples).hasSize(4);
    String links = examples.get(1);
    for (String example :
        List.of(
            examples.get(0),
            links,
            links + "\n" + examples.get(2),
            links + "\n" + examples.get(3))) {
      assertThat(Loading.errors(Loading.load(folder, example))).isEmpty();
    }
  }

  /**
   * What may stand in the column of defaults: the default of the reference, or that there is none.
   */
  private static String[] defaults(ConfigValue value) {
    boolean none =
        value.valueType() == ConfigValueType.NULL
            || value instanceof ConfigObject
            || value instanceof ConfigList;
    return none
        ? new String[] {"none", "required"}
        : new String[] {"`" + value.atKey("v").getString("v") + "`"};
  }

  private static Map<String, String> rows(String heading) throws IOException {
    Map<String, String> rows = new TreeMap<>();
    String current = "";
    for (String line : Files.readAllLines(DOCUMENT)) {
      if (line.startsWith("#")) {
        current = line;
      }
      Matcher row = ROW.matcher(line);
      if (current.equals("### `" + heading + "`") && row.matches()) {
        rows.put(row.group(1), row.group(2));
      }
    }
    return rows;
  }

  private static List<String> examples() throws IOException {
    Matcher blocks =
        Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
    List<String> examples = new ArrayList<>();
    while (blocks.find()) {
      examples.add(blocks.group(1));
    }
    return examples;
  }
}
