package io.outrigger.client;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * By hand, in a network namespace: prints and echoes what comes in through the interfaces that the
 * arguments name, until it is killed.
 */
final class EdgeProbe {
  private EdgeProbe() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] names) throws InterruptedException {
    UdpEdge edge =
        new UdpEdge(
            EdgeConfig.of(List.of(names), List.of()),
            Executors.newSingleThreadScheduledExecutor(),
            InstantSource.system());
    EdgeStart start =
        edge.start(
            datagram -> {
              String text = new String(datagram.payload(), StandardCharsets.UTF_8);
              System.out.println(
                  datagram + " \"" + text + "\" " + datagram.reply(datagram.payload()));
            });
    System.out.println(start);
    new CountDownLatch(1).await();
  }
}
