package io.outrigger.client;

import static io.outrigger.client.TestNetwork.CLIENT;
import static io.outrigger.client.TestNetwork.SERVER;
import static io.outrigger.client.TestNetwork.answer;
import static io.outrigger.client.TestNetwork.from;
import static io.outrigger.client.TestNetwork.na;
import static io.outrigger.client.TestNetwork.pd;
import static io.outrigger.client.TestNetwork.toServer;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Advertise;
import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.Confirm;
import io.outrigger.dhcp.Decline;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.IaTaOption;
import io.outrigger.dhcp.InformationRequest;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.Message;
import io.outrigger.dhcp.OptionRequestOption;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.PdExcludeOption;
import io.outrigger.dhcp.PreferenceOption;
import io.outrigger.dhcp.RapidCommitOption;
import io.outrigger.dhcp.Rebind;
import io.outrigger.dhcp.Release;
import io.outrigger.dhcp.Renew;
import io.outrigger.dhcp.Reply;
import io.outrigger.dhcp.Request;
import io.outrigger.dhcp.ServerIdOption;
import io.outrigger.dhcp.Solicit;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 8415 §18.3: what the answers say. */
class LeaseAnswersTest {
  private final TestNetwork network = new TestNetwork();

  private ClientServerMessage ask(Message message) {
    return answer(network.multicast(message));
  }

  private static IaNaOption naOf(ClientServerMessage answer, int iaid) {
    return answer.options().all(IaNaOption.class).stream()
        .filter(ia -> ia.iaid() == iaid)
        .findFirst()
        .orElseThrow();
  }

  private static IaPdOption pdOf(ClientServerMessage answer) {
    return answer.options().first(IaPdOption.class).orElseThrow();
  }

  private static IaAddressOption addressOf(ClientServerMessage answer, int iaid) {
    return naOf(answer, iaid).options().first(IaAddressOption.class).orElseThrow();
  }

  private static IaPrefixOption prefixOf(ClientServerMessage answer) {
    return pdOf(answer).options().first(IaPrefixOption.class).orElseThrow();
  }

  private static StatusCode status(Options options) {
    return options.first(StatusCodeOption.class).orElseThrow().status();
  }

  private Ipv6Address leased(Duid client) {
    return addressOf(ask(new Request(1, toServer(client, na(1)))), 1).address();
  }

  private static Duid client(int number) {
    return Duid.of((byte) 0, (byte) 3, (byte) 0, (byte) 1, (byte) number, (byte) 9);
  }

  @Test
  void solicitIsAdvertisedWithBothIdentifiersAndNothingStored() {
    ClientServerMessage advertise = ask(new Solicit(0x123456, from(CLIENT, na(1), pd(2))));
    assertThat(advertise).isInstanceOf(Advertise.class);
    assertThat(advertise.transactionId()).isEqualTo(0x123456);
    assertThat(advertise.options().all())
        .startsWith(new ServerIdOption(SERVER), new ClientIdOption(CLIENT));
    assertThat(addressOf(advertise, 1).validLifetimeSeconds()).isEqualTo(1000);
    assertThat(prefixOf(advertise).prefixLength()).isEqualTo(60);
    network.pools.values().forEach(pool -> assertThat(pool.events()).isEmpty());
  }

  @Test
  void t1AndT2AreTheSmallestOfAllIas() {
    ClientServerMessage reply = ask(new Request(1, toServer(CLIENT, na(1), pd(2), na(3))));
    assertThat(naOf(reply, 1).t1Seconds()).isEqualTo(200);
    assertThat(naOf(reply, 1).t2Seconds()).isEqualTo(320);
    assertThat(naOf(reply, 3).t1Seconds()).isEqualTo(200);
    assertThat(pdOf(reply).t2Seconds()).isEqualTo(320);
    assertThat(addressOf(reply, 1).address()).isNotEqualTo(addressOf(reply, 3).address());
  }

  @Test
  void rapidCommitIsAnsweredWithAReplyWhereItIsOn() {
    ClientServerMessage reply = ask(new Solicit(1, from(CLIENT, new RapidCommitOption(), na(1))));
    assertThat(reply).isInstanceOf(Reply.class);
    assertThat(reply.options().has(RapidCommitOption.class)).isTrue();
    assertThat(network.pool("small").lease(Ipv6Prefix.of(addressOf(reply, 1).address())))
        .isNotNull();
    TestNetwork without = new TestNetwork(false, 0, null);
    assertThat(without.multicast(new Solicit(1, from(CLIENT, new RapidCommitOption(), na(1)))))
        .isInstanceOf(Advertise.class);
  }

