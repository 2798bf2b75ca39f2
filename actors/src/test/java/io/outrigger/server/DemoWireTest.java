package io.outrigger.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DemoWireTest {
  private final DemoWire wire = new DemoWire();
  private ServerSocket server;
  private int port;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket();
    server.bind(new InetSocketAddress(Inet6Address.getByName("::1"), 0));
    port = wire.to(server.getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    wire.close();
    server.close();
  }

  private Socket connected() throws IOException {
    return new Socket(Inet6Address.getByName("::1"), port);
  }

  @Test
  void octetsArriveInBothDirections() throws Exception {
    try (Socket near = connected();
        Socket far = server.accept()) {
      near.getOutputStream().write(7);
      assertThat(far.getInputStream().read()).isEqualTo(7);
      far.getOutputStream().write(8);
      assertThat(near.getInputStream().read()).isEqualTo(8);
    }
  }

  @Test
  void anEndIsHeardAtTheOtherEnd() throws Exception {
    try (Socket near = connected()) {
      server.accept().close();
      assertThat(near.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void healingClosesWhatWasCutAndLetsNewConnectionsPass() throws Exception {
    try (Socket near = connected();
        Socket far = server.accept()) {
      wire.cut();
      near.getOutputStream().write(7);
      wire.heal();
      // The octet is lost, or has just come through; the end must come.
      assertThat(far.getInputStream().readAllBytes()).hasSizeLessThan(2);
    }
    try (Socket near = connected();
        Socket far = server.accept()) {
      near.getOutputStream().write(9);
      assertThat(far.getInputStream().read()).isEqualTo(9);
    }
  }
}
