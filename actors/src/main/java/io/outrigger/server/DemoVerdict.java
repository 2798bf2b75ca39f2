package io.outrigger.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the demonstration measured and what it checked. Pure. */
final class DemoVerdict {
  private static final int MOST_TOLD = 10;

  /** A number that was measured, with its unit. */
  private record Figure(String name, double value, String unit) {
    String text() {
      return unit.isEmpty()
          ? String.format(Locale.ROOT, "%.0f", value)
          : String.format(Locale.ROOT, "%.2f %s", value, unit);
    }
  }

  private final List<Figure> figures = new ArrayList<>();
  private final Map<String, List<String>> checks = new LinkedHashMap<>();

  void count(String name, long value) {
    figures.add(new Figure(name, value, ""));
  }

  void seconds(String name, double value) {
    figures.add(new Figure(name, value, "s"));
  }

  /**
   * @param name of what must not be
   * @param wrong each instance of it; none if all is well
   */
  void check(String name, List<String> wrong) {
    checks.computeIfAbsent(name, _name -> new ArrayList<>()).addAll(wrong);
  }

  /** Whether something was checked and nothing was wrong. */
  boolean holds() {
    return !checks.isEmpty() && checks.values().stream().allMatch(List::isEmpty);
  }

  /** All that was wrong. */
  List<String> wrong() {
    return checks.values().stream().flatMap(List::stream).toList();
  }

  /** As a table, and below it what was wrong, the first of it. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    figures.forEach(each -> lines.add(row("", each.name(), each.text())));
    lines.add("");
    checks.forEach(
        (name, wrong) ->
            lines.add(row(wrong.isEmpty() ? "ok" : "NO", name, String.valueOf(wrong.size()))));
    List<String> wrong = wrong();
    if (!wrong.isEmpty()) {
      lines.add("");
    }
    wrong.stream().limit(MOST_TOLD).forEach(each -> lines.add("  " + each));
    if (wrong.size() > MOST_TOLD) {
      lines.add("  and " + (wrong.size() - MOST_TOLD) + " more");
    }
    return lines;
  }

  private static String row(String mark, String name, String value) {
    return String.format(Locale.ROOT, "  %-3s %-58s %9s", mark, name, value);
  }

  /** Adds {@code holds}, {@code figures} and {@code checks}. */
  void into(ObjectNode json) {
    json.put("holds", holds());
    ArrayNode measured = json.putArray("figures");
    for (Figure figure : figures) {
      measured
          .addObject()
          .put("name", figure.name())
          .put("value", figure.value())
          .put("unit", figure.unit());
    }
    ArrayNode checked = json.putArray("checks");
    checks.forEach(
        (name, wrong) -> {
          ArrayNode instances = checked.addObject().put("name", name).putArray("wrong");
          wrong.forEach(instances::add);
        });
  }
}