  @Test
  void preferenceStandsInAdvertiseAlone() {
    TestNetwork preferred = new TestNetwork(true, 200, null);
    ClientServerMessage advertise =
        answer(preferred.multicast(new Solicit(1, from(CLIENT, na(1)))));
    assertThat(advertise.options().first(PreferenceOption.class))
        .contains(new PreferenceOption(200));
    ClientServerMessage reply =
        answer(preferred.multicast(new Request(1, toServer(CLIENT, na(1)))));
    assertThat(reply.options().has(PreferenceOption.class)).isFalse();
    assertThat(ask(new Solicit(1, from(CLIENT, na(1)))).options().has(PreferenceOption.class))
        .isFalse();
  }

  @Test
  void addressesSpillOverIntoTheNextPoolAndEndWithNoAddrsAvail() {
    for (int i = 0; i < 18; i++) {
      leased(client(i));
    }
    ClientServerMessage reply = ask(new Request(1, toServer(client(99), na(1), pd(2))));
    assertThat(status(naOf(reply, 1).options())).isEqualTo(StatusCode.NO_ADDRS_AVAIL);
    assertThat(naOf(reply, 1).options().has(IaAddressOption.class)).isFalse();
    assertThat(prefixOf(reply).prefixLength()).isEqualTo(60);
    ClientServerMessage advertise = ask(new Solicit(1, from(client(99), na(1))));
    assertThat(status(naOf(advertise, 1).options())).isEqualTo(StatusCode.NO_ADDRS_AVAIL);
  }

  @Test
  void fullDelegationsEndWithNoPrefixAvail() {
    for (int i = 0; i < 18; i++) {
      ask(new Request(1, toServer(client(i), pd(1))));
    }
    assertThat(status(pdOf(ask(new Request(1, toServer(client(99), pd(1))))).options()))
        .isEqualTo(StatusCode.NO_PREFIX_AVAIL);
    assertThat(status(pdOf(ask(new Solicit(1, from(client(99), pd(1))))).options()))
        .isEqualTo(StatusCode.NO_PREFIX_AVAIL);
  }

  @Test
  void iasBeyondTheLimitAreLeftOut() {
    Options.Builder options = Options.builder().addAll(toServer(CLIENT));
    for (int iaid = 0; iaid < IaPlanner.MOST_IAS + 5; iaid++) {
      options.add(na(iaid));
    }
    ClientServerMessage reply = ask(new Request(1, options.build()));
    assertThat(reply.options().all(IaNaOption.class)).hasSize(IaPlanner.MOST_IAS);
  }

  @Test
  void temporaryAddressesAreRefused() {
    IaTaOption ia = new IaTaOption(5, Options.EMPTY);
    for (Message message :
        List.of(new Solicit(1, from(CLIENT, ia)), new Request(1, toServer(CLIENT, ia)))) {
      IaTaOption answered = ask(message).options().first(IaTaOption.class).orElseThrow();
      assertThat(answered.iaid()).isEqualTo(5);
      assertThat(status(answered.options())).isEqualTo(StatusCode.NO_ADDRS_AVAIL);
    }
  }

  @Test
  void requestForAnAddressOfAnotherLinkIsNotOnLinkForThatIaAlone() {
    ClientServerMessage reply =
        ask(new Request(1, toServer(CLIENT, na(1, "2001:db8:9::1"), na(2))));
    assertThat(status(naOf(reply, 1).options())).isEqualTo(StatusCode.NOT_ON_LINK);
    assertThat(addressOf(reply, 2)).isNotNull();
  }

  /** RFC 8415 §18.3.2: NotOnLink is of addresses alone. */
  @Test
  void requestForAPrefixOfAnotherLinkGetsOneOfThisOne() {
    ClientServerMessage reply = ask(new Request(1, toServer(CLIENT, pd(1, "2001:db8:999::/60"))));
    IaPdOption answered = reply.options().first(IaPdOption.class).orElseThrow();
    assertThat(answered.options().all(IaPrefixOption.class)).hasSize(1);
    assertThat(answered.options().has(StatusCodeOption.class)).isFalse();
  }

  @Test
  void requestForATemporaryAddressOfAnotherLinkIsNotOnLink() {
    IaTaOption ia = new IaTaOption(5, na(1, "2001:db8:9::1").options());
    ClientServerMessage reply = ask(new Request(1, toServer(CLIENT, ia)));
    assertThat(status(reply.options().first(IaTaOption.class).orElseThrow().options()))
        .isEqualTo(StatusCode.NOT_ON_LINK);
  }

