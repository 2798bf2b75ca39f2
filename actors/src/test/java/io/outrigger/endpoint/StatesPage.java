package io.outrigger.endpoint;

import io.outrigger.config.FailoverRole;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Draws docs/endpoint-states.md from the transition table. */
final class StatesPage {
  private static final String INTRODUCTION =
      """
      # The states of a failover endpoint

      Generated from the transition table (`io.outrigger.endpoint.Transitions`); do not edit. The test
      `StatesPageTest` fails if this page is stale; run it with `-Doutrigger.docs=write` to write it anew.

      Each event meets exactly one row. If that changes the state while communications are "OK", the rows
      of the new state for the partner's state are met in the same step. A new state is first stored, then
      published to allocators and client side, then sent. A row "on entry" is done beside the one that led
      there. Row numbers are the sections of RFC 8156, and stable: log lines name them.
      """;

  private final StringBuilder page = new StringBuilder();

  static String draw() {
    StatesPage page = new StatesPage();
    page.page.append(INTRODUCTION);
    page.diagram();
    page.service();
    page.table();
    return page.page.toString();
  }

  /** STARTUP may lead back to any state, which arrows would only obscure. */
  private void diagram() {
    page.append("\n```mermaid\nstateDiagram-v2\n  [*] --> STARTUP\n");
    Map<String, Set<String>> arrows = new LinkedHashMap<>();
    for (Rule rule : Transitions.table()) {
      if (rule.verdict() == Verdict.MOVE) {
        for (FailoverState from : rule.states()) {
          arrows
              .computeIfAbsent(
                  id(from) + " --> " + id(rule.target().orElseThrow()), k -> new TreeSet<>())
              .add(label(rule));
        }
      }
    }
    page.append("  STARTUP --> PREVIOUS : heard, or startup timer\n");
    arrows.forEach(
        (arrow, labels) ->
            page.append("  %s : %s\n".formatted(arrow, String.join("<br>", labels))));
    for (FailoverState state : FailoverState.values()) {
      page.append("  %s : %s\n".formatted(id(state), state.rfcName()));
    }
    page.append("  PREVIOUS : PREVIOUS-STATE (any but STARTUP)\n```\n");
  }

  private static String label(Rule rule) {
    String role = rule.roles().size() == 1 ? name(rule.roles().iterator().next()) + ", " : "";
    if (!rule.triggers().contains(Trigger.PARTNER_STATE)) {
      return role + rule.triggers().stream().map(Trigger::title).collect(Collectors.joining(", "));
    }
    return role + (rule.partner().isEmpty() ? "partner heard" : "partner " + names(rule.partner()));
  }

  private void service() {
    page.append("\n## What a state means to clients\n\n");
    page.append("| State | Role | Answers | New leases from | MCLT | |\n");
    page.append("|---|---|---|---|---|---|\n");
    for (FailoverState state : FailoverState.values()) {
      ServicePolicy primary = policy(state, FailoverRole.PRIMARY);
      ServicePolicy secondary = policy(state, FailoverRole.SECONDARY);
      if (state == FailoverState.CONFLICT_DONE) {
        service(primary, "primary");
      } else if (primary.equals(secondary)) {
        service(primary, "both");
      } else {
        service(primary, "primary");
        service(secondary, "secondary");
      }
    }
  }

  private void service(ServicePolicy policy, String role) {
    String whom =
        switch (policy.responsiveness()) {
          case UNRESPONSIVE -> "nobody";
          case RENEW_RESPONSIVE -> "its own DUID only";
          case RESPONSIVE -> "all";
        };
    String pool =
        switch (policy.pool()) {
          case NONE -> "-";
          case OWN -> "its own pool";
          case OWN_THEN_PARTNERS -> "its own pool, then the partner's MCLT after entry";
        };
    String mclt = !policy.answersClients() ? "-" : policy.mcltBound() ? "bound" : "not bound";
    String note = policy.answersClients() && !policy.givesNewLeases() ? "renews what it knows" : "";
    page.append(
        "| %s | %s | %s | %s | %s | %s |\n"
            .formatted(policy.state().rfcName(), role, whom, pool, mclt, note));
  }

  private static ServicePolicy policy(FailoverState state, FailoverRole role) {
    return ServicePolicy.of(state, role, Instant.EPOCH, Duration.ofHours(1));
  }

  private void table() {
    String heading = "";
    for (Rule rule : Transitions.table()) {
      String next = heading(rule);
      if (!next.equals(heading)) {
        heading = next;
        page.append("\n## ").append(heading).append("\n\n");
        page.append("| Row | Role | Event | Communications | When | To | Does | Why |\n");
        page.append("|---|---|---|---|---|---|---|---|\n");
      }
      page.append(row(rule)).append('\n');
    }
  }

  private static String heading(Rule rule) {
    if (rule.states().size() == 1 && !rule.section().equals("§8.1")) {
      FailoverState state = rule.states().iterator().next();
      return "§8.%d %s".formatted(3 + state.ordinal(), state.rfcName());
    }
    return "Every state";
  }

  private static String row(Rule rule) {
    return "| %s | %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            rule.id(),
            rule.roles().size() == 1 ? name(rule.roles().iterator().next()) : "both",
            event(rule),
            communications(rule),
            when(rule),
            to(rule),
            rule.actions().stream().map(Action::title).collect(Collectors.joining("; ")),
            rule.reason());
  }

  private static String event(Rule rule) {
    if (rule.onEntry()) {
      return "on entry";
    }
    String titles = rule.triggers().stream().map(Trigger::title).collect(Collectors.joining(", "));
    return rule.partner().isEmpty() ? titles : titles + ": " + names(rule.partner());
  }

  private static String communications(Rule rule) {
    if (rule.communications().size() == Communications.values().length) {
      return "";
    }
    return rule.communications().stream()
        .map(c -> c == Communications.OK ? "\"OK\"" : c.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static String when(Rule rule) {
    String states =
        heading(rule).equals("Every state") && rule.states().size() < FailoverState.values().length
            ? "in " + names(rule.states())
            : "";
    return List.of(states, rule.guard().title()).stream()
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String to(Rule rule) {
    return switch (rule.verdict()) {
      case MOVE -> "**" + rule.target().orElseThrow().rfcName() + "**";
      case RESUME -> "**PREVIOUS-STATE**";
      case REMEMBER ->
          "PREVIOUS-STATE := " + rule.target().map(FailoverState::rfcName).orElse("stored");
      case STAY -> rule.onEntry() ? "" : "stays";
      case IGNORE -> "ignored";
      case REFUSE -> "refused";
    };
  }

  private static String names(Set<FailoverState> states) {
    if (states.size() <= 5) {
      return list(states);
    }
    Set<FailoverState> missing = EnumSet.complementOf(EnumSet.copyOf(states));
    // No partner reports STARTUP, so that it is not missed where a partner is meant.
    if (missing.size() > 1) {
      missing.remove(FailoverState.STARTUP);
    }
    return "all but " + list(missing);
  }

  private static String list(Set<FailoverState> states) {
    return states.stream().map(FailoverState::rfcName).collect(Collectors.joining(", "));
  }

  private static String id(FailoverState state) {
    return state.name();
  }

  private static String name(FailoverRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
