package io.outrigger.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One event as a line, {@code OR1001 relationship=campus from=NORMAL rule=8.9.2/3 reason="no
 * answer"}: the id, then keys with values in the order in which they were given. Immutable.
 */
public final class EventLine {
  /** What needs no quotes. */
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9._:/,+\\[\\]-]+");

  private record Field(String key, String value) {}

  private final EventId id;
  private final List<Field> fields;

  private EventLine(EventId id, List<Field> fields) {
    this.id = id;
    this.fields = fields;
  }

  public static EventLine of(EventId id) {
    return new EventLine(id, List.of());
  }

  /**
   * This line and {@code key} behind it.
   *
   * @param key one of {@link EventId#keys}, so that the manual knows it; tests fail for another
   * @param value its text; null, or an Optional that is empty, leaves the key out
   */
  public EventLine with(String key, @Nullable Object value) {
    assert id.keys().contains(key) : id + " has no key " + key;
    Object known = value instanceof Optional<?> optional ? optional.orElse(null) : value;
    if (known == null) {
      return this;
    }
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(key, known.toString()));
    return new EventLine(id, List.copyOf(more));
  }

  public EventId id() {
    return id;
  }

  /** Logs it at the level of its severity; where lines are JSON, each key is a field too. */
  public void to(Logger log) {
    LoggingEventBuilder event = log.atLevel(id.severity().level()).addKeyValue("event", id.id());
    for (Field field : fields) {
      event = event.addKeyValue(field.key(), field.value());
    }
    event.log(toString());
  }

  /** The line, without an end; what a partner or a client said cannot break it. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(id.id());
    for (Field field : fields) {
      line.append(' ').append(field.key()).append('=').append(quoted(field.value()));
    }
    return line.toString();
  }

  private static String quoted(String value) {
    if (BARE.matcher(value).matches()) {
      return value;
    }
    StringBuilder text = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"', '\\' -> text.append('\\').appendCodePoint(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                  if (isPlain(c)) {
                    text.appendCodePoint(c);
                  } else {
                    text.append("\\u{").append(Integer.toHexString(c)).append('}');
                  }
                }
              }
            });
    return text.append('"').toString();
  }

  /** Not what moves a terminal's cursor, breaks a line or hides text. */
  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
