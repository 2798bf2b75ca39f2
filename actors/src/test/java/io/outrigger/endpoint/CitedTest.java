package io.outrigger.endpoint;

import static io.outrigger.config.FailoverRole.PRIMARY;
import static io.outrigger.config.FailoverRole.SECONDARY;
import static io.outrigger.endpoint.Endpoints.*;
import static io.outrigger.endpoint.FailoverState.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.config.FailoverRole;
import io.outrigger.config.StartAlone;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Cited: a test for every MUST, MUST NOT, SHOULD and MAY of RFC 8156 §8 that a state decides. */
class CitedTest {
  private static final EndpointEvent FAILED = new EndpointEvent.CommunicationsFailed();

  /** §8.1: a new state MUST be communicated while communications are "OK". */
  @Test
  void section81NewStateIsSent() {
    Step step = partner(in(PARTNER_DOWN, PRIMARY, RECOVER), RECOVER_DONE);
    assertThat(effects(step, Effect.SendState.class))
        .extracting(sent -> sent.report().state())
        .containsExactly(NORMAL);
  }

  /** §8.1: new state, partner's state and time MUST be recorded; before the rest (§6.3). */
  @Test
  void section81NewStateIsStoredFirst() {
    Step step = partner(connected(in(COMMUNICATIONS_INTERRUPTED, SECONDARY)), NORMAL);
    Effect.Persist persist = (Effect.Persist) step.effects().getFirst();
    assertThat(persist.facts().state()).isEqualTo(NORMAL);
    assertThat(persist.facts().since()).isEqualTo(NOW);
    assertThat(persist.facts().partner()).map(StateReport::state).contains(NORMAL);
  }

  /** §8.3.1: MUST NOT be responsive in STARTUP. */
  @Test
  void section831StartupAnswersNobody() {
    assertSilent(STARTUP);
  }

  /** §8.3.1: in STARTUP a STATE MUST have the flag, and the previously recorded state. */
  @Test
  void section831StartupSendsFlagAndPreviousState() {
    Step step = step(in(STARTUP, PRIMARY), new EndpointEvent.ConnectionEstablished());
    StateReport sent = effects(step, Effect.SendState.class).getFirst().report();
    assertThat(sent.startup()).isTrue();
    assertThat(sent.state()).isEqualTo(COMMUNICATIONS_INTERRUPTED);
  }

  /** §8.3.2 step 1: SHOULD be configurable to go to PARTNER-DOWN when the partner is not heard. */
  @Test
  void section832MayBeToldToStartAlone() {
    assertThat(unheardAtFirstStart(SECONDARY, StartAlone.WAIT)).isEqualTo(RECOVER);
    assertThat(unheardAtFirstStart(SECONDARY, StartAlone.PARTNER_DOWN)).isEqualTo(PARTNER_DOWN);
    assertThat(unheardAtFirstStart(PRIMARY, StartAlone.WAIT)).isEqualTo(PARTNER_DOWN);
  }

  /** §8.3.2 step 6: SHOULD go to PREVIOUS-STATE when the startup time is over. */
  @Test
  void section832UnheardGoesToPreviousState() {
    Step step = later(in(STARTUP, SECONDARY), EndpointTimer.STARTUP);
    assertThat(step.next().state()).isEqualTo(COMMUNICATIONS_INTERRUPTED);
  }

  /** §8.4: while one is in PARTNER-DOWN, the other MUST NOT operate: who returns to it recovers. */
  @Test
  void section84WhoReturnsToPartnerDownDoesNotOperate() {
    EndpointState starting = connected(in(STARTUP, SECONDARY));
    Step step =
        step(starting, new EndpointEvent.PartnerStateReceived(report(PARTNER_DOWN, NOW, false)));
    assertThat(step.next().state()).isEqualTo(RECOVER);
    assertThat(step.next().policy(World.MCLT).answersClients()).isFalse();
  }

  /** §8.4.1: MUST be responsive, primary or secondary; no MCLT. */
  @Test
  void section841PartnerDownAnswersAllInBothRoles() {
    for (FailoverRole role : FailoverRole.values()) {
      ServicePolicy policy = policy(PARTNER_DOWN, role);
      assertThat(policy.responsiveness()).isEqualTo(Responsiveness.RESPONSIVE);
      assertThat(policy.mcltBound()).isFalse();
    }
  }

  /** §8.4.1: MUST use up its own pool first. */
  @Test
  void section841OwnPoolFirst() {
    assertThat(policy(PARTNER_DOWN, PRIMARY).pool()).isEqualTo(PoolRule.OWN_THEN_PARTNERS);
  }

