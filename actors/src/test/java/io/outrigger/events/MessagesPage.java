package io.outrigger.events;

import java.util.Locale;
import java.util.stream.Collectors;

/** Writes docs/messages.md from the catalogue. */
final class MessagesPage {
  private static final String INTRODUCTION =
      """
      # What the server tells in its log

      Generated from the catalogue (`io.outrigger.events.EventId`); do not edit. The test `MessagesPageTest`
      fails if this page is stale; run it with `-Doutrigger.docs=write` to write it anew.

      Each of these lines begins with an id that never changes and is never used again, so that it can be searched
      and watched for. What follows are keys with values; a value with anything but letters, digits and `. _ : / , + [ ] -`
      stands in quotes, with `\\"`, `\\\\`, `\\n`, `\\r`, `\\t` and `\\u{hex}` for what would break the line. With `--log-format json` each
      key is a field too (`kvpList`), beside the `event`.

          OR1001 relationship=campus from=NORMAL to=COMMUNICATIONS-INTERRUPTED rule=8.8.2/3 reason="connection lost"

      An **alarm** (level ERROR) needs somebody now, a **warning** (WARN) should be looked at, **info** (INFO) is for the record.
      Rules are rows of [endpoint-states.md](endpoint-states.md). What to do in each state is in
      [operations.md](operations.md).
      """;

  private MessagesPage() {}

  static String draw() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    page.append("\n| Id | | What |\n|---|---|---|\n");
    for (EventId id : EventId.values()) {
      page.append(
          "| [%s](#%s) | %s | %s |\n".formatted(id.id(), anchor(id), severity(id), id.title()));
    }
    String heading = "";
    for (EventId id : EventId.values()) {
      String next = heading(id);
      if (!next.equals(heading)) {
        heading = next;
        page.append("\n## ").append(heading).append('\n');
      }
      page.append("\n### ").append(id.id()).append(' ').append(id.title()).append("\n\n");
      page.append("*").append(severity(id)).append("* ").append(id.meaning()).append("\n\n");
      page.append("**Do:** ").append(id.advice()).append("\n\n");
      page.append(
          id.keys().stream()
              .map("`%s`"::formatted)
              .collect(Collectors.joining(", ", "Keys: ", "\n")));
    }
    return page.toString();
  }

  private static String severity(EventId id) {
    return id.severity().name().toLowerCase(Locale.ROOT);
  }

  private static String heading(EventId id) {
    return switch (id.id().charAt(2)) {
      case '1' -> "Relationships";
      case '2' -> "Connections";
      case '3' -> "Binding updates";
      case '4' -> "Pools";
      default -> "The server";
    };
  }

  /** As GitHub and others make it of a heading. */
  private static String anchor(EventId id) {
    return (id.id() + " " + id.title())
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9 -]", "")
        .replace(' ', '-');
  }
}
