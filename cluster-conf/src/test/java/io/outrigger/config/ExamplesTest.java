package io.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
  private static final Path EXAMPLES = Path.of("examples");

  /** What others include is no configuration by itself. */
  private static final List<String> PARTS =
      List.of("links.conf", "site-north.conf", "site-south.conf", "site-east.conf");

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      return files
          .filter(file -> file.toString().endsWith(".conf"))
          .filter(file -> !PARTS.contains(file.getFileName().toString()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void loadsWithoutAWarningButForWhatThisMachineLacks(Path file) {
    LoadedConfig.Ok loaded = Loading.ok(ConfigLoader.load(file));

    assertThat(loaded.warnings())
        .allMatch(warning -> warning.message().matches("there is no (file|folder) .*"));
  }

  @ParameterizedTest
  @CsvSource({
    "campus/alpha.conf, campus/beta.conf, campus",
    "isp/left.conf, isp/right.conf, subscribers",
    "hub/hub.conf, hub/north.conf, north",
    "hub/south.conf, hub/hub.conf, south",
    "hub/hub.conf, hub/east.conf, east"
  })
  void partnersAgree(Path a, Path b, String relationship) {
    ConfigComparison comparison = ConfigComparison.compare(load(a), load(b));

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.relationships()).containsExactly(relationship);
  }

  @Test
  void theHubHasTheRelationshipsAndPoolsOfAllItsSites() {
    OutriggerConfig hub = load(Path.of("hub/hub.conf"));

    assertThat(hub.failover().relationships())
        .extracting(RelationshipConfig::name)
        .containsExactly("north", "south", "east");
    assertThat(hub.links())
        .flatExtracting(LinkConfig::pools)
        .extracting(pool -> pool.relationship().orElseThrow())
        .containsExactly("north", "north", "south", "south", "east", "east");
  }

  private static OutriggerConfig load(Path file) {
    return Loading.ok(ConfigLoader.load(EXAMPLES.resolve(file))).config();
  }
}
