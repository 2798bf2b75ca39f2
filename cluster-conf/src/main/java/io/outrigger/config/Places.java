package io.outrigger.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where values stand. A file is read by its absolute path, for HOCON finds nothing beside a file
 * whose path has no folder; it is told of by the path that the user gave.
 */
final class Places {
  private final @Nullable Path folder;
  private final @Nullable Path givenFolder;

  /**
   * @param given the configuration as the user named it
   */
  Places(Path given) {
    this.folder = given.toAbsolutePath().getParent();
    this.givenFolder = given.getParent();
  }

  /** The place of {@code value}, or {@code fallback} for values from elsewhere than a file. */
  Place of(ConfigValue value, Place fallback) {
    Optional<Place> own = of(value.origin());
    if (own.isEmpty() && value instanceof ConfigObject object) {
      // Merged from two files it has no line: a value of it shows at least where to look.
      own = object.values().stream().flatMap(child -> of(child.origin()).stream()).findFirst();
    }
    return own.orElse(fallback);
  }

  /** The file and line that {@code origin} names, if it does. */
  Optional<Place> of(ConfigOrigin origin) {
    String file = origin.filename();
    return file == null || origin.lineNumber() < 1
        ? Optional.empty()
        : Optional.of(new Place(shown(Path.of(file)), origin.lineNumber()));
  }

  /** The path of {@code file} as it starts from the folder that the user named. */
  String shown(Path file) {
    if (folder == null || !file.startsWith(folder)) {
      return file.toString();
    }
    Path within = folder.relativize(file);
    return (givenFolder == null ? within : givenFolder.resolve(within)).toString();
  }
}
