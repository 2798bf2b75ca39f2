package io.outrigger.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.config.FailoverRole;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.endpoint.Responsiveness;
import io.outrigger.pool.PoolPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each cell of the table that operators read, against the rule that the pools follow. */
class ServiceByStateTest {
  private static final Path PAGE = Path.of("..", "docs", "service-by-state.md");
  private static final Duration MCLT = Duration.ofHours(1);

  @Test
  void pageIsWhatTheCodeSays() throws IOException {
    if ("write".equals(System.getProperty("outrigger.docs"))) {
      Files.writeString(PAGE, ServiceByState.page());
    }
    assertThat(PAGE)
        .as("stale; run this test with -Doutrigger.docs=write")
        .hasContent(ServiceByState.page());
  }

  /** RFC 8156 §8.3.1, §8.4.1, §8.5.1, §8.6.1, §8.7.1, §8.8.1, §8.9.1, §8.10.1, §8.11.1, §8.12.1. */
  @Test
  void everyStateAndRoleHasTheResponsivenessOfItsSection() {
    Map<FailoverState, Responsiveness> primary = new HashMap<>();
    primary.put(FailoverState.STARTUP, Responsiveness.UNRESPONSIVE);
    primary.put(FailoverState.PARTNER_DOWN, Responsiveness.RESPONSIVE);
    primary.put(FailoverState.RECOVER, Responsiveness.UNRESPONSIVE);
    primary.put(FailoverState.RECOVER_WAIT, Responsiveness.UNRESPONSIVE);
    primary.put(FailoverState.RECOVER_DONE, Responsiveness.RENEW_RESPONSIVE);
    primary.put(FailoverState.NORMAL, Responsiveness.RESPONSIVE);
    primary.put(FailoverState.COMMUNICATIONS_INTERRUPTED, Responsiveness.RESPONSIVE);
    primary.put(FailoverState.POTENTIAL_CONFLICT, Responsiveness.UNRESPONSIVE);
    primary.put(FailoverState.RESOLUTION_INTERRUPTED, Responsiveness.RESPONSIVE);
    primary.put(FailoverState.CONFLICT_DONE, Responsiveness.RESPONSIVE);
    for (ServiceByState.Row row : ServiceByState.rows()) {
      boolean follows = row.state() == FailoverState.NORMAL && row.role() == FailoverRole.SECONDARY;
      assertThat(row.policy().responsiveness())
          .as("%s %s", row.state(), row.role())
          .isEqualTo(follows ? Responsiveness.RENEW_RESPONSIVE : primary.get(row.state()));
    }
  }

  @Test
  void poolsAreToldTheSame() {
    for (ServiceByState.Row row : ServiceByState.rows()) {
      PoolPolicy told =
          EndpointWork.poolPolicy(row.policy(), row.role() == FailoverRole.PRIMARY, MCLT);
      String cell = row.state() + " " + row.role();
      assertThat(told.serves()).as(cell).isEqualTo(row.policy().answersClients());
      assertThat(told.newLeases()).as(cell).isEqualTo(ServiceByState.givesNew(row));
      assertThat(told.leadBound()).as(cell).isEqualTo(row.state() != FailoverState.PARTNER_DOWN);
      assertThat(told.partnerDown()).as(cell).isEqualTo(row.state() == FailoverState.PARTNER_DOWN);
      assertThat(told.balances())
          .as(cell)
          .isEqualTo(row.state() == FailoverState.NORMAL && row.role() == FailoverRole.PRIMARY);
      assertThat(told.inTouch()).as(cell).isEqualTo(row.state() == FailoverState.NORMAL);
      assertThat(told.mcltSeconds()).as(cell).isEqualTo(MCLT.toSeconds());
    }
  }
}