  /** §8.4.1: the partner's pool, and other clients' leases, MUST wait MCLT from the entry. */
  @Test
  void section841WaitsCountFromTheEntry() {
    Step step =
        step(in(COMMUNICATIONS_INTERRUPTED, PRIMARY), new EndpointEvent.PartnerDownDeclared());
    ServicePolicy policy = effects(step, Effect.PublishPolicy.class).getFirst().policy();
    assertThat(policy.partnerDownSince()).contains(NOW);
    assertThat(policy.partnerPoolFrom()).contains(NOW.plus(World.MCLT));
  }

  /** Nothing in §8.4.1 bounds what a partner gave that was in PARTNER-DOWN itself, and unheard. */
  @Test
  void section841AfterAPartnerInPartnerDownTheWaitsAreThoseOfWholeLifetimes() {
    EndpointState recovered =
        Endpoints.partner(connected(in(RECOVER_DONE, PRIMARY)), PARTNER_DOWN).next();
    Duration valid = World.MCLT.multipliedBy(3);
    for (FailoverState before : List.of(RECOVER_DONE, COMMUNICATIONS_INTERRUPTED)) {
      EndpointState state =
          before == RECOVER_DONE
              ? in(before, PRIMARY).withFacts(recovered.facts())
              : in(before, PRIMARY);
      ServicePolicy policy =
          effects(step(state, new EndpointEvent.PartnerDownDeclared()), Effect.PublishPolicy.class)
              .getFirst()
              .policy();
      boolean late = before == RECOVER_DONE;
      assertThat(policy.partnerPoolFrom()).contains(NOW.plus(World.MCLT));
      assertThat(policy.forLeasesOf(valid, World.MCLT).partnerPoolFrom())
          .contains(NOW.plus(late ? valid : World.MCLT));
      assertThat(policy.forLeasesOf(Duration.ZERO, World.MCLT)).isEqualTo(policy);
    }
  }

  /** The same where not all of what the partner did has been heard. */
  @Test
  void section841AlsoFromTheMiddleOfAConflict() {
    Step step = step(in(RESOLUTION_INTERRUPTED, PRIMARY), new EndpointEvent.PartnerDownDeclared());
    ServicePolicy policy = effects(step, Effect.PublishPolicy.class).getFirst().policy();
    assertThat(policy.partnerUnbound()).isTrue();
    assertThat(step.next().facts().heard(report(NORMAL, NOW, false)).partnerUnbound()).isTrue();
  }

  /** §8.4.2: MUST NOT move on a STATE with the STARTUP flag. */
  @Test
  void section842StartupFlagMovesNothing() {
    for (FailoverState partner : REPORTED) {
      Step step =
          step(
              connected(in(PARTNER_DOWN, PRIMARY)),
              new EndpointEvent.PartnerStateReceived(report(partner, NOW, true)));
      assertThat(step.next().state()).isEqualTo(PARTNER_DOWN);
    }
  }

  /** §8.5: in RECOVER MUST attempt to refresh its storage. */
  @Test
  void section85RecoverAsks() {
    for (FailoverState partner : List.of(NORMAL, PARTNER_DOWN, COMMUNICATIONS_INTERRUPTED)) {
      Step step = partner(connected(in(RECOVER, SECONDARY)), partner);
      assertThat(step.next().updateRequest()).isPresent();
    }
  }

  /** §8.5.1: MUST NOT be responsive in RECOVER. */
  @Test
  void section851RecoverAnswersNobody() {
    assertSilent(RECOVER);
  }

  /** §8.5.2: MUST send UPDREQALL if it lost its storage, which the partner's memory shows. */
  @Test
  void section852LostStorageAsksForAll() {
    Step step = partner(connected(blank(RECOVER)), NORMAL);
    assertThat(effects(step, Effect.SendUpdReqAll.class)).hasSize(1);
    assertThat(effects(step, Effect.SendUpdReq.class)).isEmpty();
  }

  /** §8.5.2: otherwise MUST send UPDREQ. */
  @Test
  void section852KeptStorageAsksForTheRest() {
    Step step = partner(connected(in(RECOVER, SECONDARY)), NORMAL);
    assertThat(effects(step, Effect.SendUpdReq.class)).hasSize(1);
    assertThat(effects(step, Effect.SendUpdReqAll.class)).isEmpty();
  }

  /** §8.5.2: SHOULD drop the connection if neither UPDDONE nor BNDUPD comes. */
  @Test
  void section852StalledUpdateDropsTheConnection() {
    EndpointState asking = partner(connected(in(RECOVER, SECONDARY)), NORMAL).next();
    Step step = step(asking, new EndpointEvent.UpdDoneOverdue());
    assertThat(effects(step, Effect.DropConnection.class)).hasSize(1);
    assertThat(step.next().state()).isEqualTo(RECOVER);
    assertThat(step.next().communications()).isEqualTo(Communications.DOWN);
  }