  /** What is on such a link nobody knows; that there is nothing to give is certain. */
  @Test
  void requestOnALinkWithoutPrefixesHearsThatThereIsNothingForIt() {
    network.forgetTheLink();
    ClientServerMessage reply =
        ask(new Request(1, toServer(CLIENT, na(1, "2001:db8:1::10"), pd(2, "2001:db8:100::/60"))));
    assertThat(status(naOf(reply, 1).options())).isEqualTo(StatusCode.NO_ADDRS_AVAIL);
    assertThat(status(reply.options().first(IaPdOption.class).orElseThrow().options()))
        .isEqualTo(StatusCode.NO_PREFIX_AVAIL);
  }

  @Test
  void solicitWithAHintOfAnotherLinkGetsAnAddressOfThisOne() {
    ClientServerMessage advertise = ask(new Solicit(1, from(CLIENT, na(1, "2001:db8:9::1"))));
    assertThat(TestNetwork.ON_LINK.contains(addressOf(advertise, 1).address())).isTrue();
  }

  @Test
  void hintOfAFreeAddressInAnyPoolIsHonoured() {
    assertThat(addressOf(ask(new Solicit(1, from(CLIENT, na(1, "2001:db8:1::2a")))), 1).address())
        .isEqualTo(Ipv6Address.parse("2001:db8:1::2a"));
  }

  @Test
  void clientInTheSecondPoolKeepsItsLeaseWhenItAsksAnew() {
    Ipv6Address address =
        addressOf(ask(new Request(1, toServer(CLIENT, na(1, "2001:db8:1::2a")))), 1).address();
    assertThat(leased(CLIENT)).isEqualTo(address);
  }

  @Test
  void reservedAddressGoesToItsClient() {
    assertThat(leased(TestNetwork.RESERVED_FOR)).isEqualTo(TestNetwork.RESERVED.address());
    assertThat(
            addressOf(ask(new Request(1, toServer(CLIENT, na(1, "2001:db8:1::77")))), 1).address())
        .isNotEqualTo(TestNetwork.RESERVED.address());
  }

  @Test
  void prefixExcludeIsToldToThoseWhoKnowIt() {
    ClientServerMessage reply =
        ask(new Request(1, toServer(CLIENT, new OptionRequestOption(List.of(67)), pd(1))));
    assertThat(prefixOf(reply).options().first(PdExcludeOption.class))
        .contains(new PdExcludeOption(64, Bytes.of((byte) 0x50)));
    assertThat(prefixOf(ask(new Request(1, toServer(client(2), pd(1))))).options().isEmpty())
        .isTrue();
  }

  @Test
  void renewExtendsAndEndsWhatElseTheClientNames() {
    Ipv6Address address = leased(CLIENT);
    network.clock.advanceSeconds(500);
    ClientServerMessage reply =
        ask(new Renew(1, toServer(CLIENT, na(1, address.toString(), "2001:db8:1::5"))));
    List<IaAddressOption> addresses = naOf(reply, 1).options().all(IaAddressOption.class);
    assertThat(addresses)
        .containsExactly(
            new IaAddressOption(address, 600, 1000, Options.EMPTY),
            new IaAddressOption(Ipv6Address.parse("2001:db8:1::5"), 0, 0, Options.EMPTY));
    assertThat(naOf(reply, 1).t1Seconds()).isEqualTo(300);
  }

  @Test
  void renewOfAnUnknownBindingIsNoBinding() {
    ClientServerMessage reply =
        ask(new Renew(1, toServer(CLIENT, na(1, "2001:db8:1::10"), pd(2, "2001:db8:100::/60"))));
    assertThat(status(naOf(reply, 1).options())).isEqualTo(StatusCode.NO_BINDING);
    assertThat(status(pdOf(reply).options())).isEqualTo(StatusCode.NO_BINDING);
  }

  @Test
  void renewAndRebindOfWhatIsNotOnTheLinkEndIt() {
    for (Message message :
        List.of(
            new Renew(1, toServer(CLIENT, na(1, "2001:db8:9::1"), pd(2, "2001:db8:900::/60"))),
            new Rebind(1, from(CLIENT, na(1, "2001:db8:9::1"), pd(2, "2001:db8:900::/60"))))) {
      ClientServerMessage reply = ask(message);
      assertThat(addressOf(reply, 1).validLifetimeSeconds()).isZero();
      assertThat(addressOf(reply, 1).preferredLifetimeSeconds()).isZero();
      assertThat(prefixOf(reply).validLifetimeSeconds()).isZero();
    }
  }

  @Test
  void renewWithAnEmptyIaGetsALease() {
    leased(CLIENT);
    ClientServerMessage reply = ask(new Renew(1, toServer(CLIENT, na(1), pd(2))));
    assertThat(prefixOf(reply).validLifetimeSeconds()).isEqualTo(900);
    assertThat(addressOf(reply, 1).validLifetimeSeconds()).isEqualTo(1000);
  }

