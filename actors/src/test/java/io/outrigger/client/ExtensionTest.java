package io.outrigger.client;

import static io.outrigger.client.TestNetwork.CLIENT;
import static io.outrigger.client.TestNetwork.answer;
import static io.outrigger.client.TestNetwork.from;
import static io.outrigger.client.TestNetwork.na;
import static io.outrigger.client.TestNetwork.pd;
import static io.outrigger.client.TestNetwork.toServer;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.Message;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.Rebind;
import io.outrigger.dhcp.Request;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import org.junit.jupiter.api.Test;

/** RFC 8415 §18.3.4, §18.3.5: RENEW and REBIND of what cannot simply be extended. */
class ExtensionTest {
  private final TestNetwork network = new TestNetwork();
  private final TestNetwork withoutRapidCommit = new TestNetwork(false, 0, null);

  private static ClientServerMessage ask(TestNetwork network, Message message) {
    return answer(network.multicast(message));
  }

  private static Options naOf(ClientServerMessage answer) {
    return answer.options().first(IaNaOption.class).orElseThrow().options();
  }

  private static Options pdOf(ClientServerMessage answer) {
    return answer.options().first(IaPdOption.class).orElseThrow().options();
  }

  private static StatusCode status(Options options) {
    return options.first(StatusCodeOption.class).orElseThrow().status();
  }

  @Test
  void rebindOfAnEmptyIaIsNoBindingWhereItCreatesNothing() {
    ClientServerMessage reply =
        ask(withoutRapidCommit, new Rebind(1, from(CLIENT, na(1), pd(2, "::/56"))));
    assertThat(status(naOf(reply))).isEqualTo(StatusCode.NO_BINDING);
    assertThat(status(pdOf(reply))).isEqualTo(StatusCode.NO_BINDING);
    assertThat(naOf(ask(network, new Rebind(1, from(CLIENT, na(1))))).has(IaAddressOption.class))
        .isTrue();
  }

  @Test
  void rebindOfAnEmptyIaExtendsWhatItHoldsInAnyPool() {
    ask(withoutRapidCommit, new Request(1, toServer(CLIENT, pd(2, "2001:db8:200:300::/56"))));
    IaPrefixOption prefix =
        pdOf(ask(withoutRapidCommit, new Rebind(1, from(CLIENT, pd(2)))))
            .first(IaPrefixOption.class)
            .orElseThrow();
    assertThat(prefix.prefixLength()).isEqualTo(56);
    assertThat(prefix.validLifetimeSeconds()).isEqualTo(900);
  }
}
