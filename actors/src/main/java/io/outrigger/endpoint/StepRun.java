package io.outrigger.endpoint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One step while it is worked out. */
final class StepRun {
  private static final Set<Trigger> FAILURES =
      Set.of(Trigger.COMMUNICATIONS_FAILED, Trigger.DISCONNECT_RECEIVED);

  private final EndpointState before;
  private final boolean first;
  private final Instant now;
  private final EndpointSettings settings;
  private final List<Rule> rules = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private EndpointState state;
  private boolean storeAsked;

  StepRun(EndpointState before, boolean first, Instant now, EndpointSettings settings) {
    this.before = before;
    this.first = first;
    this.now = now;
    this.settings = settings;
    this.state = before;
  }

  Step run(EndpointEvent event) {
    listen(event);
    Trigger trigger = Trigger.of(event);
    boolean moved = meet(trigger, event);
    while (moved && state.communicationsOk() && looksAtPartner(trigger)) {
      moved = meet(Trigger.PARTNER_STATE, event);
    }
    addTimers();
    return new Step(store(), inOrder(), rules);
  }

  /** RFC 8156 §8.4.2: PARTNER-DOWN acts on a STATE received, not on one that it knew before. */
  private boolean looksAtPartner(Trigger trigger) {
    return trigger == Trigger.PARTNER_STATE || state.state() != FailoverState.PARTNER_DOWN;
  }

  private void listen(EndpointEvent event) {
    if (event instanceof EndpointEvent.PartnerHeard) {
      state = state.heardAt(now);
    }
    if (event instanceof EndpointEvent.PartnerStateReceived(StateReport report)
        && state.communications() != Communications.DOWN) {
      EndpointFacts heard = state.facts().heard(report);
      if (heard.history() == History.LOST && state.facts().history() != History.LOST) {
        effects.add(new Effect.RaiseAlarm(Alarm.STORAGE_LOST));
      }
      state = state.heardAt(now).withFacts(heard).withCommunications(Communications.OK);
    }
  }

  /** Carries out the row that is met; says whether the state has changed. */
  private boolean meet(Trigger trigger, EndpointEvent event) {
    Situation situation = new Situation(state, state.state(), event, now, settings);
    Rule rule = only(RowIndex.answering(trigger, situation), trigger);
    rules.add(rule);
    if (rule.verdict() == Verdict.REFUSE) {
      effects.add(new Effect.LogRefusal(state.state(), event, rule));
    }
    if (rule.verdict() == Verdict.REFUSE || rule.verdict() == Verdict.IGNORE) {
      return false;
    }
    note(trigger, rule);
    FailoverState from = state.state();
    switch (rule.verdict()) {
      case MOVE -> enter(rule.target().orElseThrow(), rule, event);
      case RESUME -> enter(state.facts().state(), rule, event);
      case REMEMBER -> {
        rule.target()
            .ifPresent(target -> state = state.withFacts(state.facts().inState(target, now)));
        greet(from, event);
      }
      default -> {}
    }
    rule.actions().forEach(action -> act(action, event));
    return state.state() != from;
  }

  private Rule only(List<Rule> met, Trigger trigger) {
    if (met.size() != 1) {
      throw new IllegalStateException(trigger + " meets rows " + met + " in " + state);
    }
    return met.getFirst();
  }

  /** What an event changes by itself. */
  private void note(Trigger trigger, Rule rule) {
    if (FAILURES.contains(trigger) || rule.actions().contains(Action.DROP_CONNECTION)) {
      state = state.withCommunications(Communications.DOWN);
    } else if (trigger == Trigger.CONNECTION_ESTABLISHED) {
      state = state.withCommunications(Communications.CONNECTED);
    } else if (trigger == Trigger.UPDDONE_RECEIVED) {
      state = state.answered();
    }
  }

  private void enter(FailoverState target, Rule rule, EndpointEvent event) {
    FailoverState from = state.state();
    state = state.entered(target, now);
    effects.add(new Effect.LogTransition(from, target, rule));
    // Not only when "OK": a partner that knows our STARTUP flag must learn that it is gone.
    if (state.communications() != Communications.DOWN) {
      act(Action.SEND_STATE, event);
    }
    greet(from, event);
  }

  private void greet(FailoverState from, EndpointEvent event) {
    Situation situation = new Situation(state, from, event, now, settings);
    for (Rule row : Transitions.table()) {
      if (row.greets(situation)) {
        rules.add(row);
        row.actions().forEach(action -> act(action, event));
      }
    }
  }

