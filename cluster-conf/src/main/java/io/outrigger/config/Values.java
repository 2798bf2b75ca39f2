package io.outrigger.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The parsers of single values; each refuses with a message that says what is wanted. */
final class Values {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern INTERFACE = Pattern.compile("[^\\s/%\\[\\]]{1,15}");
  private static final Pattern BARE_NUMBER = Pattern.compile("\\s*[+-]?\\d+(\\.\\d+)?\\s*");
  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

  private Values() {}

  /** A string, or a number or switch as it was written. */
  static String text(ConfigValue value) {
    return switch (value.valueType()) {
      case STRING -> (String) value.unwrapped();
      case NUMBER, BOOLEAN -> value.atKey("v").getString("v");
      default -> throw wrong(value, "text is wanted");
    };
  }

  /** What {@code parser} makes of the text of a value. */
  static <T> ValueParser<T> text(Function<String, T> parser) {
    return value -> parser.apply(text(value));
  }

  static String name(ConfigValue value) {
    String text = text(value);
    require(
        NAME.matcher(text).matches(),
        value,
        "a name is wanted: 1 to 63 letters, digits, dots, dashes or underscores, the first a letter or"
            + " digit");
    return text;
  }

  static String interfaceName(ConfigValue value) {
    String text = text(value);
    require(INTERFACE.matcher(text).matches(), value, "the name of an interface is wanted");
    return text;
  }

  /** A path, which starts at {@code folder} unless it is absolute. */
  static ValueParser<Path> path(Path folder) {
    return value -> {
      String text = text(value);
      require(!text.isBlank(), value, "a path is wanted");
      return folder.resolve(text);
    };
  }

  static boolean flag(ConfigValue value) {
    try {
      return value.atKey("v").getBoolean("v");
    } catch (ConfigException.WrongType e) {
      throw wrong(value, "on or off is wanted");
    }
  }

  static boolean isOff(ConfigValue value) {
    return value.valueType() != ConfigValueType.OBJECT
        && value.valueType() != ConfigValueType.LIST
        && List.of("off", "false", "no").contains(text(value));
  }

  static ValueParser<Long> integer(long min, long max) {
    return value -> {
      String text = scalar(value);
      require(INTEGER.matcher(text).matches(), value, "a whole number is wanted");
      long number = Long.parseLong(text);
      require(number >= min && number <= max, value, "it must be " + min + " to " + max);
      return number;
    };
  }

  static ValueParser<Integer> smallInteger(int min, int max) {
    ValueParser<Long> parser = integer(min, max);
    return value -> Math.toIntExact(parser.parse(value));
  }

  /** {@code 50%} or {@code 50}. */
  static int percent(ConfigValue value) {
    String text = scalar(value);
    String digits = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
    require(
        digits.matches("\\d{1,3}") && Integer.parseInt(digits) <= 100,
        value,
        "a whole percentage is wanted, 0% to 100%");
    return Integer.parseInt(digits);
  }

  static int bufferBytes(ConfigValue value) {
    try {
      long bytes = value.atKey("v").getBytes("v");
      require(bytes >= 1 << 16 && bytes <= 1 << 30, value, "it must be 64KiB to 1GiB");
      return Math.toIntExact(bytes);
    } catch (ConfigException e) {
      throw wrong(value, "a size is wanted, such as 4MiB");
    }
  }

  /** From {@code min} to {@code max}, both included. */
  static ValueParser<Duration> duration(Duration min, Duration max) {
    return value -> {
      Duration duration = duration(value);
      require(
          duration.compareTo(min) >= 0,
          value,
          "it must be at least " + (min.isZero() ? "0s" : min.toSeconds() + "s"));
      require(duration.compareTo(max) <= 0, value, "it must be at most " + max.toSeconds() + "s");
      return duration;
    };
  }

  /** As {@link #duration(Duration, Duration)}, in whole seconds of at most 32 bits. */
  static ValueParser<Duration> wholeSeconds(long minSeconds) {
    ValueParser<Duration> parser =
        duration(Duration.ofSeconds(minSeconds), Duration.ofSeconds(LifetimesConfig.INFINITE - 1));
    return value -> {
      Duration duration = parser.parse(value);
      require(
          duration.equals(Duration.ofSeconds(duration.toSeconds())),
          value,
          "it must be whole seconds");
      return duration;
    };
  }

  /** Whole seconds, or {@code infinite} as {@link LifetimesConfig#INFINITE}. */
  static long lifetimeSeconds(ConfigValue value) {
    return value.valueType() == ConfigValueType.STRING && text(value).equals("infinite")
        ? LifetimesConfig.INFINITE
        : wholeSeconds(0).parse(value).toSeconds();
  }

  private static Duration duration(ConfigValue value) {
    String text = scalar(value);
    if (BARE_NUMBER.matcher(text).matches()) { // HOCON would take milliseconds
      throw wrong(value, "a duration needs a unit, such as " + text.strip() + "s (ms, s, m, h, d)");
    }
    try {
      return value.atKey("v").getDuration("v");
    } catch (ConfigException | ArithmeticException e) {
      throw wrong(value, "a duration is wanted, such as 90s, 12h or 2d");
    }
  }

  static ValueParser<Optional<Duration>> offOr(ValueParser<Duration> parser) {
    return value -> isOff(value) ? Optional.empty() : Optional.of(parser.parse(value));
  }

  /** One of the constants, written in lower case with dashes. */
  static <E extends Enum<E>> ValueParser<E> oneOf(Class<E> type) {
    return value -> {
      String text = scalar(value);
      for (E constant : type.getEnumConstants()) {
        if (written(constant).equals(text)) {
          return constant;
        }
      }
      List<String> known = Arrays.stream(type.getEnumConstants()).map(Values::written).toList();
      throw wrong(
          value, "one of " + String.join(", ", known) + " is wanted" + Suggestion.of(text, known));
    };
  }

  static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What a value is, for a message. */
  static String describe(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> "a section";
      case LIST -> "a list";
      case STRING -> "\"" + value.unwrapped() + "\"";
      default -> value.render();
    };
  }

  static IllegalArgumentException wrong(ConfigValue value, String wanted) {
    return new IllegalArgumentException(wanted + ", not " + describe(value));
  }

  static void require(boolean condition, ConfigValue value, String wanted) {
    if (!condition) {
      throw wrong(value, wanted);
    }
  }

  private static String scalar(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT, LIST -> throw wrong(value, "one value is wanted");
      default -> text(value).strip();
    };
  }
}
