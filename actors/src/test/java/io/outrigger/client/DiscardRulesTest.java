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
import io.outrigger.dhcp.InformationRequest;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Message;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.Rebind;
import io.outrigger.dhcp.Reconfigure;
import io.outrigger.dhcp.RelayForward;
import io.outrigger.dhcp.RelayMessageOption;
import io.outrigger.dhcp.RelayReply;
import io.outrigger.dhcp.Release;
import io.outrigger.dhcp.Renew;
import io.outrigger.dhcp.Reply;
import io.outrigger.dhcp.Request;
import io.outrigger.dhcp.ServerIdOption;
import io.outrigger.dhcp.Solicit;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import io.outrigger.dhcp.UnknownMessage;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** RFC 8415 §16, message by message. */
class DiscardRulesTest {
  private static final Duid OTHER = Duid.fromHex("00040000");

  private final TestNetwork network = new TestNetwork();

  private void discarded(DiscardReason reason, Message message) {
    long before = network.counters.discardedFor(reason);
    assertThat(network.multicast(message)).as("%s", message).isNull();
    assertThat(network.counters.discardedFor(reason)).as("%s", message).isEqualTo(before + 1);
  }

  @Test
  void messagesOfServersAreDiscarded() {
    discarded(DiscardReason.NOT_FOR_A_SERVER, new Advertise(1, toServer(CLIENT))); // §16.3
    discarded(DiscardReason.NOT_FOR_A_SERVER, new Reply(1, toServer(CLIENT))); // §16.10
    discarded(DiscardReason.NOT_FOR_A_SERVER, new Reconfigure(1, toServer(CLIENT))); // §16.11
    discarded(
        DiscardReason.NOT_FOR_A_SERVER, // §16.14
        new RelayReply(
            0,
            Ipv6Address.UNSPECIFIED,
            TestNetwork.PEER,
            Options.of(new RelayMessageOption(new Solicit(1, from(CLIENT, na(1)))))));
  }

  @Test
  void unknownMessageTypesAreDiscarded() {
    discarded(DiscardReason.NOT_FOR_A_SERVER, new UnknownMessage(99, Bytes.of(new byte[40])));
  }

  /** §16.2, §16.5, §16.7. */
  @Test
  void messagesToAnyServerNeedAClientAndNoServer() {
    List<Function<Options, ClientServerMessage>> kinds =
        List.of(o -> new Solicit(1, o), o -> new Confirm(1, o), o -> new Rebind(1, o));
    for (Function<Options, ClientServerMessage> kind : kinds) {
      discarded(DiscardReason.NO_CLIENT_ID, kind.apply(Options.of(na(1))));
      discarded(
          DiscardReason.UNEXPECTED_SERVER_ID, kind.apply(toServer(CLIENT, na(1, "2001:db8:1::1"))));
    }
  }

  /** §16.4, §16.6, §16.8, §16.9. */
  @Test
  void messagesToThisServerNeedItsIdentifierAndAClient() {
    List<Function<Options, ClientServerMessage>> kinds =
        List.of(
            o -> new Request(1, o),
            o -> new Renew(1, o),
            o -> new Decline(1, o),
            o -> new Release(1, o));
    for (Function<Options, ClientServerMessage> kind : kinds) {
      discarded(DiscardReason.NO_SERVER_ID, kind.apply(from(CLIENT, na(1))));
      discarded(
          DiscardReason.OTHER_SERVER, kind.apply(from(CLIENT, new ServerIdOption(OTHER), na(1))));
      discarded(
          DiscardReason.NO_CLIENT_ID, kind.apply(Options.of(new ServerIdOption(SERVER), na(1))));
      assertThat(network.multicast(kind.apply(toServer(CLIENT, na(1))))).isNotNull();
    }
  }

  /** §16.12. */
  @Test
  void informationRequestForAnotherServerOrWithAnIaIsDiscarded() {
    discarded(
        DiscardReason.OTHER_SERVER,
        new InformationRequest(1, Options.of(new ServerIdOption(OTHER))));
    discarded(DiscardReason.UNEXPECTED_IA, new InformationRequest(1, from(CLIENT, na(1))));
    discarded(DiscardReason.UNEXPECTED_IA, new InformationRequest(1, from(CLIENT, pd(1))));
    assertThat(network.multicast(new InformationRequest(1, Options.EMPTY))).isNotNull();
    assertThat(network.multicast(new InformationRequest(1, Options.of(new ServerIdOption(SERVER)))))
        .isNotNull();
  }

