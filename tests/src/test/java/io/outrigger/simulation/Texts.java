package io.outrigger.simulation;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as scenarios write them. */
final class Texts {
  private static final Pattern PART = Pattern.compile("(\\d+)(ms|d|h|m|s)");

  private Texts() {}

  /** As in {@code 3d}, {@code 1h30m}, {@code 250ms}. */
  static Duration duration(String text) {
    Matcher part = PART.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (part.find() && part.start() == end) {
      long number = Long.parseLong(part.group(1));
      sum =
          sum.plus(
              switch (part.group(2)) {
                case "d" -> Duration.ofDays(number);
                case "h" -> Duration.ofHours(number);
                case "m" -> Duration.ofMinutes(number);
                case "s" -> Duration.ofSeconds(number);
                default -> Duration.ofMillis(number);
              });
      end = part.end();
    }
    if (end == 0 || end != text.length()) {
      throw new IllegalArgumentException(text + " is no time");
    }
    return sum;
  }

  /** The same way round, whole seconds. */
  static String seconds(long seconds) {
    if (seconds < 0) {
      return "-" + seconds(-seconds);
    }
    StringBuilder text = new StringBuilder();
    part(text, seconds / 86_400, "d");
    part(text, seconds / 3600 % 24, "h");
    part(text, seconds / 60 % 60, "m");
    part(text, seconds % 60, "s");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void part(StringBuilder text, long number, String unit) {
    if (number != 0) {
      text.append(number).append(unit);
    }
  }

  /** A time of day of a history, whole seconds. */
  static String clock(long nanos) {
    long seconds = nanos / 1_000_000_000;
    String day = seconds >= 86_400 ? seconds / 86_400 + "d " : "";
    return String.format(
        Locale.ROOT, "%s%02d:%02d:%02d", day, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
  }
}