  @Test
  void rebindExtendsWithoutAServerIdentifier() {
    Ipv6Address address = leased(CLIENT);
    ClientServerMessage reply = ask(new Rebind(1, from(CLIENT, na(1, address.toString()))));
    assertThat(addressOf(reply, 1).validLifetimeSeconds()).isEqualTo(1000);
    assertThat(
            status(naOf(ask(new Rebind(1, from(client(5), na(1, "2001:db8:1::2e")))), 1).options()))
        .isEqualTo(StatusCode.NO_BINDING);
  }

  @Test
  void rebindWithoutAnyIaIsNotAnswered() {
    assertThat(network.multicast(new Rebind(1, from(CLIENT)))).isNull();
    assertThat(network.counters.discardedFor(DiscardReason.NOTHING_TO_SAY)).isEqualTo(1);
  }

  @Test
  void releaseAnswersSuccessAndNamesOnlyUnknownIas() {
    Ipv6Address address = leased(CLIENT);
    ClientServerMessage reply =
        ask(new Release(1, toServer(CLIENT, na(1, address.toString()), na(2, "2001:db8:1::11"))));
    assertThat(status(reply.options())).isEqualTo(StatusCode.SUCCESS);
    assertThat(reply.options().all(IaNaOption.class)).hasSize(1);
    assertThat(status(naOf(reply, 2).options())).isEqualTo(StatusCode.NO_BINDING);
    assertThat(naOf(reply, 2).options().size()).isEqualTo(1);
    assertThat(network.pool("small").lease(Ipv6Prefix.of(address))).isNull();
  }

  @Test
  void releaseOfABoundIaThatNamesNothingOfItIsNoUnknownIa() {
    Ipv6Address address = leased(CLIENT);
    ask(new Request(1, toServer(CLIENT, pd(1, "2001:db8:200:300::/56"))));
    for (Message release :
        List.of(
            new Release(1, toServer(CLIENT, na(1), pd(1))),
            new Release(1, toServer(CLIENT, na(1, "2001:db8:9::1"), pd(1, "2001:db8:9::/56"))))) {
      ClientServerMessage reply = ask(release);
      assertThat(status(reply.options())).isEqualTo(StatusCode.SUCCESS);
      assertThat(reply.options().has(IaNaOption.class)).isFalse();
      assertThat(reply.options().has(IaPdOption.class)).isFalse();
    }
    assertThat(leased(CLIENT)).isEqualTo(address);
    assertThat(status(naOf(ask(new Release(1, toServer(client(7), na(1)))), 1).options()))
        .isEqualTo(StatusCode.NO_BINDING);
  }

  @Test
  void declineAnswersSuccessAndTheAddressIsAbandoned() {
    Ipv6Address address = leased(CLIENT);
    ClientServerMessage reply =
        ask(new Decline(1, toServer(CLIENT, na(1, address.toString()), na(9, "2001:db8:1::10"))));
    assertThat(status(reply.options())).isEqualTo(StatusCode.SUCCESS);
    assertThat(status(naOf(reply, 9).options())).isEqualTo(StatusCode.NO_BINDING);
    assertThat(leased(CLIENT)).isNotEqualTo(address);
  }

  @Test
  void confirmTellsWhetherAllAddressesFitTheLink() {
    assertThat(status(ask(new Confirm(1, from(CLIENT, na(1, "2001:db8:1::99")))).options()))
        .isEqualTo(StatusCode.SUCCESS);
    assertThat(
            status(
                ask(new Confirm(1, from(CLIENT, na(1, "2001:db8:1::99"), na(2, "2001:db8:9::1"))))
                    .options()))
        .isEqualTo(StatusCode.NOT_ON_LINK);
    assertThat(network.multicast(new Confirm(1, from(CLIENT, na(1))))).isNull();
  }

  @Test
  void optionsAreSentOnRequestOrAlways() {
    ClientServerMessage plain = ask(new Request(1, toServer(CLIENT, na(1))));
    assertThat(plain.options().firstWithCode(23)).isEmpty();
    assertThat(plain.options().firstWithCode(82)).isPresent();
    OptionRequestOption oro = new OptionRequestOption(List.of(23, 32, 82, 999));
    ClientServerMessage asked = ask(new Request(1, toServer(CLIENT, oro, na(1))));
    assertThat(asked.options().firstWithCode(23)).isPresent();
    // Only in answers to Information-requests (RFC 8415 §21.23).
    assertThat(asked.options().firstWithCode(32)).isEmpty();
    ClientServerMessage information = ask(new InformationRequest(1, Options.of(oro)));
    assertThat(information.options().firstWithCode(32)).isPresent();
    assertThat(information.options().has(ClientIdOption.class)).isFalse();
    assertThat(information.options().has(ServerIdOption.class)).isTrue();
  }
}
