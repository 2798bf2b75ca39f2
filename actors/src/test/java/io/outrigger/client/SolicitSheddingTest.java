package io.outrigger.client;

import static io.outrigger.client.TestNetwork.CLIENT;
import static io.outrigger.client.TestNetwork.from;
import static io.outrigger.client.TestNetwork.na;
import static io.outrigger.client.TestNetwork.toServer;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.DhcpEncoder;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Message;
import io.outrigger.dhcp.MessageType;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.RelayForward;
import io.outrigger.dhcp.RelayMessageOption;
import io.outrigger.dhcp.Renew;
import io.outrigger.dhcp.Request;
import io.outrigger.dhcp.Solicit;
import io.outrigger.pool.InstantPool;
import io.outrigger.pool.MutableClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SolicitSheddingTest {
  private static final Ipv6Address RELAY = Ipv6Address.parse("2001:db8::1");
  private static final Ipv6Address OTHER_RELAY = Ipv6Address.parse("2001:db8::2");
  private static final ClientServerMessage SOLICIT = new Solicit(1, from(CLIENT, na(1)));
  private static final ClientServerMessage REQUEST = new Request(1, toServer(CLIENT, na(1)));

  private final MutableClock clock = new MutableClock();
  private final SolicitShedding shedding = new SolicitShedding(clock);

  private static Message relayed(Message message) {
    return new RelayForward(0, RELAY, RELAY, Options.of(new RelayMessageOption(message)));
  }

  private static Datagram datagram(Message message, Ipv6Address source, @Nullable String at) {
    return new Datagram(
        DhcpEncoder.encode(message),
        source,
        0,
        547,
        true,
        at,
        (_message, _to, _scope, _port) -> true);
  }

  @Test
  void solicitIsKnownThroughAnyNumberOfRelayAgents() {
    Message message = SOLICIT;
    for (int relays = 0; relays < 9; relays++) {
      assertThat(SolicitShedding.isSolicit(DhcpEncoder.encode(message))).isTrue();
      message = relayed(message);
    }
    assertThat(SolicitShedding.isSolicit(DhcpEncoder.encode(REQUEST))).isFalse();
    assertThat(SolicitShedding.isSolicit(DhcpEncoder.encode(relayed(REQUEST)))).isFalse();
  }

  @Test
  void whatIsCutOrGarbledIsNoSolicitOrEndsAllTheSame() {
    byte[] whole = DhcpEncoder.encode(relayed(relayed(SOLICIT)));
    int begin = whole.length - DhcpEncoder.encode(SOLICIT).length;
    for (int length = 0; length <= begin; length++) {
      assertThat(SolicitShedding.isSolicit(Arrays.copyOf(whole, length))).isFalse();
    }
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      byte[] garbled = whole.clone();
      random.nextBytes(garbled);
      garbled[0] = (byte) MessageType.RELAY_FORW.code();
      SolicitShedding.isSolicit(garbled);
    }
  }

  @Test
  void afterOneThatWasPushedOutTheNextFewOfThatRelayAgentAreDropped() {
    Datagram solicit = datagram(relayed(SOLICIT), RELAY, null);
    assertThat(shedding.drops(solicit)).isFalse();
    shedding.pushedOut(solicit);
    assertThat(shedding.drops(datagram(relayed(REQUEST), RELAY, null))).isFalse();
    assertThat(shedding.drops(datagram(relayed(SOLICIT), OTHER_RELAY, null))).isFalse();
    for (int i = 0; i < SolicitShedding.UNREAD; i++) {
      assertThat(shedding.drops(solicit)).isTrue();
    }
    assertThat(shedding.drops(solicit)).isFalse();
  }

  /** A lone client that asks after a short burst, or after a reload, must not wait for its turn. */
  @Test
  void aMomentAfterTheLastWasPushedOutAllAreReadAgain() {
    Datagram solicit = datagram(SOLICIT, RELAY, "eth0");
    shedding.pushedOut(solicit);
    clock.advance(Duration.ofMillis(SolicitShedding.MILLIS - 1));
    assertThat(shedding.drops(solicit)).isTrue();
    clock.advance(Duration.ofMillis(1));
    assertThat(shedding.drops(solicit)).isFalse();
  }

  @Test
  void directClientsShareTheFateOfTheirInterface() {
    shedding.pushedOut(datagram(SOLICIT, Ipv6Address.parse("fe80::1"), "eth0"));
    assertThat(shedding.drops(datagram(SOLICIT, Ipv6Address.parse("fe80::2"), "eth1"))).isFalse();
    assertThat(shedding.drops(datagram(SOLICIT, Ipv6Address.parse("fe80::2"), "eth0"))).isTrue();
  }

  @Test
  void overloadedServerReadsWhoHoldsALeaseAndCountsWhatItDrops() {
    TestNetwork network = new TestNetwork();
    network.pools.values().forEach(InstantPool::overload);
    for (int i = 0; i < 4; i++) {
      assertThat(network.multicast(SOLICIT)).isNull();
    }
    assertThat(network.counters.discardedFor(DiscardReason.OVERLOAD)).isEqualTo(4);
    assertThat(network.counters.receivedOf(MessageType.SOLICIT)).isEqualTo(4);
    network.multicast(new Renew(1, toServer(CLIENT, na(1, "2001:db8:1::10"))));
    assertThat(network.counters.receivedOf(MessageType.RENEW)).isEqualTo(1);
  }
}
