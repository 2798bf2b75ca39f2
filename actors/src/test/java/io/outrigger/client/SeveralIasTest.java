package io.outrigger.client;

import static io.outrigger.client.TestNetwork.CLIENT;
import static io.outrigger.client.TestNetwork.answer;
import static io.outrigger.client.TestNetwork.from;
import static io.outrigger.client.TestNetwork.na;
import static io.outrigger.client.TestNetwork.pd;
import static io.outrigger.client.TestNetwork.toServer;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.Message;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.Request;
import io.outrigger.dhcp.Solicit;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** RFC 8415 §18.3.9: what an ADVERTISE offers to several IAs is what a REQUEST assigns to them. */
class SeveralIasTest {
  private static final int ADDRESSES = 18;
  private static final int PREFIXES = 18;

  private final TestNetwork network = new TestNetwork();

  private ClientServerMessage ask(Message message) {
    return answer(network.multicast(message));
  }

  /** Of each IA_NA and IA_PD that has a lease the first one, by IAID. */
  private static Map<Integer, Ipv6Prefix> leases(ClientServerMessage answer) {
    Map<Integer, Ipv6Prefix> leases = new LinkedHashMap<>();
    for (IaNaOption ia : answer.options().all(IaNaOption.class)) {
      ia.options()
          .first(IaAddressOption.class)
          .ifPresent(lease -> leases.put(ia.iaid(), Ipv6Prefix.of(lease.address())));
    }
    for (IaPdOption ia : answer.options().all(IaPdOption.class)) {
      ia.options()
          .first(IaPrefixOption.class)
          .ifPresent(
              lease -> leases.put(ia.iaid(), Ipv6Prefix.of(lease.prefix(), lease.prefixLength())));
    }
    return leases;
  }

  private static StatusCode status(Options options) {
    return options.first(StatusCodeOption.class).orElseThrow().status();
  }

  private static DhcpOption[] ias(int addresses, int prefixes) {
    return IntStream.range(0, addresses + prefixes)
        .mapToObj(iaid -> iaid < addresses ? (DhcpOption) na(iaid) : pd(iaid))
        .toArray(DhcpOption[]::new);
  }

  @Test
  void eachIaIsOfferedWhatTheRequestAssignsToIt() {
    DhcpOption[] ias = ias(ADDRESSES, PREFIXES);
    Map<Integer, Ipv6Prefix> offered = leases(ask(new Solicit(1, from(CLIENT, ias))));
    assertThat(offered.values()).hasSize(ADDRESSES + PREFIXES).doesNotHaveDuplicates();
    network.pools.values().forEach(pool -> assertThat(pool.events()).isEmpty());
    assertThat(leases(ask(new Request(1, toServer(CLIENT, ias))))).isEqualTo(offered);
  }

  @Test
  void iasBeyondWhatIsFreeAreOfferedNothing() {
    ClientServerMessage advertise =
        ask(new Solicit(1, from(CLIENT, ias(ADDRESSES + 1, PREFIXES + 1))));
    assertThat(leases(advertise)).hasSize(ADDRESSES + PREFIXES);
    assertThat(status(advertise.options().all(IaNaOption.class).getLast().options()))
        .isEqualTo(StatusCode.NO_ADDRS_AVAIL);
    assertThat(status(advertise.options().all(IaPdOption.class).getLast().options()))
        .isEqualTo(StatusCode.NO_PREFIX_AVAIL);
    // What was passed over for the one is free for the next, and for others.
    assertThat(leases(ask(new Solicit(1, from(CLIENT, ias(ADDRESSES, PREFIXES))))))
        .hasSize(ADDRESSES + PREFIXES);
  }

  @Test
  void reservedAddressIsOfferedToOneIaAlone() {
    Map<Integer, Ipv6Prefix> offered =
        leases(ask(new Solicit(1, from(TestNetwork.RESERVED_FOR, na(1), na(2)))));
    assertThat(offered).containsEntry(1, TestNetwork.RESERVED).hasSize(2);
    assertThat(offered.values()).doesNotHaveDuplicates();
  }

  @Test
  void whatTwoIasNameIsOfferedToTheFirst() {
    Map<Integer, Ipv6Prefix> offered =
        leases(ask(new Solicit(1, from(CLIENT, na(1, "2001:db8:1::2a"), na(2, "2001:db8:1::2a")))));
    assertThat(offered).containsEntry(1, Ipv6Prefix.parse("2001:db8:1::2a")).hasSize(2);
    assertThat(offered.values()).doesNotHaveDuplicates();
  }

  /** A client counts its lifetimes from the answer, the server from when it decided. */
  @Test
  void theOldestPartOfAnAnswerSaysWhetherItIsTooLate() {
    for (Duration between : List.of(Duration.ZERO, Exchange.LATEST_ANSWER.plusMillis(1))) {
      TestNetwork slow = new TestNetwork();
      slow.writing.addAll(List.of("pd60", "pd56"));
      slow.asked = pool -> slow.clock.advance(pool.startsWith("pd") ? Duration.ZERO : between);
      assertThat(slow.multicast(new Request(1, toServer(CLIENT, pd(1), na(2))))).isNull();
      slow.written();
      assertThat(slow.sent).hasSize(between.isZero() ? 1 : 0);
    }
  }
}
