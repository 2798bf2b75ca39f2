package io.outrigger.endpoint;

import static io.outrigger.endpoint.Endpoints.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.config.FailoverRole;
import io.outrigger.config.StartAlone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The table as such: nothing falls between two rows, none is dead, all stand where the RFC has it.
 */
class TransitionTableTest {
  private static final long SEED = 8156;

  /** Total: a step throws unless exactly one row is met. */
  @Test
  void everyEventMeetsExactlyOneRowInEverySituation() {
    int[] steps = {0};
    everySituation(
        state ->
            events(state)
                .forEach(
                    event -> {
                      Step step = Endpoint.step(state, event, NOW, Endpoints.SETTINGS);
                      assertLawful(state, event, step);
                      steps[0]++;
                    }));
    assertThat(steps[0]).isGreaterThan(50_000);
  }

  /** Covered: from a start on, some course of events takes each row. */
  @Test
  void everyRowIsTaken() {
    TreeSet<String> never = new TreeSet<>(Transitions.table().stream().map(Rule::id).toList());
    Random random = new Random(SEED);
    for (int i = 0; i < 4000 && !never.isEmpty(); i++) {
      walk(random, never);
    }
    assertThat(never).as("rows that nothing leads to; seed " + SEED).isEmpty();
  }

  @Test
  void rowsStandInTheOrderOfTheSections() {
    List<Integer> chapters =
        Transitions.table().stream()
            .map(Rule::id)
            .filter(id -> id.matches("8\\.([3-9]|1\\d)[./].*"))
            .map(id -> Integer.parseInt(id.replaceAll("^8\\.(\\d+).*", "$1")))
            .toList();
    assertThat(chapters).isSorted().contains(3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  }

  @Test
  void idsAreUnique() {
    assertThat(Transitions.table()).extracting(Rule::id).doesNotHaveDuplicates();
  }

  /** What every step owes: a state that can be, stored before anything else, and told. */
  private static void assertLawful(EndpointState before, EndpointEvent event, Step step) {
    List<Effect> effects = step.effects();
    boolean moved = step.next().state() != before.state();
    boolean stored = !effects.isEmpty() && effects.getFirst() instanceof Effect.Persist;
    List<Effect.SendState> sent = Endpoints.effects(step, Effect.SendState.class);
    boolean told =
        step.next().communications() == Communications.DOWN
            || (!sent.isEmpty() && sent.getLast().report().equals(step.next().report()));
    boolean nothing =
        step.rule().verdict() == Verdict.REFUSE || step.rule().verdict() == Verdict.IGNORE;
    boolean lawful =
        step.next().isPossible()
            && Endpoints.effects(step, Effect.Persist.class).size() == (stored ? 1 : 0)
            && (!moved || (stored && told))
            && (!nothing || step.next().equals(before));
    if (!lawful) {
      throw new AssertionError(before + "\n" + event + "\ngives\n" + step);
    }
  }

  private static void everySituation(Consumer<EndpointState> visitor) {
    for (FailoverRole role : FailoverRole.values()) {
      for (FailoverState state : FailoverState.values()) {
        EndpointState base = Endpoints.in(state, role);
        for (EndpointFacts facts : everyFacts(state, base.facts())) {
          for (Communications communications : Communications.values()) {
            for (Optional<UpdateRequest> request : requests()) {
              EndpointState made = with(base, facts, communications, request);
              if (made.isPossible()) {
                visitor.accept(made);
              }
            }
          }
        }
      }
    }
  }

  private static List<EndpointFacts> everyFacts(FailoverState state, EndpointFacts base) {
    List<EndpointFacts> all = new ArrayList<>();
    List<FailoverState> recorded =
        state == FailoverState.STARTUP
            ? Endpoints.REPORTED.stream()
                .filter(s -> s != FailoverState.NORMAL && s != FailoverState.POTENTIAL_CONFLICT)
                .toList()
            : List.of(state);
    List<Optional<StateReport>> partners = new ArrayList<>(List.of(Optional.empty()));
    for (FailoverState partner : Endpoints.REPORTED) {
      partners.add(Optional.of(Endpoints.report(partner)));
      partners.add(Optional.of(Endpoints.report(partner, NOW, true)));
    }
    for (FailoverState each : recorded) {
      for (Optional<StateReport> partner : partners) {
        for (History history : History.values()) {
          all.add(
              new EndpointFacts(
                  each,
                  base.since(),
                  base.previous(),
                  partner,
                  base.lastHeard(),
                  history == History.KEPT ? base.lastOperation() : Optional.empty(),
                  base.timeOfFailure(),
                  partner.isPresent(),
                  history,
                  false));
        }
      }
    }
    return all;
  }

  private static List<Optional<UpdateRequest>> requests() {
    return List.of(
        Optional.empty(),
        Optional.of(new UpdateRequest(1, false)),
        Optional.of(new UpdateRequest(1, true)));
  }

  private static EndpointState with(
      EndpointState base,
      EndpointFacts facts,
      Communications communications,
      Optional<UpdateRequest> request) {
    return new EndpointState(
        base.role(),
        base.inStartup(),
        base.startedAt(),
        facts,
        communications,
        base.lastHeard(),
        request,
        1,
        base.timers());
  }

  private static List<EndpointEvent> events(EndpointState state) {
    List<EndpointEvent> events = new ArrayList<>();
    events.add(new EndpointEvent.Started(Optional.empty()));
    events.add(new EndpointEvent.Started(Optional.of(state.facts())));
    events.add(new EndpointEvent.ConnectionEstablished());
    for (FailoverState partner : Endpoints.REPORTED) {
      events.add(new EndpointEvent.PartnerStateReceived(Endpoints.report(partner)));
      events.add(new EndpointEvent.PartnerStateReceived(Endpoints.report(partner, NOW, true)));
    }
    events.add(new EndpointEvent.PartnerHeard());
    events.add(new EndpointEvent.CommunicationsFailed());
    events.add(new EndpointEvent.DisconnectReceived());
    events.add(new EndpointEvent.UpdReqReceived(7, false));
    events.add(new EndpointEvent.UpdReqReceived(7, true));
    events.add(new EndpointEvent.UpdDoneReceived(0));
    events.add(new EndpointEvent.UpdDoneReceived(state.requestsSent()));
    events.add(new EndpointEvent.UpdDoneOverdue());
    events.add(new EndpointEvent.AcksOverdue());
    events.add(new EndpointEvent.OwedUpdatesSent());
    for (EndpointTimer timer : EndpointTimer.values()) {
      events.add(new EndpointEvent.TimerFired(timer));
    }
    events.add(new EndpointEvent.PartnerDownDeclared());
    events.add(new EndpointEvent.Stopping());
    return events;
  }

  /** From a start, with anything that a partner or an operator may do, in any order. */
  private static void walk(Random random, Set<String> never) {
    EndpointSettings settings =
        new EndpointSettings(
            Duration.ofSeconds(5),
            World.MCLT,
            Optional.of(Duration.ofSeconds(30)),
            random.nextBoolean() ? StartAlone.PARTNER_DOWN : StartAlone.WAIT);
    FailoverRole role = random.nextBoolean() ? FailoverRole.PRIMARY : FailoverRole.SECONDARY;
    Optional<EndpointFacts> stored =
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(
                Endpoints.facts(Endpoints.REPORTED.get(random.nextInt(Endpoints.REPORTED.size()))));
    Instant now = NOW;
    Step step = Endpoint.start(role, new EndpointEvent.Started(stored), now, settings);
    take(step, never);
    for (int i = 0; i < 60; i++) {
      now = now.plusSeconds(random.nextInt(15));
      EndpointState state = step.next();
      List<EndpointEvent> choice = events(state);
      EndpointEvent event = choice.get(random.nextInt(choice.size()));
      if (event instanceof EndpointEvent.PartnerStateReceived(StateReport report)) {
        event = new EndpointEvent.PartnerStateReceived(forgetful(report, random.nextBoolean()));
      }
      step = Endpoint.step(state, event, now, settings);
      assertLawful(state, event, step);
      take(step, never);
    }
  }

  private static StateReport forgetful(StateReport report, boolean communicated) {
    return new StateReport(
        report.state(),
        report.since(),
        report.startup(),
        communicated,
        report.ackStartup(),
        report.partnerDownSince());
  }

  private static void take(Step step, Set<String> never) {
    step.rules().forEach(rule -> never.remove(rule.id()));
  }
}
