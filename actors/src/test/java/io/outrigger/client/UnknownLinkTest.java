package io.outrigger.client;

import static io.outrigger.client.TestNetwork.CLIENT;
import static io.outrigger.client.TestNetwork.answer;
import static io.outrigger.client.TestNetwork.from;
import static io.outrigger.client.TestNetwork.na;
import static io.outrigger.client.TestNetwork.pd;
import static io.outrigger.client.TestNetwork.toServer;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Confirm;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.Rebind;
import io.outrigger.dhcp.Renew;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 8415 §18.3: what a server says of a link of which it knows neither prefixes nor pools. */
class UnknownLinkTest {
  private final TestNetwork network = new TestNetwork();

  @BeforeEach
  void nothingIsConfigured() {
    network.forgetTheLink();
  }

  @Test
  void confirmIsNotAnswered() {
    assertThat(network.multicast(new Confirm(1, from(CLIENT, na(1, "2001:db8:1::99"))))).isNull();
    assertThat(network.counters.discardedFor(DiscardReason.NOTHING_TO_SAY)).isEqualTo(1);
  }

  @Test
  void rebindOfWhatAnotherServerMayHaveGivenIsNotAnswered() {
    Rebind rebind = new Rebind(1, from(CLIENT, na(1, "2001:db8:1::99"), pd(2, "2001:db8:9::/56")));
    assertThat(network.multicast(rebind)).isNull();
    assertThat(network.counters.discardedFor(DiscardReason.NOTHING_TO_SAY)).isEqualTo(1);
  }

  /** The client has it from this very server, by its DUID. */
  @Test
  void renewOfWhatIsConfiguredNoMoreEndsIt() {
    Renew renew = new Renew(1, toServer(CLIENT, pd(2, "2001:db8:9::/56")));
    assertThat(
            answer(network.multicast(renew))
                .options()
                .first(IaPdOption.class)
                .flatMap(ia -> ia.options().first(IaPrefixOption.class))
                .map(IaPrefixOption::validLifetimeSeconds))
        .contains(0L);
  }
}
