package io.outrigger.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What happens, line by line, and a number that is another one for every other history. */
final class Trace {
  private static final int KEPT = 400;
  private static final long FNV_PRIME = 0x100000001b3L;

  private record Line(long nanos, String text) {}

  private final Deque<Line> last = new ArrayDeque<>();
  private final List<Consumer<String>> listeners = new ArrayList<>();
  private @Nullable World world;
  private long hash = 0xcbf29ce484222325L;

  void attach(World owner) {
    world = owner;
  }

  /** Gets each line from now on, without its time. */
  void listen(Consumer<String> listener) {
    listeners.add(listener);
  }

  void add(String line) {
    for (int i = 0; i < line.length(); i++) {
      mix(line.charAt(i));
    }
    mix(nanos());
    last.add(new Line(nanos(), line));
    if (last.size() > KEPT) {
      last.remove();
    }
    listeners.forEach(each -> each.accept(line));
  }

  void step(ServerProcess process, int waiting) {
    mix(nanos());
    mix(process.name().hashCode());
    mix(waiting);
  }

  private void mix(long value) {
    hash = (hash ^ value) * FNV_PRIME;
  }

  private long nanos() {
    return world == null ? 0 : world.nanos();
  }

  /** The same for the same history, and only for that. */
  String fingerprint() {
    return Long.toHexString(hash);
  }

  /** The last lines, oldest first. */
  List<String> tail(int lines) {
    return last.stream()
        .skip(Math.max(0, last.size() - lines))
        .map(each -> time(each.nanos) + " " + each.text)
        .toList();
  }

  String time() {
    return time(nanos());
  }

  static String time(long nanos) {
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
    return String.format(
        Locale.ROOT,
        "%dd %02d:%02d:%02d.%03d",
        millis / 86_400_000,
        millis / 3_600_000 % 24,
        millis / 60_000 % 60,
        millis / 1000 % 60,
        millis % 1000);
  }
}
