package io.outrigger.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Ipv6Address;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class UnicastListenerTest {
  private static final InetSocketAddress WANTED =
      new InetSocketAddress(Ipv6Address.parse("::1").toInet(0), 0);

  /** What the next attempts to bind meet; none: they succeed. */
  private final Deque<IOException> troubles = new ArrayDeque<>();

  private final List<UdpSocket> receiving = new ArrayList<>();
  private final UnicastListener listener = new UnicastListener(WANTED, this::open, receiving::add);

  private UdpSocket open(InetSocketAddress address) throws IOException {
    IOException trouble = troubles.poll();
    if (trouble != null) {
      throw trouble;
    }
    return UdpSocket.open(
        address,
        1 << 16,
        new EdgeCounters(),
        new RateLimitedLog(LoggerFactory.getLogger("test"), InstantSource.system()),
        InstantSource.system());
  }

  @AfterEach
  void close() {
    listener.close();
  }

  @Test
  void anAddressThatComesLaterIsListenedOnThen() {
    troubles.add(new BindException("Cannot assign requested address"));
    troubles.add(new BindException("Cannot assign requested address"));

    assertThat(listener.bind()).isEmpty();
    listener.receive();
    listener.look();
    assertThat(receiving).isEmpty();
    assertThat(listener.local()).isEqualTo(WANTED);

    listener.look();
    listener.look();
    assertThat(receiving).hasSize(1);
    assertThat(listener.local().getPort()).isNotZero();
  }

  @Test
  void whatNoLaterTimeWillMendIsAFailure() {
    for (String reason : List.of("Address already in use", "Permission denied")) {
      troubles.add(new BindException(reason));
      assertThat(listener.bind()).hasValueSatisfying(f -> assertThat(f.reason()).isEqualTo(reason));
    }
  }

  @Test
  void aSocketThatWasClosedIsOpenedAgainOnItsPort() throws IOException {
    assertThat(listener.bind()).isEmpty();
    listener.receive();
    InetSocketAddress local = listener.local();
    receiving.getFirst().channel().close();

    listener.look();

    assertThat(receiving).hasSize(2);
    assertThat(listener.local()).isEqualTo(local);
  }
}
