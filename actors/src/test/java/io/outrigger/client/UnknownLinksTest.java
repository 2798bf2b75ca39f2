package io.outrigger.client;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.RelayForward;
import io.outrigger.dhcp.Solicit;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownLinksTest {
  private static final Ipv6Address RELAY = Ipv6Address.parse("2001:db8:9::1");

  private final ListAppender<ILoggingEvent> seen = new ListAppender<>();
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private final UnknownLinks links = new UnknownLinks(() -> now, logger());

  private Logger logger() {
    Logger logger = new LoggerContext().getLogger("seen");
    seen.start();
    logger.addAppender(seen);
    return logger;
  }

  private static ClientRequest relayed(String linkAddress) {
    RelayForward relay =
        new RelayForward(0, Ipv6Address.parse(linkAddress), TestNetwork.PEER, Options.EMPTY);
    return new ClientRequest(
        new Solicit(1, Options.EMPTY), List.of(relay), false, "eth0", RELAY, TestNetwork.PEER);
  }

  private List<String> lines() {
    return seen.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void theLinkAddressOfTheRelayIsTold() {
    links.tell(relayed("2001:db8:bad::1"));

    assertThat(lines()).containsExactly("OR5005 linkAddress=2001:db8:bad::1 from=2001:db8:9::1");
  }

  @Test
  void withoutOneTheInterfaceIs() {
    links.tell(
        new ClientRequest(
            new Solicit(1, Options.EMPTY),
            List.of(),
            true,
            "eth7",
            TestNetwork.PEER,
            TestNetwork.PEER));

    assertThat(lines()).containsExactly("OR5005 interface=eth7 from=" + TestNetwork.PEER);
  }

  @Test
  void thereIsOneLineAMinuteAndItSaysHowManyMoreThereWere() {
    for (int i = 0; i < 100; i++) {
      links.tell(relayed("2001:db8:bad::1"));
    }
    assertThat(lines()).hasSize(1);

    now = now.plusSeconds(60);
    links.tell(relayed("2001:db8:bad::2"));

    assertThat(lines().getLast())
        .isEqualTo("OR5005 linkAddress=2001:db8:bad::2 from=2001:db8:9::1 notLogged=99");
  }
}
