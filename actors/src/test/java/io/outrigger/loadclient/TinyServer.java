package io.outrigger.loadclient;

import io.outrigger.dhcp.Advertise;
import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.Decoded;
import io.outrigger.dhcp.DhcpDecoder;
import io.outrigger.dhcp.DhcpEncoder;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Message;
import io.outrigger.dhcp.MessageType;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.RelayForward;
import io.outrigger.dhcp.RelayMessageOption;
import io.outrigger.dhcp.RelayReply;
import io.outrigger.dhcp.Reply;
import io.outrigger.dhcp.ServerIdOption;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Leases addresses on loopback without any rules: enough for a client to talk to. */
final class TinyServer implements AutoCloseable {
  private static final Ipv6Address FIRST = Ipv6Address.parse("2001:db8::1:0");

  private final DatagramSocket socket;
  private final Thread thread;
  private final Map<Duid, Ipv6Address> addresses = new HashMap<>();
  final AtomicInteger malformed = new AtomicInteger();
  final AtomicInteger direct = new AtomicInteger();
  final AtomicInteger relayed = new AtomicInteger();

  /** The next so many messages get no answer. */
  final AtomicInteger deafTo = new AtomicInteger();

  /** Whether all clients get the same address, as no server may do. */
  volatile boolean sameForAll;

  TinyServer() throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(Ipv6Address.parse("::1").toInet(0), 0));
    socket.setReceiveBufferSize(4 << 20);
    thread = Thread.ofPlatform().daemon().name("tiny server").start(this::serve);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  private void serve() {
    byte[] buffer = new byte[65_535];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        Optional<Message> answer = answer(buffer, packet.getLength());
        if (answer.isPresent()) {
          byte[] octets = DhcpEncoder.encode(answer.get());
          socket.send(new DatagramPacket(octets, octets.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new AssertionError(e);
        }
      }
    }
  }

  private Optional<Message> answer(byte[] buffer, int length) {
    if (!(DhcpDecoder.decode(buffer, 0, length) instanceof Decoded.Ok<Message>(Message message))) {
      malformed.incrementAndGet();
      return Optional.empty();
    }
    (message instanceof RelayForward ? relayed : direct).incrementAndGet();
    return switch (message) {
      case RelayForward outer ->
          outer
              .options()
              .first(RelayMessageOption.class)
              .map(RelayMessageOption::message)
              .filter(ClientServerMessage.class::isInstance)
              .flatMap(inner -> answer((ClientServerMessage) inner))
              .map(
                  inner ->
                      new RelayReply(
                          0,
                          outer.linkAddress(),
                          outer.peerAddress(),
                          Options.of(new RelayMessageOption(inner))));
      case ClientServerMessage direct -> answer(direct);
      default -> Optional.empty();
    };
  }

  private Optional<Message> answer(ClientServerMessage question) {
    Optional<Duid> client =
        question.options().first(ClientIdOption.class).map(ClientIdOption::duid);
    if (client.isEmpty() || deafTo.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      return Optional.empty();
    }
    Options.Builder options =
        Options.builder()
            .add(new ClientIdOption(client.get()))
            .add(new ServerIdOption(SessionHarness.SERVER));
    if (question.type() != MessageType.RELEASE) {
      question
          .options()
          .first(IaNaOption.class)
          .ifPresent(ia -> options.add(filled(client.get(), ia.iaid())));
    }
    return Optional.of(
        question.type() == MessageType.SOLICIT
            ? new Advertise(question.transactionId(), options.build())
            : new Reply(question.transactionId(), options.build()));
  }

  private IaNaOption filled(Duid client, int iaid) {
    Ipv6Address address =
        sameForAll
            ? FIRST
            : addresses.computeIfAbsent(client, duid -> FIRST.plus(addresses.size()));
    return new IaNaOption(
        iaid, 1_000, 1_600, Options.of(new IaAddressOption(address, 2_000, 2_000, Options.EMPTY)));
  }

  @Override
  public void close() {
    socket.close();
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