  @Test
  void unicastOfWhatMustBeMulticastIsDiscardedInSilence() {
    for (Message message :
        List.of(
            new Solicit(1, from(CLIENT, na(1))),
            new Confirm(1, from(CLIENT, na(1, "2001:db8:1::1"))),
            new Rebind(1, from(CLIENT, na(1, "2001:db8:1::1"))),
            new InformationRequest(1, from(CLIENT)))) {
      assertThat(network.unicast(message)).isNull();
    }
    assertThat(network.counters.discardedFor(DiscardReason.UNICAST)).isEqualTo(4);
  }

  /** §18.4. */
  @Test
  void unicastWithoutTheServersWordIsToldToMulticast() {
    for (Message message :
        List.of(
            new Request(7, toServer(CLIENT, na(1))),
            new Renew(7, toServer(CLIENT, na(1))),
            new Release(7, toServer(CLIENT, na(1))),
            new Decline(7, toServer(CLIENT, na(1))))) {
      ClientServerMessage reply = answer(network.unicast(message));
      assertThat(reply).isInstanceOf(Reply.class);
      assertThat(reply.transactionId()).isEqualTo(7);
      assertThat(reply.options().all())
          .hasSize(3)
          .contains(new ServerIdOption(SERVER), new ClientIdOption(CLIENT));
      assertThat(reply.options().first(StatusCodeOption.class).orElseThrow().status())
          .isEqualTo(StatusCode.USE_MULTICAST);
    }
    assertThat(network.pool("small").events()).isEmpty();
  }

  @Test
  void unicastIsServedWhereTheServerOffersIt() {
    TestNetwork offering = new TestNetwork(true, 0, Ipv6Address.parse("2001:db8:1::1"));
    ClientServerMessage first = answer(offering.multicast(new Solicit(1, from(CLIENT, na(1)))));
    assertThat(first.options().has(io.outrigger.dhcp.ServerUnicastOption.class)).isTrue();
    ClientServerMessage reply =
        answer(
            offering.deliver(
                io.outrigger.dhcp.DhcpEncoder.encode(new Request(2, toServer(CLIENT, na(1)))),
                false,
                "eth0",
                TestNetwork.PEER,
                546));
    assertThat(reply.options().has(StatusCodeOption.class)).isFalse();
  }

  @Test
  void relayForwardWithoutAMessageIsDiscarded() {
    discarded(
        DiscardReason.BAD_RELAY,
        new RelayForward(0, TestNetwork.ON_LINK.address(), TestNetwork.PEER, Options.EMPTY));
  }

  @Test
  void clientsOfUnknownLinksAreDiscarded() {
    discarded(
        DiscardReason.NO_LINK,
        new RelayForward(
            0,
            Ipv6Address.parse("2001:db8:ffff::1"),
            TestNetwork.PEER,
            Options.of(new RelayMessageOption(new Solicit(1, from(CLIENT, na(1)))))));
  }

  @Test
  void malformedDatagramsAreDiscarded() {
    byte[] cut = {1, 0, 0, 1, 0, 1, 0, 50, 0};
    assertThat(network.deliver(cut, true, "eth0", TestNetwork.PEER, 546)).isNull();
    assertThat(network.deliver(new byte[0], true, "eth0", TestNetwork.PEER, 546)).isNull();
    assertThat(network.counters.discardedFor(DiscardReason.MALFORMED)).isEqualTo(2);
  }

  @Test
  void nothingIsAnsweredWhileThePoolsAreRead() {
    network.ready = false;
    discarded(DiscardReason.NOT_READY, new Solicit(1, from(CLIENT, na(1))));
    // Neither of these needs a lease.
    assertThat(network.multicast(new Confirm(1, from(CLIENT, na(1, "2001:db8:1::1"))))).isNotNull();
    assertThat(network.multicast(new InformationRequest(1, Options.EMPTY))).isNotNull();
  }

  @Test
  void overloadDropsTheExchangeOnceWhateverItsIas() {
    network.pools.values().forEach(io.outrigger.pool.InstantPool::overload);
    discarded(DiscardReason.OVERLOAD, new Solicit(1, from(CLIENT, na(1), na(2), pd(3))));
  }
}
