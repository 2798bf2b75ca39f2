package io.outrigger.endpoint;

import static io.outrigger.config.FailoverRole.PRIMARY;
import static io.outrigger.config.FailoverRole.SECONDARY;
import static io.outrigger.endpoint.Endpoints.*;
import static io.outrigger.endpoint.FailoverState.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What RFC 8156 §8 leaves open, as we have it. */
class SettledPointsTest {
  @Test
  void blankPairIsNormalWithoutWaiting() {
    World world = new World();
    world.primary.start();
    world.secondary.start();
    world.connect();
    world.settle();
    assertThat(world.states()).isEqualTo("NORMAL / NORMAL");
  }

  @Test
  void lostStorageIsAskedForInFullEvenAfterARestartInTheMiddle() {
    World world = World.inNormal();
    world.secondary.crash();
    world.cut();
    world.secondary.disk = Optional.empty();
    world.secondary.start();
    world.connect();
    while (world.secondary.endpoint().updateRequest().isEmpty()) {
      world.secondary.receive();
    }
    world.secondary.crash();
    world.cut();
    world.secondary.start();
    world.connect();
    world.settle();
    assertThat(world.trace).filteredOn(line -> line.contains("UPDREQALL")).hasSize(2);
    assertThat(world.trace).filteredOn(line -> line.contains("UPDREQ-")).isEmpty();
    assertThat(world.secondary.endpoint().facts().history()).isEqualTo(History.KEPT);
  }

  @Test
  void primaryThatServedAloneOnALostStorageAsksForItWhenNormal() {
    World world = World.inNormal();
    world.secondary.crash();
    world.primary.crash();
    world.primary.disk = Optional.empty();
    world.now = world.now.plusSeconds(60);
    world.primary.start();
    world.pass(World.SETTINGS.startupTime());
    assertThat(world.primary.state()).isEqualTo(PARTNER_DOWN);
    world.secondary.start();
    world.connect();
    world.pass(World.MCLT);
    assertThat(world.states()).isEqualTo("NORMAL / NORMAL");
    assertThat(world.trace).anyMatch(line -> line.startsWith("   | >--UPDREQALL"));
  }

  @Test
  void partnerDownKeepsItsStartThroughARestart() {
    EndpointFacts stored = facts(PARTNER_DOWN);
    Step start =
        Endpoint.start(PRIMARY, new EndpointEvent.Started(Optional.of(stored)), NOW, SETTINGS);
    Step step = later(start.next(), EndpointTimer.STARTUP);
    assertThat(step.next().state()).isEqualTo(PARTNER_DOWN);
    assertThat(step.next().since()).isEqualTo(stored.since());
    assertThat(effects(step, Effect.Persist.class)).hasSize(1);
  }

  @Test
  void timeInWhichNoClientIsAnsweredIsNoOperation() {
    EndpointState recovering = in(RECOVER, SECONDARY);
    Step tick = later(recovering, EndpointTimer.LAST_ALIVE);
    assertThat(tick.next().facts().lastOperation()).isEqualTo(recovering.facts().lastOperation());
    Step serving = later(in(NORMAL, PRIMARY, NORMAL), EndpointTimer.LAST_ALIVE);
    assertThat(serving.next().facts().lastOperation()).contains(NOW.plusSeconds(3600));
  }

  @Test
  void restartInRecoverStaysOnTheWayOfRecovery() {
    World world = World.inNormal();
    world.secondary.crash();
    world.cut();
    world.now = world.now.plusSeconds(60);
    world.primary.tell(new EndpointEvent.PartnerDownDeclared());
    world.now = world.now.plusSeconds(1);
    world.secondary.start();
    world.connect();
    world.pass(EndpointFacts.LAST_ALIVE_INTERVAL.multipliedBy(3));
    world.secondary.crash();
    world.cut();
    world.secondary.start();
    world.connect();
    world.settle();
    assertThat(world.trace).noneMatch(line -> line.contains("POTENTIAL-CONFLICT"));
    assertThat(world.primary.state()).isIn(PARTNER_DOWN, NORMAL);
  }

