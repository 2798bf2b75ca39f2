package io.outrigger.client;

import static io.outrigger.client.TestNetwork.CLIENT;
import static io.outrigger.client.TestNetwork.answer;
import static io.outrigger.client.TestNetwork.from;
import static io.outrigger.client.TestNetwork.pd;
import static io.outrigger.client.TestNetwork.toServer;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.Message;
import io.outrigger.dhcp.Request;
import io.outrigger.dhcp.Solicit;
import org.junit.jupiter.api.Test;

/** RFC 8168 §3.2: prefixes and prefix lengths that a client would like. */
class PrefixHintTest {
  private static final Duid OTHER = Duid.fromHex("0003000102000000000b");
  private static final String SIXTY = "2001:db8:100::/60";
  private static final String FIFTY_SIX = "2001:db8:200:300::/56";

  private final TestNetwork network = new TestNetwork();

  private ClientServerMessage ask(Message message) {
    return answer(network.multicast(message));
  }

  private static IaPrefixOption prefixOf(ClientServerMessage answer) {
    IaPdOption ia = answer.options().first(IaPdOption.class).orElseThrow();
    return ia.options().first(IaPrefixOption.class).orElseThrow();
  }

  private Ipv6Prefix offered(String... hints) {
    IaPrefixOption prefix = prefixOf(ask(new Solicit(1, from(CLIENT, pd(1, hints)))));
    return Ipv6Prefix.of(prefix.prefix(), prefix.prefixLength());
  }

  @Test
  void prefixLengthHintChoosesThePool() {
    assertThat(prefixOf(ask(new Solicit(1, from(CLIENT, pd(1, "::/56"))))).prefixLength())
        .isEqualTo(56);
    assertThat(prefixOf(ask(new Solicit(1, from(CLIENT, pd(1, "::/60"))))).prefixLength())
        .isEqualTo(60);
    // The closest shorter one, else the closest longer one (RFC 8168 §3.2).
    assertThat(prefixOf(ask(new Solicit(1, from(CLIENT, pd(1, "::/64"))))).prefixLength())
        .isEqualTo(60);
    assertThat(prefixOf(ask(new Solicit(1, from(CLIENT, pd(1, "::/58"))))).prefixLength())
        .isEqualTo(56);
    assertThat(prefixOf(ask(new Solicit(1, from(CLIENT, pd(1, "::/48"))))).prefixLength())
        .isEqualTo(56);
  }

  @Test
  void namedPrefixComesBeforeTheHintedLengthInWhateverOrder() {
    assertThat(offered(SIXTY, "::/56")).isEqualTo(Ipv6Prefix.parse(SIXTY));
    assertThat(offered("::/56", SIXTY)).isEqualTo(Ipv6Prefix.parse(SIXTY));
    assertThat(offered("::/60", FIFTY_SIX)).isEqualTo(Ipv6Prefix.parse(FIFTY_SIX));
  }

  @Test
  void hintedLengthComesIntoPlayWhenTheNamedPrefixIsNotAvailable() {
    ask(new Request(1, toServer(OTHER, pd(1, SIXTY))));
    assertThat(offered(SIXTY, "::/56").length()).isEqualTo(56);
    assertThat(offered("::/56", SIXTY).length()).isEqualTo(56);
    assertThat(offered("::/48", SIXTY).length()).isEqualTo(56);
    assertThat(offered(SIXTY).length()).isEqualTo(60);
    // What is offered is what the REQUEST gets.
    Ipv6Prefix offered = offered(SIXTY, "::/56");
    IaPrefixOption given =
        prefixOf(ask(new Request(1, toServer(CLIENT, pd(1, offered.toString(), "::/56")))));
    assertThat(Ipv6Prefix.of(given.prefix(), given.prefixLength())).isEqualTo(offered);
  }

  @Test
  void poolOfAnotherLengthServesWhenTheHintedOneIsFull() {
    ask(new Request(1, toServer(OTHER, pd(1, SIXTY))));
    ask(new Request(1, toServer(OTHER, pd(2, "2001:db8:100:10::/60"))));
    assertThat(offered(SIXTY, "::/60").length()).isEqualTo(56);
  }

  /** RFC 8168 §3.6 leaves it to the server; to renumber a site whenever it hints would be worse. */
  @Test
  void heldPrefixIsKeptWhateverLengthIsHinted() {
    ask(new Request(1, toServer(CLIENT, pd(1, SIXTY))));
    assertThat(offered("::/56")).isEqualTo(Ipv6Prefix.parse(SIXTY));
    assertThat(offered("::/60")).isEqualTo(Ipv6Prefix.parse(SIXTY));
  }
}
