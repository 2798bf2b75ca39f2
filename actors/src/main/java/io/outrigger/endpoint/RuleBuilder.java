package io.outrigger.endpoint;

import io.outrigger.config.FailoverRole;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Writes a row of the transition table; a closing method hands it over. */
final class RuleBuilder {
  private final Consumer<Rule> table;
  private final String id;
  private final Set<FailoverState> states;
  private Set<FailoverRole> roles = EnumSet.allOf(FailoverRole.class);
  private Set<Communications> communications = EnumSet.allOf(Communications.class);
  private Set<Trigger> triggers = EnumSet.noneOf(Trigger.class);
  private Set<FailoverState> partner = EnumSet.noneOf(FailoverState.class);
  private Guard guard = Guard.ALWAYS;
  private Optional<FailoverState> target = Optional.empty();
  private List<Action> actions = List.of();

  RuleBuilder(Consumer<Rule> table, String id, Set<FailoverState> states) {
    this.table = table;
    this.id = id;
    this.states = states;
  }

  RuleBuilder primary() {
    roles = EnumSet.of(FailoverRole.PRIMARY);
    return this;
  }

  RuleBuilder secondary() {
    roles = EnumSet.of(FailoverRole.SECONDARY);
    return this;
  }

  RuleBuilder on(Trigger first, Trigger... more) {
    triggers = EnumSet.of(first, more);
    return this;
  }

  /** While communications are "OK": the partner's state. */
  RuleBuilder partner(FailoverState... those) {
    triggers = EnumSet.of(Trigger.PARTNER_STATE);
    communications = EnumSet.of(Communications.OK);
    partner = EnumSet.noneOf(FailoverState.class);
    Collections.addAll(partner, those);
    return this;
  }

  /** While communications are "OK": they fail, or the partner takes its leave. */
  RuleBuilder failure() {
    triggers = EnumSet.of(Trigger.COMMUNICATIONS_FAILED, Trigger.DISCONNECT_RECEIVED);
    communications = EnumSet.of(Communications.OK);
    return this;
  }

  RuleBuilder at(Communications first, Communications... more) {
    communications = EnumSet.of(first, more);
    return this;
  }

  RuleBuilder when(Guard condition) {
    guard = condition;
    return this;
  }

  RuleBuilder and(Action... those) {
    actions = List.of(those);
    return this;
  }

  void to(FailoverState next, String reason) {
    target = Optional.of(next);
    close(Verdict.MOVE, reason);
  }

  void remember(FailoverState next, String reason) {
    target = Optional.of(next);
    close(Verdict.REMEMBER, reason);
  }

  void rememberStored(String reason) {
    close(Verdict.REMEMBER, reason);
  }

  void resume(String reason) {
    close(Verdict.RESUME, reason);
  }

  void stay(String reason) {
    close(Verdict.STAY, reason);
  }

  void ignore(String reason) {
    close(Verdict.IGNORE, reason);
  }

  void refuse(String reason) {
    close(Verdict.REFUSE, reason);
  }

  private void close(Verdict verdict, String reason) {
    table.accept(
        new Rule(
            id,
            Collections.unmodifiableSet(states),
            Collections.unmodifiableSet(roles),
            Collections.unmodifiableSet(communications),
            Collections.unmodifiableSet(triggers),
            Collections.unmodifiableSet(partner),
            guard,
            verdict,
            target,
            actions,
            reason));
  }
}
