package io.outrigger.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The keys that there are, and their defaults: {@code reference.conf} beside this class. */
final class Reference {
  private static final Config REFERENCE = read();

  private Reference() {}

  /** What a file holds: the section {@code outrigger}. */
  static ConfigObject file() {
    return REFERENCE.root().withOnlyKey("outrigger");
  }

  /** The section that stands for each element of a list, such as {@code link}. */
  static ConfigObject element(String name) {
    return REFERENCE.getObject("outrigger-elements." + name);
  }

  private static Config read() {
    try (InputStream stream = Reference.class.getResourceAsStream("reference.conf")) {
      if (stream == null) {
        throw new IllegalStateException("reference.conf is not on the class path");
      }
      return ConfigFactory.parseReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
