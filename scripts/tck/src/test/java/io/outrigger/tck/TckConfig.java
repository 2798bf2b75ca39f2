package io.outrigger.tck;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A journal in a directory of its own below target/. */
final class TckConfig {
  private TckConfig() {}

  static Config fresh() {
    try {
      Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "journal");
      return ConfigFactory.parseString(
          """
          pekko.persistence.journal.plugin = "outrigger.journal"
          pekko.loglevel = WARNING
          outrigger.journal.dir = "%s"
          """
              .formatted(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
