package io.outrigger.relationship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.endpoint.EndpointFacts;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.endpoint.History;
import io.outrigger.endpoint.StateReport;
import java.io.NotSerializableException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointSerializerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123Z");
  private final EndpointSerializer serializer = new EndpointSerializer();

  private static EndpointFacts facts(
      FailoverState state, Optional<StateReport> partner, History history) {
    return new EndpointFacts(
        state,
        NOW,
        Optional.of(FailoverState.STARTUP),
        partner,
        Optional.of(NOW.minusSeconds(1)),
        Optional.empty(),
        NOW.minusSeconds(2),
        true,
        history,
        true);
  }

  private EndpointRecorded again(EndpointRecorded event) throws NotSerializableException {
    return serializer.fromBinary(serializer.toBinary(event), serializer.manifest(event));
  }

  @Test
  void everyStateAndHistoryComesBackAsItWas() throws NotSerializableException {
    for (FailoverState state : FailoverState.values()) {
      if (state == FailoverState.STARTUP) {
        continue; // never stored
      }
      for (History history : History.values()) {
        StateReport partner =
            new StateReport(state, NOW, true, false, true, Optional.of(NOW.plusSeconds(3)));
        EndpointRecorded event =
            new EndpointRecorded(facts(state, Optional.of(partner), history), 3600, 7, 6);
        assertThat(again(event)).isEqualTo(event);
      }
    }
  }

  @Test
  void whatIsNotKnownComesBackAsNotKnown() throws NotSerializableException {
    EndpointFacts none =
        new EndpointFacts(
            FailoverState.RECOVER,
            NOW,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            NOW,
            false,
            History.UNKNOWN,
            false);
    EndpointRecorded event = new EndpointRecorded(none, 30, 1, 0);
    assertThat(again(event)).isEqualTo(event);
  }

  @Test
  void damagedEventIsNamed() {
    assertThatThrownBy(() -> serializer.fromBinary(new byte[] {8, 99}, "E"))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("99");
    assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "X"))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("newer version");
  }
}
