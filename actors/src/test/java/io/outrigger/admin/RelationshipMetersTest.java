package io.outrigger.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.endpoint.FailoverState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelationshipMetersTest {
  private final Metrics metrics = new Metrics();

  @AfterEach
  void close() {
    metrics.close();
  }

  /** A relationship that stands still, with a number of its own for each thing that is counted. */
  private record Still(String name, FailoverState state, double skewSeconds)
      implements RelationshipMetrics {

    @Override
    public double secondsInState() {
      return 1.5;
    }

    @Override
    public boolean communicationsOk() {
      return state == FailoverState.NORMAL;
    }

    @Override
    public long owed() {
      return 2;
    }

    @Override
    public long unacked() {
      return 3;
    }

    @Override
    public double oldestOwedAgeSeconds() {
      return 4;
    }

    @Override
    public long reconnects() {
      return 5;
    }

    @Override
    public long updatesSent() {
      return 6;
    }

    @Override
    public long updatesAcked() {
      return 7;
    }

    @Override
    public long updatesRejectedByPartner() {
      return 8;
    }

    @Override
    public long updatesReceived() {
      return 9;
    }

    @Override
    public long updatesAccepted() {
      return 10;
    }

    @Override
    public long updatesRejected() {
      return 11;
    }
  }

  private String scrape() {
    return metrics.registry().scrape();
  }

  @Test
  void everyNumberOfARelationshipIsTold() {
    metrics.watch(new Still("campus", FailoverState.NORMAL, -0.25));
    assertThat(scrape())
        .contains("outrigger_relationship_state{relationship=\"campus\",state=\"normal\"} 1.0")
        .contains(
            "outrigger_relationship_state{relationship=\"campus\",state=\"partner-down\"} 0.0")
        .contains("outrigger_relationship_state_seconds{relationship=\"campus\"} 1.5")
        .contains("outrigger_relationship_communications_ok{relationship=\"campus\"} 1.0")
        .contains("outrigger_relationship_owed{relationship=\"campus\"} 2.0")
        .contains("outrigger_relationship_unacked{relationship=\"campus\"} 3.0")
        .contains("outrigger_relationship_owed_oldest_seconds{relationship=\"campus\"} 4.0")
        .contains("outrigger_relationship_skew_seconds{relationship=\"campus\"} -0.25")
        .contains("outrigger_relationship_reconnects_total{relationship=\"campus\"} 5.0")
        .contains("outrigger_relationship_updates_sent_total{relationship=\"campus\"} 6.0")
        .contains(answered("accepted", 7))
        .contains(answered("rejected", 8))
        .contains("outrigger_relationship_updates_received_total{relationship=\"campus\"} 9.0")
        .contains(decided("accepted", 10))
        .contains(decided("rejected", 11));
  }

  private static String answered(String result, int count) {
    return "outrigger_relationship_updates_answered_total{relationship=\"campus\",result=\""
        + result
        + "\"} "
        + count
        + ".0";
  }

  private static String decided(String result, int count) {
    return answered(result, count).replace("answered", "decided");
  }

  @Test
  void exactlyOneStateIsTheOneOfNow() {
    metrics.watch(new Still("campus", FailoverState.RECOVER_WAIT, 0));
    assertThat(scrape().lines())
        .filteredOn(line -> line.startsWith("outrigger_relationship_state{"))
        .hasSize(FailoverState.values().length)
        .filteredOn(line -> line.endsWith(" 1.0"))
        .containsExactly(
            "outrigger_relationship_state{relationship=\"campus\",state=\"recover-wait\"} 1.0");
  }

  @Test
  void aSkewThatIsNotKnownIsNotZero() {
    metrics.watch(new Still("campus", FailoverState.STARTUP, Double.NaN));
    assertThat(scrape())
        .contains("outrigger_relationship_skew_seconds{relationship=\"campus\"} NaN");
  }

  @Test
  void aRelationshipMadeAnewTakesThePlaceOfTheOldOne() {
    metrics.watch(new Still("campus", FailoverState.NORMAL, 1));
    metrics.watch(new Still("site", FailoverState.NORMAL, 1));
    metrics.watch(new Still("campus", FailoverState.NORMAL, 2));
    assertThat(scrape())
        .contains("outrigger_relationship_skew_seconds{relationship=\"campus\"} 2.0")
        .contains("outrigger_relationship_skew_seconds{relationship=\"site\"} 1.0");
  }

  @Test
  void ofARelationshipThatIsGoneNothingIsTold() {
    metrics.watch(new Still("campus", FailoverState.NORMAL, 1));
    metrics.watch(new Still("site", FailoverState.NORMAL, 1));
    metrics.forget("campus");
    assertThat(scrape()).doesNotContain("\"campus\"").contains("\"site\"");
  }
}
