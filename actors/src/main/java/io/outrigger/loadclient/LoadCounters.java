package io.outrigger.loadclient;

import io.outrigger.dhcp.MessageType;
import io.outrigger.dhcp.StatusCode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The numbers of a run while it goes on; of one thread. */
final class LoadCounters {
  private final Map<MessageType, Long> sent = new EnumMap<>(MessageType.class);
  private final Map<MessageType, Long> retransmitted = new EnumMap<>(MessageType.class);
  private final Map<MessageType, Long> received = new EnumMap<>(MessageType.class);
  private final Map<MessageType, DelayHistogram> delays = new EnumMap<>(MessageType.class);
  private final Map<String, Long> statusCodes = new TreeMap<>();
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private long maxStartLagNanos;
  private long lastEndNanos;

  long started;
  long skipped;
  long sendFailures;
  long ignored;
  long undecodable;
  long malformedSent;

  void sent(MessageType type, boolean again) {
    sent.merge(type, 1L, Long::sum);
    if (again) {
      retransmitted.merge(type, 1L, Long::sum);
    }
  }

  void answered(MessageType question, MessageType answer, long delayNanos) {
    received.merge(answer, 1L, Long::sum);
    delays.computeIfAbsent(question, type -> new DelayHistogram()).record(delayNanos);
  }

  void status(StatusCode status) {
    statusCodes.merge(status.toString(), 1L, Long::sum);
  }

  void ended(Outcome outcome, long nowNanos) {
    outcomes.merge(outcome, 1L, Long::sum);
    lastEndNanos = nowNanos;
  }

  void startedLate(long nanos) {
    maxStartLagNanos = Math.max(maxStartLagNanos, nanos);
  }

  LoadReport report(long startNanos, long nowNanos, long active, LeaseBook book) {
    long completed = count(Outcome.COMPLETED);
    long unfinished = count(Outcome.UNFINISHED) + active;
    long lost = count(Outcome.TIMED_OUT) + unfinished;
    double busySeconds = (lastEndNanos - startNanos) / 1e9;
    Map<String, DelayHistogram.Summary> summaries = new TreeMap<>();
    delays.forEach((type, histogram) -> summaries.put(name(type), histogram.summary()));
    return new LoadReport(
        rounded((nowNanos - startNanos) / 1e9),
        started,
        completed,
        count(Outcome.REFUSED),
        count(Outcome.TIMED_OUT),
        unfinished,
        skipped,
        busySeconds > 0 ? rounded(completed / busySeconds) : 0,
        started == 0 ? 0 : rounded(100.0 * lost / started),
        rounded(maxStartLagNanos / 1e6),
        named(sent),
        named(retransmitted),
        named(received),
        sendFailures,
        ignored,
        undecodable,
        malformedSent,
        new TreeMap<>(statusCodes),
        summaries,
        book.live(nowNanos).size(),
        book.violationCount(),
        book.violations());
  }

  private long count(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  private static Map<String, Long> named(Map<MessageType, Long> counts) {
    Map<String, Long> named = new TreeMap<>();
    counts.forEach((type, count) -> named.put(name(type), count));
    return named;
  }

  private static String name(MessageType type) {
    return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
