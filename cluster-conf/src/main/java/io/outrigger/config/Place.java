package io.outrigger.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.Optional;

/**
 * Where a value stands.
 *
 * @param line from 1; 0 if unknown
 */
record Place(String file, int line) {

  /** The place of {@code value}, or {@code fallback} for values from elsewhere than a file. */
  static Place of(ConfigValue value, Place fallback) {
    Optional<Place> own = of(value.origin());
    if (own.isEmpty() && value instanceof ConfigObject object) {
      // Merged from two files it has no line: a value of it shows at least where to look.
      own = object.values().stream().flatMap(child -> of(child.origin()).stream()).findFirst();
    }
    return own.orElse(fallback);
  }

  /** The file and line that {@code origin} names, if it does. */
  static Optional<Place> of(ConfigOrigin origin) {
    String file = origin.filename();
    return file == null || origin.lineNumber() < 1
        ? Optional.empty()
        : Optional.of(new Place(file, origin.lineNumber()));
  }
}