  /** §8.6.1: MUST NOT be responsive in RECOVER-WAIT. */
  @Test
  void section861RecoverWaitAnswersNobody() {
    assertSilent(RECOVER_WAIT);
  }

  /** §8.6.2: MUST start a timer for TIME-OF-FAILURE plus MCLT. */
  @Test
  void section862RecoverWaitStartsItsTimer() {
    Step step = recovered(in(RECOVER, SECONDARY));
    assertThat(step.next().state()).isEqualTo(RECOVER_WAIT);
    assertThat(effects(step, Effect.StartTimer.class))
        .contains(
            new Effect.StartTimer(
                EndpointTimer.RECOVER_WAIT, step.next().facts().timeOfFailure().plus(World.MCLT)));
  }

  /** §8.6.2: MAY go on at once if failover never ran, for which the partner's word is vital. */
  @Test
  void section862NeverRanDoesNotWait() {
    EndpointState connected = connected(blank(RECOVER));
    StateReport fresh = new StateReport(RECOVER, NOW, false, false, false, Optional.empty());
    EndpointState asking = step(connected, new EndpointEvent.PartnerStateReceived(fresh)).next();
    Step step = step(asking, new EndpointEvent.UpdDoneReceived(asking.requestsSent()));
    assertThat(effects(step, Effect.LogTransition.class))
        .extracting(Effect.LogTransition::to)
        .startsWith(RECOVER_WAIT, RECOVER_DONE);
  }

  /** §8.6.2: SHOULD go on with its timer, and to RECOVER-DONE, while communications have failed. */
  @Test
  void section862TimerRunsWithoutThePartner() {
    Step failed = step(in(RECOVER_WAIT, SECONDARY, PARTNER_DOWN), FAILED);
    assertThat(failed.next().timers()).containsKey(EndpointTimer.RECOVER_WAIT);
    assertThat(later(failed.next(), EndpointTimer.RECOVER_WAIT).next().state())
        .isEqualTo(RECOVER_DONE);
  }

  /** §8.7.1: SHOULD be renew responsive, MUST NOT allocate additional leases. */
  @Test
  void section871RecoverDoneOnlyRenews() {
    ServicePolicy policy = policy(RECOVER_DONE, SECONDARY);
    assertThat(policy.answersOwnServerIdOnly()).isTrue();
    assertThat(policy.givesNewLeases()).isFalse();
    assertThat(policy.mcltBound()).isTrue();
  }

  /** §8.8.1: primary responsive, secondary renew responsive, both bound (§4.4). */
  @Test
  void section881NormalByRole() {
    assertThat(policy(NORMAL, PRIMARY).responsiveness()).isEqualTo(Responsiveness.RESPONSIVE);
    assertThat(policy(NORMAL, SECONDARY).responsiveness())
        .isEqualTo(Responsiveness.RENEW_RESPONSIVE);
    assertThat(policy(NORMAL, PRIMARY).mcltBound()).isTrue();
    assertThat(policy(NORMAL, SECONDARY).mcltBound()).isTrue();
  }

  /** §8.8.2: MAY leave NORMAL if acks do not come. */
  @Test
  void section882NoAcksInterrupts() {
    Step step = step(in(NORMAL, PRIMARY, NORMAL), new EndpointEvent.AcksOverdue());
    assertThat(step.next().state()).isEqualTo(COMMUNICATIONS_INTERRUPTED);
    assertThat(effects(step, Effect.DropConnection.class)).hasSize(1);
  }

  /** §8.9: SHOULD raise an alarm when it comes from NORMAL. */
  @Test
  void section89FromNormalRaisesAnAlarm() {
    assertThat(alarms(step(in(NORMAL, PRIMARY, NORMAL), FAILED)))
        .containsExactly(Alarm.COMMUNICATIONS_INTERRUPTED);
    assertThat(alarms(later(in(STARTUP, PRIMARY), EndpointTimer.STARTUP))).isEmpty();
  }

  /** §8.9.1: MUST respond to all, MUST use its own pool only, MUST NOT exceed the MCLT. */
  @Test
  void section891InterruptedServesWithinBounds() {
    assertServesWithinBounds(COMMUNICATIONS_INTERRUPTED, PRIMARY);
    assertServesWithinBounds(COMMUNICATIONS_INTERRUPTED, SECONDARY);
  }

  /** §8.10.1: MUST NOT process any request in POTENTIAL-CONFLICT. */
  @Test
  void section8101PotentialConflictAnswersNobody() {
    assertSilent(POTENTIAL_CONFLICT);
  }

