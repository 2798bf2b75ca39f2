package io.outrigger.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The courses that RFC 8156 draws, as the two machines take them; the primary is left, the
 * secondary right. BNDUPD and BNDREPLY are not theirs and do not show.
 */
class ScenarioTest {
  @Test
  void figure7OutOfRecover() {
    World world = World.inNormal();
    world.secondary.crash();
    world.cut();
    world.now = world.now.plusSeconds(60);
    world.primary.tell(new EndpointEvent.PartnerDownDeclared());
    world.trace.clear();
    world.secondary.start();
    world.connect();
    world.pass(World.MCLT);
    assertThat(world.story())
        .isEqualTo(
            """
                                                                       STARTUP
                         [connection succeeds]
                            <--STATE(COMMUNICATIONS-INTERRUPTED, STARTUP)--< |
               | >--STATE(PARTNER-DOWN)-->
                                                                       RECOVER
                                                        <--STATE(RECOVER)--< |
                                                                <--UPDREQ--< |
               | >--UPDDONE-->
                                                                  RECOVER-WAIT
                                                   <--STATE(RECOVER-WAIT)--< |
                                                                  RECOVER-DONE
                                                   <--STATE(RECOVER-DONE)--< |
            NORMAL
               | >--STATE(NORMAL)-->
                                                                        NORMAL
                                                         <--STATE(NORMAL)--< |
                                                               <--POOLREQ--< |
            """);
  }

  @Test
  void figure8InterruptedAndBack() {
    World world = World.inNormal();
    world.cut();
    world.connect();
    world.settle();
    assertThat(world.story())
        .isEqualTo(
            """
                         [connection broken]
            COMMUNICATIONS-INTERRUPTED
            [alarm COMMUNICATIONS_INTERRUPTED]
                                                    COMMUNICATIONS-INTERRUPTED
                                            [alarm COMMUNICATIONS_INTERRUPTED]
                         [connection succeeds]
                                     <--STATE(COMMUNICATIONS-INTERRUPTED)--< |
               | >--STATE(COMMUNICATIONS-INTERRUPTED)-->
            NORMAL
               | >--STATE(NORMAL)-->
                                                                        NORMAL
                                                         <--STATE(NORMAL)--< |
                                                               <--POOLREQ--< |
            """);
  }

  @Test
  void figure9OutOfPotentialConflict() {
    World world = World.inNormal();
    world.cut();
    world.primary.tell(new EndpointEvent.PartnerDownDeclared());
    world.secondary.tell(new EndpointEvent.PartnerDownDeclared());
    world.trace.clear();
    world.connect();
    world.settle();
    assertThat(world.story())
        .isEqualTo(
            """
                         [connection succeeds]
                                                   <--STATE(PARTNER-DOWN)--< |
               | >--STATE(PARTNER-DOWN)-->
            POTENTIAL-CONFLICT
               | >--STATE(POTENTIAL-CONFLICT)-->
               | >--UPDREQ-->
                                                            POTENTIAL-CONFLICT
                                             <--STATE(POTENTIAL-CONFLICT)--< |
                                                               <--UPDDONE--< |
            CONFLICT-DONE
               | >--STATE(CONFLICT-DONE)-->
                                                                <--UPDREQ--< |
               | >--UPDDONE-->
                                                                        NORMAL
                                                         <--STATE(NORMAL)--< |
            NORMAL
               | >--STATE(NORMAL)-->
                                                               <--POOLREQ--< |
            """);
  }
}