  @Test
  void wrongStateInNormalGoesOnFromInterruptedInTheSameStep() {
    Step step = partner(in(NORMAL, PRIMARY, NORMAL), PARTNER_DOWN);
    assertThat(effects(step, Effect.LogTransition.class))
        .extracting(Effect.LogTransition::to)
        .isEqualTo(List.of(COMMUNICATIONS_INTERRUPTED, POTENTIAL_CONFLICT));
    assertThat(effects(step, Effect.Persist.class)).hasSize(1);
  }

  @Test
  void commandInNormalIsNotUndoneByThePartnersKnownState() {
    Step step = step(in(NORMAL, PRIMARY, NORMAL), new EndpointEvent.PartnerDownDeclared());
    assertThat(step.next().state()).isEqualTo(PARTNER_DOWN);
  }

  @Test
  void commandIsRefusedWithAReasonWhileThePartnerIsThere() {
    for (FailoverState state : List.of(RECOVER, RECOVER_WAIT, RECOVER_DONE, POTENTIAL_CONFLICT)) {
      Step step = step(in(state, SECONDARY, PARTNER_DOWN), new EndpointEvent.PartnerDownDeclared());
      assertThat(step.refused()).isTrue();
      assertThat(step.rule().reason()).contains("the partner is there");
      assertThat(step.effects()).hasOnlyElementsOfType(Effect.LogRefusal.class);
    }
  }

  @Test
  void serverThatRecoversFromAPartnerThatIsGoneForGoodCanBeToldToServe() {
    for (FailoverState state : List.of(STARTUP, RECOVER, RECOVER_WAIT, RECOVER_DONE)) {
      Step step = step(in(state, SECONDARY), new EndpointEvent.PartnerDownDeclared());
      assertThat(step.next().state()).isEqualTo(PARTNER_DOWN);
    }
  }

  @Test
  void leavingStartupUnheardIsToldToAPartnerThatKnowsTheFlag() {
    EndpointState connected =
        step(in(STARTUP, PRIMARY), new EndpointEvent.ConnectionEstablished()).next();
    Step step = later(connected, EndpointTimer.STARTUP);
    assertThat(effects(step, Effect.SendState.class))
        .extracting(sent -> sent.report().startup())
        .containsExactly(false);
  }

  @Test
  void timerThatFiresEarlyRunsForTheRest() {
    Step step =
        step(in(RECOVER_WAIT, SECONDARY), new EndpointEvent.TimerFired(EndpointTimer.RECOVER_WAIT));
    assertThat(step.next().state()).isEqualTo(RECOVER_WAIT);
    assertThat(step.effects())
        .containsExactly(new Effect.StartTimer(EndpointTimer.RECOVER_WAIT, NOW.plusSeconds(3)));
  }

  @Test
  void policyIsPublishedBeforeTheStateIsSent() {
    Step step = partner(in(PARTNER_DOWN, PRIMARY, RECOVER), NORMAL);
    assertThat(step.effects().subList(0, 2))
        .extracting(effect -> effect.getClass().getSimpleName())
        .containsExactly("Persist", "PublishPolicy");
  }

  @Test
  void answerToAnEarlierRequestMeansNothing() {
    EndpointState asking =
        partner(in(POTENTIAL_CONFLICT, SECONDARY, POTENTIAL_CONFLICT), CONFLICT_DONE).next();
    Step step = step(asking, new EndpointEvent.UpdDoneReceived(asking.requestsSent() - 1));
    assertThat(step.next()).isEqualTo(asking);
  }

  @Test
  void everyStateButNormalSaysWhatItWaitsFor() {
    for (FailoverState state : FailoverState.values()) {
      EndpointState endpoint = in(state, PRIMARY);
      assertThat(endpoint.waiting().what().isEmpty()).isEqualTo(state == NORMAL);
    }
    assertThat(in(RECOVER_WAIT, PRIMARY).waiting().until()).contains(NOW.plusSeconds(3));
  }
}