  private void act(Action action, EndpointEvent event) {
    switch (action) {
      case SEND_STATE -> effects.add(new Effect.SendState(state.report()));
      case SEND_UPDREQ -> {
        state = state.asking(false);
        effects.add(new Effect.SendUpdReq(state.requestsSent()));
      }
      case SEND_UPDREQALL -> {
        state = state.asking(true);
        effects.add(new Effect.SendUpdReqAll(state.requestsSent()));
      }
      case ANSWER_UPDREQ -> {
        if (event instanceof EndpointEvent.UpdReqReceived(int transactionId, boolean all)) {
          effects.add(new Effect.AnswerUpdReq(transactionId, all));
        }
      }
      case SEND_OWED_UPDATES -> effects.add(new Effect.SendOwedUpdates());
      case SEND_POOLREQ -> effects.add(new Effect.SendPoolReq());
      case SEND_DISCONNECT -> {
        if (state.communications() != Communications.DOWN) {
          effects.add(new Effect.SendDisconnect());
        }
      }
      case DROP_CONNECTION -> effects.add(new Effect.DropConnection());
      case RAISE_INTERRUPTED_ALARM ->
          effects.add(new Effect.RaiseAlarm(Alarm.COMMUNICATIONS_INTERRUPTED));
      case RAISE_RESOLUTION_ALARM ->
          effects.add(new Effect.RaiseAlarm(Alarm.RESOLUTION_INTERRUPTED));
      case START_STARTUP_TIMER -> time(EndpointTimer.STARTUP, now.plus(settings.startupTime()));
      case START_RECOVER_WAIT_TIMER ->
          time(EndpointTimer.RECOVER_WAIT, state.facts().timeOfFailure().plus(settings.mclt()));
      case START_AUTO_PARTNER_DOWN_TIMER ->
          settings
              .autoPartnerDown()
              .ifPresent(wait -> time(EndpointTimer.AUTO_PARTNER_DOWN, now.plus(wait)));
      case START_LAST_ALIVE_TIMER ->
          time(EndpointTimer.LAST_ALIVE, now.plus(EndpointFacts.LAST_ALIVE_INTERVAL));
      case RESTART_TIMER -> {
        if (event instanceof EndpointEvent.TimerFired(EndpointTimer timer)) {
          effects.add(new Effect.StartTimer(timer, timerOf(timer)));
        }
      }
      case STORE -> storeAsked = true;
    }
  }

  private void time(EndpointTimer timer, Instant at) {
    state = state.withTimer(timer, at);
  }

  private Instant timerOf(EndpointTimer timer) {
    return Optional.ofNullable(state.timers().get(timer)).orElse(now);
  }

  private void addTimers() {
    for (EndpointTimer timer : EndpointTimer.values()) {
      Optional<Instant> was = Optional.ofNullable(before.timers().get(timer));
      Optional<Instant> is = Optional.ofNullable(state.timers().get(timer));
      if (was.isPresent() && is.isEmpty()) {
        effects.add(new Effect.CancelTimer(timer));
      } else if (is.isPresent() && !is.equals(was)) {
        effects.add(new Effect.StartTimer(timer, is.get()));
      }
    }
  }

  /** The state as it is stored, if it must be. */
  private EndpointState store() {
    // Leaving STARTUP for the stored state changes no fact, but from then on there is operation.
    boolean moved = state.state() != before.state();
    if (!first && !storeAsked && !moved && state.facts().equals(before.facts())) {
      return state;
    }
    boolean operates = operates(before) || operates(state);
    state =
        state.withFacts(
            state
                .facts()
                .asStored(state.lastHeard(), operates ? Optional.of(now) : Optional.empty()));
    effects.addFirst(new Effect.Persist(state.facts()));
    return state;
  }

  private List<Effect> inOrder() {
    ServicePolicy policy = state.policy(settings.mclt());
    if (first || !policy.equals(before.policy(settings.mclt()))) {
      int afterPersist = effects.getFirst() instanceof Effect.Persist ? 1 : 0;
      effects.add(afterPersist, new Effect.PublishPolicy(policy));
    }
    return effects;
  }

  private boolean operates(EndpointState any) {
    return any.policy(settings.mclt()).answersClients();
  }
}
