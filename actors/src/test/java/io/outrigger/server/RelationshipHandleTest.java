package io.outrigger.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.config.Endpoint;
import io.outrigger.config.FailoverRole;
import io.outrigger.config.RelationshipConfig;
import io.outrigger.config.StartAlone;
import io.outrigger.config.TimeSkew;
import io.outrigger.config.TlsConfig;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.endpoint.Communications;
import io.outrigger.endpoint.EndpointFacts;
import io.outrigger.endpoint.EndpointState;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.endpoint.History;
import io.outrigger.partner.LinkParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelationshipHandleTest {
  private static final Instant HEARD = Instant.parse("2030-01-01T00:00:00Z");
  private static final Duration MCLT = Duration.ofHours(1);

  private final RelationshipHandle handle =
      new RelationshipHandle(
          new RelationshipConfig(
              "pair",
              FailoverRole.SECONDARY,
              new Endpoint(Ipv6Address.parse("2001:db8:f::2"), null, 647),
              MCLT,
              Duration.ofMinutes(1),
              100,
              Optional.empty(),
              Duration.ofSeconds(10),
              StartAlone.WAIT,
              TimeSkew.REJECT,
              Duration.ofSeconds(5),
              new TlsConfig.Off()));

  private static EndpointState heardAt(Optional<Instant> heard) {
    EndpointFacts facts =
        new EndpointFacts(
            FailoverState.NORMAL,
            HEARD,
            Optional.empty(),
            Optional.empty(),
            heard,
            Optional.empty(),
            HEARD,
            true,
            History.KEPT,
            false);
    return new EndpointState(
        FailoverRole.SECONDARY,
        false,
        HEARD,
        facts,
        Communications.OK,
        heard,
        Optional.empty(),
        0,
        Map.of());
  }

  /** RFC 8156 §6.5: it does so after its keepalive time, of which a quarter may be over by then. */
  @Test
  void thePartnerIsHeardUntilItMayHaveGivenThisServerUp() {
    assertThat(handle.hearsPartner(HEARD)).isFalse();
    LinkParameters shorter =
        new LinkParameters(MCLT, Duration.ofSeconds(10), 100, List.of(), false, "partner");
    handle.linked(Optional.of(shorter));
    handle.stepped(heardAt(Optional.empty()), MCLT);
    assertThat(handle.hearsPartner(HEARD)).isFalse();
    handle.stepped(heardAt(Optional.of(HEARD)), MCLT);
    assertThat(handle.hearsPartner(HEARD.plusSeconds(6))).isTrue();
    assertThat(handle.hearsPartner(HEARD.plusSeconds(7))).isFalse();
    assertThat(handle.hearsPartner(HEARD.minusSeconds(7))).isFalse(); // the clock was set back
    handle.linked(Optional.empty());
    assertThat(handle.hearsPartner(HEARD)).isFalse();
  }
}
