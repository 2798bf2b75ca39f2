package io.outrigger.simulation;

import io.outrigger.client.Datagram;
import io.outrigger.client.DatagramHandler;
import io.outrigger.client.EdgeCounters;
import io.outrigger.client.EdgeStart;
import io.outrigger.client.NetworkEdge;
import io.outrigger.client.ReplyPath;
import io.outrigger.dhcp.Ipv6Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a simulated server meets its clients' relay agents. */
final class Edge implements NetworkEdge {
  private static final int SERVER_PORT = 547;

  private final ServerProcess process;
  private final EdgeCounters counters = new EdgeCounters();
  private @Nullable DatagramHandler handler;

  Edge(ServerProcess process) {
    this.process = process;
  }

  @Override
  public EdgeStart start(DatagramHandler wanted) {
    handler = wanted;
    return new EdgeStart.Started(List.of());
  }

  @Override
  public EdgeCounters counters() {
    return counters;
  }

  @Override
  public void close() {
    handler = null;
  }

  /** A message of a relay agent arrives. */
  void receive(byte[] message, Ipv6Address relay, ReplyPath back) {
    process
        .world()
        .post(
            process,
            () -> {
              DatagramHandler told = handler;
              if (told != null) {
                counters.countReceived(message.length);
                told.onDatagram(
                    new Datagram(
                        message,
                        relay,
                        0,
                        SERVER_PORT,
                        false,
                        null,
                        (octets, to, scope, port) -> sent(octets, to, scope, port, back)));
              }
            });
  }

  private boolean sent(byte[] octets, Ipv6Address to, int scope, int port, ReplyPath back) {
    return handler != null && back.send(octets, to, scope, port);
  }
}
