package io.outrigger.simulation;

import io.outrigger.dhcp.MessageType;
import io.outrigger.failover.wire.Contact;
import io.outrigger.failover.wire.FailoverMessage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** The last events as a sequence diagram in text: clients, server a, server b. */
final class Diagram extends LinkTalk {
  private static final int KEPT = 70;
  private static final int CLIENTS = 4;
  private static final int GAP = 14;

  /**
   * @param from column; the same as {@code to}: it happens there
   */
  private record Event(long nanos, int from, int to, Supplier<String> text) {}

  private final Pair pair;
  private final TalkText talk;
  private final Deque<Event> events = new ArrayDeque<>();

  Diagram(Pair pair) {
    this.pair = pair;
    this.talk = new TalkText(pair::nameOf);
  }

  private void add(int from, int to, Supplier<String> text) {
    events.add(new Event(pair.world().nanos(), from, to, text));
    if (events.size() > KEPT) {
      events.remove();
    }
  }

  private int column(String host) {
    return host.equals(pair.hosts().getFirst().name()) ? 1 : 2;
  }

  /** A line of the trace. */
  void line(String line) {
    int space = line.indexOf(' ');
    String host = line.substring(0, Math.max(0, space));
    boolean ours = pair.hosts().stream().anyMatch(each -> each.name().equals(host));
    int column = ours ? column(host) : 0;
    add(column, column, () -> column == 0 ? line : line.substring(2));
  }

  @Override
  void said(String from, String to, FailoverMessage message) {
    if (!(message instanceof Contact)) {
      Instant now = pair.host(from).now();
      add(column(from), column(to), () -> talk.of(message, now));
    }
  }

  void asked(Client client, Host server, MessageType type) {
    add(0, column(server.name()), () -> client.name() + " " + type);
  }

  void answered(Client client, Host server, MessageType type) {
    add(column(server.name()), 0, () -> client.name() + " " + type);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    String gap = " ".repeat(GAP - 4);
    lines.add(
        " ".repeat(17)
            + String.join(gap, "clients", pair.hosts().get(0).name(), pair.hosts().get(1).name()));
    for (Event each : events) {
      lines.add("%-17s%s  %s".formatted(Trace.time(each.nanos), drawn(each), each.text.get()));
    }
    return lines;
  }

  private static String drawn(Event event) {
    StringBuilder line = new StringBuilder(" ".repeat(CLIENTS + 2 * GAP + 1));
    for (int column = 0; column < 3; column++) {
      line.setCharAt(place(column), '|');
    }
    int from = place(event.from);
    int to = place(event.to);
    if (from == to) {
      line.setCharAt(from, '*');
      return line.toString();
    }
    for (int i = Math.min(from, to) + 1; i < Math.max(from, to); i++) {
      line.setCharAt(i, '-');
    }
    line.setCharAt(from < to ? to - 1 : to + 1, from < to ? '>' : '<');
    return line.toString();
  }

  private static int place(int column) {
    return CLIENTS + column * GAP;
  }
}
