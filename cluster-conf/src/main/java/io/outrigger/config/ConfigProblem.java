package io.outrigger.config;

import java.util.Comparator;

/**
 * Something about a configuration that its owner should know.
 *
 * @param file as it was named
 * @param line from 1; 0 if the problem has no line
 * @param key the path of the key, such as {@code outrigger.links[0].name}; may be empty
 * @param message what is wrong and what to do
 */
public record ConfigProblem(Severity severity, String file, int line, String key, String message) {
  /** By file, line, and key. */
  public static final Comparator<ConfigProblem> IN_ORDER_OF_FILE =
      Comparator.comparing(ConfigProblem::file)
          .thenComparingInt(ConfigProblem::line)
          .thenComparing(ConfigProblem::key)
          .thenComparing(ConfigProblem::message);

  /** {@code file:line: key: message}, without the parts that there are not. */
  @Override
  public String toString() {
    return file + (line > 0 ? ":" + line : "") + ": " + (key.isEmpty() ? "" : key + ": ") + message;
  }
}
