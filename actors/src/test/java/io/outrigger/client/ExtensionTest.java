package io.outrigger.client;

import static io.outrigger.client.TestNetwork.CLIENT;
import static io.outrigger.client.TestNetwork.answer;
import static io.outrigger.client.TestNetwork.from;
import static io.outrigger.client.TestNetwork.na;
import static io.outrigger.client.TestNetwork.pd;
import static io.outrigger.client.TestNetwork.toServer;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.Message;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.Rebind;
import io.outrigger.dhcp.Renew;
import io.outrigger.dhcp.Request;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import io.outrigger.endpoint.Responsiveness;
import io.outrigger.lease.ClientContext;
import io.outrigger.lease.ClientIa;
import io.outrigger.lease.LeaseTransitions;
import io.outrigger.lease.LifetimePolicy;
import io.outrigger.pool.LeaseChange;
import java.util.List;
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

  /** As if the operator had reserved the address for another client since. */
  private static void holdsWhatIsReservedForAnother(TestNetwork network) {
    network
        .pool("reserved")
        .enter(
            new LeaseChange.Put(
                LeaseTransitions.granted(
                    null,
                    TestNetwork.RESERVED,
                    new ClientIa(CLIENT, 1),
                    ClientContext.NONE,
                    TestNetwork.ADDRESSES.boundedBy(LifetimePolicy.INFINITE),
                    network.clock.instant())));
  }

  private static IaAddressOption ended(Ipv6Prefix address) {
    return new IaAddressOption(address.address(), 0, 0, Options.EMPTY);
  }

  @Test
  void whatMayNotBeKeptIsEndedAndReplaced() {
    for (boolean rebind : List.of(false, true)) {
      TestNetwork network = new TestNetwork();
      holdsWhatIsReservedForAnother(network);
      String named = TestNetwork.RESERVED.address().toString();
      List<IaAddressOption> answered =
          naOf(ask(
                  network,
                  rebind
                      ? new Rebind(1, from(CLIENT, na(1, named)))
                      : new Renew(1, toServer(CLIENT, na(1, named)))))
              .all(IaAddressOption.class);
      assertThat(answered).hasSize(2).contains(ended(TestNetwork.RESERVED));
      IaAddressOption replacement = answered.getFirst();
      assertThat(replacement.validLifetimeSeconds()).isEqualTo(1000);
      // It is nobody else's before its time: the answer may be lost.
      assertThat(network.pool("reserved").lease(TestNetwork.RESERVED)).isNotNull();
      List<IaAddressOption> again =
          naOf(ask(
                  network,
                  new Renew(1, toServer(CLIENT, na(1, named, replacement.address().toString())))))
              .all(IaAddressOption.class);
      assertThat(again).containsExactly(replacement, ended(TestNetwork.RESERVED));
    }
  }

  @Test
  void whatMayNotBeKeptIsEndedWhereNothingReplacesIt() {
    holdsWhatIsReservedForAnother(withoutRapidCommit);
    String named = TestNetwork.RESERVED.address().toString();
    Options ia = naOf(ask(withoutRapidCommit, new Rebind(1, from(CLIENT, na(1, named)))));
    assertThat(ia.all()).containsExactly(ended(TestNetwork.RESERVED));
    holdsWhatIsReservedForAnother(network);
    for (int i = 0; i < 18; i++) {
      Duid other = Duid.of((byte) 0, (byte) 3, (byte) 0, (byte) 1, (byte) i, (byte) 9);
      ask(network, new Request(1, toServer(other, na(1))));
    }
    ia = naOf(ask(network, new Renew(1, toServer(CLIENT, na(1, named)))));
    assertThat(ia.all()).containsExactly(ended(TestNetwork.RESERVED));
  }

  /** On a link of several relationships each pool goes by its own (RFC 8156 §8.1). */
  @Test
  void whatAPoolThatMayNotAnswerMayKnowIsLeftOut() {
    network.respond("pd56", Responsiveness.RENEW_RESPONSIVE);
    Rebind rebind =
        new Rebind(1, from(CLIENT, na(1, "2001:db8:1::10"), pd(2, "2001:db8:200::/56")));
    ClientServerMessage reply = ask(network, rebind);
    assertThat(status(naOf(reply))).isEqualTo(StatusCode.NO_BINDING);
    assertThat(reply.options().has(IaPdOption.class)).isFalse();
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

  /** One server has a new configuration, its partner not yet: each has pools of its own. */
  @Test
  void whatOnlyThePartnersPoolsMayHaveIsLeftOut() {
    IaNaOption address = na(1, "2001:db8:1::beef");
    IaPdOption prefix = pd(2, "2001:db8:900::/60");
    network.partnerDiffers = true;
    assertThat(network.multicast(new Rebind(1, from(CLIENT, address, prefix)))).isNull();
    assertThat(network.multicast(new Renew(1, toServer(CLIENT, address, prefix)))).isNull();
    ClientServerMessage elsewhere =
        ask(network, new Renew(1, toServer(CLIENT, na(1, "2001:db8:9::1"))));
    assertThat(naOf(elsewhere).first(IaAddressOption.class).orElseThrow().validLifetimeSeconds())
        .isZero();
    ClientServerMessage inPool =
        ask(network, new Renew(1, toServer(CLIENT, na(1, "2001:db8:1::10"))));
    assertThat(status(naOf(inPool))).isEqualTo(StatusCode.NO_BINDING);
    network.partnerDiffers = false;
    ClientServerMessage reply = ask(network, new Rebind(1, from(CLIENT, address, prefix)));
    assertThat(status(naOf(reply))).isEqualTo(StatusCode.NO_BINDING);
    assertThat(pdOf(reply).first(IaPrefixOption.class).orElseThrow().validLifetimeSeconds())
        .isZero();
  }
}