  /** §8.10.2: upon UPDDONE the primary MUST go to CONFLICT-DONE. */
  @Test
  void section8102UpdDoneMovesThePrimaryToConflictDone() {
    EndpointState asking =
        partner(connected(in(COMMUNICATIONS_INTERRUPTED, PRIMARY)), PARTNER_DOWN).next();
    Step step = step(asking, new EndpointEvent.UpdDoneReceived(asking.requestsSent()));
    assertThat(step.next().state()).isEqualTo(CONFLICT_DONE);
  }

  /** §8.10.2: the secondary SHOULD send UPDREQ once the primary is in CONFLICT-DONE. */
  @Test
  void section8102ConflictDoneMakesTheSecondaryAsk() {
    EndpointState waiting = in(POTENTIAL_CONFLICT, SECONDARY, POTENTIAL_CONFLICT);
    assertThat(effects(partner(waiting, POTENTIAL_CONFLICT), Effect.SendUpdReq.class)).isEmpty();
    assertThat(effects(partner(waiting, CONFLICT_DONE), Effect.SendUpdReq.class)).hasSize(1);
  }

  /** §8.10.2: upon UPDDONE the secondary MUST go to NORMAL. */
  @Test
  void section8102UpdDoneMovesTheSecondaryToNormal() {
    EndpointState asking =
        partner(in(POTENTIAL_CONFLICT, SECONDARY, POTENTIAL_CONFLICT), CONFLICT_DONE).next();
    Step step = step(asking, new EndpointEvent.UpdDoneReceived(asking.requestsSent()));
    assertThat(step.next().state()).isEqualTo(NORMAL);
  }

  /** §8.11: SHOULD raise an alarm. */
  @Test
  void section811RaisesAnAlarm() {
    assertThat(alarms(step(in(POTENTIAL_CONFLICT, PRIMARY, NORMAL), FAILED)))
        .containsExactly(Alarm.RESOLUTION_INTERRUPTED);
  }

  /** §8.11.1: MUST respond to all, SHOULD use its own pool only, MUST NOT exceed the MCLT. */
  @Test
  void section8111ResolutionInterruptedServesWithinBounds() {
    assertServesWithinBounds(RESOLUTION_INTERRUPTED, PRIMARY);
    assertServesWithinBounds(RESOLUTION_INTERRUPTED, SECONDARY);
  }

  /** §8.12.1: the primary is fully responsive. */
  @Test
  void section8121ConflictDoneServesWithinBounds() {
    assertServesWithinBounds(CONFLICT_DONE, PRIMARY);
  }

  private static EndpointState connected(EndpointState down) {
    return step(down, new EndpointEvent.ConnectionEstablished()).next();
  }

  private static EndpointState blank(FailoverState state) {
    return in(state, SECONDARY)
        .withFacts(EndpointFacts.none(NOW.minus(Duration.ofSeconds(5))).inState(state, NOW));
  }

  private static Step recovered(EndpointState recovering) {
    EndpointState asking = partner(connected(recovering), PARTNER_DOWN).next();
    return step(asking, new EndpointEvent.UpdDoneReceived(asking.requestsSent()));
  }

  private static FailoverState unheardAtFirstStart(FailoverRole role, StartAlone alone) {
    EndpointSettings settings =
        new EndpointSettings(Duration.ofSeconds(5), World.MCLT, Optional.empty(), alone);
    Step start = Endpoint.start(role, new EndpointEvent.Started(Optional.empty()), NOW, settings);
    return Endpoint.step(
            start.next(),
            new EndpointEvent.TimerFired(EndpointTimer.STARTUP),
            NOW.plusSeconds(5),
            settings)
        .next()
        .state();
  }

  private static List<Alarm> alarms(Step step) {
    return effects(step, Effect.RaiseAlarm.class).stream().map(Effect.RaiseAlarm::alarm).toList();
  }

  private static ServicePolicy policy(FailoverState state, FailoverRole role) {
    return ServicePolicy.of(state, role, NOW, World.MCLT);
  }

  private static void assertSilent(FailoverState state) {
    for (FailoverRole role : FailoverRole.values()) {
      assertThat(policy(state, role).answersClients()).isFalse();
      assertThat(policy(state, role).givesNewLeases()).isFalse();
    }
  }

  private static void assertServesWithinBounds(FailoverState state, FailoverRole role) {
    ServicePolicy policy = policy(state, role);
    assertThat(policy.responsiveness()).isEqualTo(Responsiveness.RESPONSIVE);
    assertThat(policy.pool()).isEqualTo(PoolRule.OWN);
    assertThat(policy.mcltBound()).isTrue();
    assertThat(policy.partnerPoolFrom()).isEmpty();
  }
}
