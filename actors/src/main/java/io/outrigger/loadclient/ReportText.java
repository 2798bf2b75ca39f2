package io.outrigger.loadclient;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report for a reader. */
final class ReportText {
  private ReportText() {}

  static List<String> lines(LoadReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%d exchanges begun in %.1f s: %d completed (%.0f/s), %d refused, %d timed out, %d"
                + " unfinished, %d skipped; %.2f %% dropped",
            report.started(),
            report.seconds(),
            report.completed(),
            report.completedPerSecond(),
            report.refused(),
            report.timedOut(),
            report.unfinished(),
            report.skipped(),
            report.dropPercent()));
    lines.add(
        String.format(
            Locale.ROOT,
            "sent: %s; again: %s",
            counts(report.sent()),
            counts(report.retransmitted())));
    lines.add(
        String.format(
            Locale.ROOT,
            "received: %s; not awaited: %d; no messages: %d; malformed sent: %d; send failures: %d",
            counts(report.received()),
            report.ignored(),
            report.undecodable(),
            report.malformedSent(),
            report.sendFailures()));
    report
        .delaysMillis()
        .forEach(
            (question, d) ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "%s answered after ms: mean %.2f, p50 %.2f, p90 %.2f, p99 %.2f, p99.9 %.2f,"
                            + " max %.2f",
                        question,
                        d.mean(),
                        d.p50(),
                        d.p90(),
                        d.p99(),
                        d.p999(),
                        d.max())));
    lines.add(
        String.format(Locale.ROOT, "begun late by at most %.1f ms", report.maxStartLagMillis()));
    lines.add(String.format(Locale.ROOT, "status codes: %s", counts(report.statusCodes())));
    lines.add(
        String.format(
            Locale.ROOT,
            "leases held: %d; with two holders: %d",
            report.leases(),
            report.violationCount()));
    report.violations().forEach(each -> lines.add("  " + each));
    return lines;
  }

  private static String counts(Map<String, Long> counts) {
    if (counts.isEmpty()) {
      return "none";
    }
    List<String> parts = new ArrayList<>();
    counts.forEach((name, count) -> parts.add(name + " " + count));
    return String.join(", ", parts);
  }
}
