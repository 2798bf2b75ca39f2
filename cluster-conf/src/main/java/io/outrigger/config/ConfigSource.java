package io.outrigger.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a HOCON file with what it includes, and resolves what it refers to. */
final class ConfigSource {
  private ConfigSource() {}

  /** The contents of {@code file}, or empty and an error in {@code problems}. */
  static Optional<ConfigObject> read(Path file, Problems problems) {
    Place start = new Place(file.toString(), 0);
    if (!Files.exists(file)) {
      problems.error(start, "", "there is no such file: give the path of a configuration");
      return Optional.empty();
    }
    if (Files.isDirectory(file)) {
      problems.error(start, "", "is a folder: give the path of a configuration in it");
      return Optional.empty();
    }
    if (!Files.isReadable(file)) {
      problems.error(start, "", "cannot be read: give this user the right to, or name another");
      return Optional.empty();
    }
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setSyntax(ConfigSyntax.CONF)
            .setAllowMissing(false)
            .setIncluder(new Includer(file.toAbsolutePath(), problems));
    try {
      Config parsed = ConfigFactory.parseFile(file.toAbsolutePath().toFile(), options);
      // What cannot be resolved stays in the tree and is reported by whoever comes upon it.
      return Optional.of(
          parsed.resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true)).root());
    } catch (ConfigException e) {
      ConfigOrigin origin = e.origin();
      problems.error(
          origin == null ? start : problems.places().of(origin).orElse(start),
          "",
          message(e, origin));
      return Optional.empty();
    }
  }

  private static String message(ConfigException e, @Nullable ConfigOrigin origin) {
    String message = String.valueOf(e.getMessage());
    String prefix = origin == null ? "" : origin.description() + ": ";
    return (e instanceof ConfigException.IO ? "cannot be read: " : "not valid HOCON: ")
        + (message.startsWith(prefix) ? message.substring(prefix.length()) : message);
  }
}
