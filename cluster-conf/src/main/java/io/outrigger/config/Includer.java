package io.outrigger.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Includes as HOCON does, but says so when it finds nothing to include. */
final class Includer implements ConfigIncluder {
  private static final List<String> EXTENSIONS = List.of("", ".conf", ".json", ".properties");
  private static final ConfigObject NOTHING = ConfigFactory.empty().root();

  private final Deque<Path> files;
  private final Problems problems;
  private final @Nullable ConfigIncluder fallback;

  Includer(Path root, Problems problems) {
    this(new ArrayDeque<>(List.of(root)), problems, null);
  }

  private Includer(Deque<Path> files, Problems problems, @Nullable ConfigIncluder fallback) {
    this.files = files;
    this.problems = problems;
    this.fallback = fallback;
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder other) {
    return new Includer(files, problems, fallback == null ? other : fallback.withFallback(other));
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    Optional<Path> found = find(what);
    if (found.isPresent() && !(Files.isRegularFile(found.get()) && Files.isReadable(found.get()))) {
      problems.error(
          place(what),
          "",
          problems.places().shown(found.get())
              + (Files.isDirectory(found.get())
                  ? " is a folder: name a file in it"
                  : " cannot be read: give this user the right to"));
      return NOTHING;
    }
    found.ifPresent(files::push);
    try {
      return fallback == null ? NOTHING : included(fallback, context, what, found.isPresent());
    } finally {
      found.ifPresent(file -> files.pop());
    }
  }

  private ConfigObject included(
      ConfigIncluder includer, ConfigIncludeContext context, String what, boolean isFile) {
    boolean required = !context.parseOptions().getAllowMissing();
    try {
      ConfigObject object = includer.include(context, what);
      if (!isFile && object.isEmpty()) {
        problems.warning(
            place(what),
            "",
            "there is no " + what + " to include: correct the name, or remove this");
      }
      return object;
    } catch (ConfigException.IO e) {
      if (!required) {
        throw e;
      }
      problems.error(
          place(what), "", "there is no " + what + ", which must be included: put it there");
      return NOTHING;
    }
  }

  /** The file that {@code what} means, beside the one that includes it. */
  private Optional<Path> find(String what) {
    for (String extension : EXTENSIONS) {
      Path file = current().resolveSibling(what + extension);
      if (Files.exists(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /** The parser does not tell the line of the include: this looks for it. */
  private Place place(String what) {
    Path file = current();
    String shown = problems.places().shown(file);
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i).strip();
        if (line.startsWith("include") && line.contains("\"" + what + "\"")) {
          return new Place(shown, i + 1);
        }
      }
    } catch (IOException e) {
      // The file alone must do as a place.
    }
    return new Place(shown, 0);
  }

  private Path current() {
    return files.element();
  }
}
