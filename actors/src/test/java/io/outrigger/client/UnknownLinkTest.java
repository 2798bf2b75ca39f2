package io.outrigger.client;

import static io.outrigger.client.TestNetwork.CLIENT;
import static io.outrigger.client.TestNetwork.from;
import static io.outrigger.client.TestNetwork.na;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Confirm;
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
}
