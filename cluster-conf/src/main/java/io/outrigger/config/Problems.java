package io.outrigger.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Collects all that is wrong, so that its owner hears of it at once. */
final class Problems {
  private final List<ConfigProblem> all = new ArrayList<>();
  private final TreeSet<String> keysInError = new TreeSet<>();
  private final Places places;

  /**
   * @param file the configuration as the user named it
   */
  Problems(Path file) {
    this.places = new Places(file);
  }

  Places places() {
    return places;
  }

  void error(Place place, String key, String message) {
    add(Severity.ERROR, place, key, message);
    keysInError.add(key);
  }

  void warning(Place place, String key, String message) {
    add(Severity.WARNING, place, key, message);
  }

  private void add(Severity severity, Place place, String key, String message) {
    all.add(new ConfigProblem(severity, place.file(), place.line(), key, message));
  }

  /** True if there is an error at {@code key} or at one of its elements or sections. */
  boolean hasErrorUnder(String key) {
    String next = keysInError.ceiling(key);
    while (next != null && next.startsWith(key)) {
      if (next.length() == key.length() || ".[".indexOf(next.charAt(key.length())) >= 0) {
        return true;
      }
      next = keysInError.higher(next);
    }
    return false;
  }

  boolean hasErrors() {
    return !keysInError.isEmpty();
  }

  List<ConfigProblem> sorted(Severity severity) {
    return all.stream()
        .filter(problem -> problem.severity() == severity)
        .sorted(ConfigProblem.IN_ORDER_OF_FILE)
        .distinct()
        .toList();
  }
}
