package io.outrigger.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.outrigger.loadclient.LoadClock;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells the story as it happens: on the terminal, and for {@code --json}. Thread-safe. */
final class DemoTeller {
  private final LoadClock clock;
  private final PrintWriter out;
  private final boolean quiet;
  private final ArrayNode events = AdminClient.JSON.createArrayNode();
  private boolean over;

  /**
   * @param quiet prints nothing
   */
  DemoTeller(LoadClock clock, PrintWriter out, boolean quiet) {
    this.clock = clock;
    this.out = out;
    this.quiet = quiet;
  }

  /** A new chapter begins. */
  synchronized void act(String title) {
    events.addObject().put("seconds", rounded(clock.now())).put("act", title);
    print("");
    print(title);
  }

  /** Something has just happened. */
  synchronized void say(String text) {
    long now = clock.now();
    events.addObject().put("seconds", rounded(now)).put("text", text);
    print(time(now) + text);
  }

  /**
   * A server's state has changed.
   *
   * @param atNanos of the clock
   * @param standing of both servers from then on
   */
  synchronized void state(long atNanos, String server, String state, String standing) {
    events.addObject().put("seconds", rounded(atNanos)).put("server", server).put("state", state);
    print(time(atNanos) + standing);
  }

  /** Nothing more is told. */
  synchronized void end() {
    over = true;
  }

  ArrayNode events() {
    return events;
  }

  private void print(String line) {
    if (!quiet && !over) {
      out.println(line);
      out.flush();
    }
  }

  private static String time(long nanos) {
    return String.format(Locale.ROOT, "%6.1f s  ", nanos / 1e9);
  }

  private static double rounded(long nanos) {
    return Math.round(nanos / 1e7) / 100.0;
  }
}
