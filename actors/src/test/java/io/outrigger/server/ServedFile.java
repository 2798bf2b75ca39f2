package io.outrigger.server;

import io.outrigger.config.ConfigLoader;
import io.outrigger.config.LoadedConfig;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A server on free ports of loopback that serves a file which a test writes anew. */
final class ServedFile implements AutoCloseable {
  final int dhcpPort;
  final int adminPort;
  private final Path stateDirectory;
  private final Path file;
  private final String name;
  private final RunningServer running;

  /**
   * @param failover the section {@code failover}, or nothing
   * @param links what stands in {@code links}
   */
  ServedFile(Path directory, String name, String failover, String links) throws IOException {
    this.name = name;
    stateDirectory = directory.resolve(name);
    file = directory.resolve(name + ".conf");
    dhcpPort = freeUdpPort();
    adminPort = freeTcpPort();
    write(failover, links);
    LoadedConfig.Ok loaded = (LoadedConfig.Ok) ConfigLoader.loadToServe(file);
    running = ((RunningServer.Start.Running) RunningServer.start(loaded.config(), file)).server();
  }

  void write(String failover, String links) throws IOException {
    writeServer("", failover, links);
  }

  /** As {@link #write}, with more in the section {@code server}. */
  void writeServer(String more, String failover, String links) throws IOException {
    Files.writeString(
        file,
        """
        outrigger {
          server {
            name = %s
            state-dir = "%s"
            listen { unicast = ["[::1]:%d"] }
            admin { address = "[::1]:%d" }
            %s
          }
          %s
          links = [%s]
        }
        """
            .formatted(name, stateDirectory, dhcpPort, adminPort, more, failover, links));
  }

  OutriggerServer server() {
    return running.server();
  }

  RelationshipHandle relationship(String name) {
    return server().relationship(name).orElseThrow();
  }

  /** A command of the command line to this server. */
  Outcome command(String... args) {
    String[] all = new String[args.length + 4];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--url";
    all[args.length + 1] = "http://[::1]:" + adminPort;
    all[args.length + 2] = "--state-dir";
    all[args.length + 3] = stateDirectory.toString();
    return Outcome.of(all);
  }

  /** Clients that get a lease each behind a relay on that link. */
  Outcome clients(String linkAddress, int howMany) {
    return Outcome.of(
        "client",
        "--server",
        "[::1]:" + dhcpPort,
        "--link-address",
        linkAddress,
        "--clients",
        Integer.toString(howMany));
  }

  void awaitReady() {
    await(() -> server().isReady());
  }

  static void await(java.util.concurrent.Callable<Boolean> what) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(what);
  }

  @Override
  public void close() {
    running.close();
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getAllByName("::1")[0];
  }

  static int freeUdpPort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, loopback())) {
      return socket.getLocalPort();
    }
  }

  static int freeTcpPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    }
  }
}
