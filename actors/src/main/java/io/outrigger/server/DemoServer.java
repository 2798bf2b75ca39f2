package io.outrigger.server;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real server of the demonstration: a process of its own, which may be killed. */
final class DemoServer implements AutoCloseable {
  private static final long READY_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long STOP_LIMIT_SECONDS = 20;
  private static final long GLANCE_MILLIS = 20;

  private final Path directory;
  private final Path configuration;
  private final int dhcpPort;
  private final AdminClient admin;
  private @Nullable Process process;

  private DemoServer(Path directory, Path configuration, int dhcpPort, AdminClient admin) {
    this.directory = directory;
    this.configuration = configuration;
    this.dhcpPort = dhcpPort;
    this.admin = admin;
  }

  /**
   * Writes a configuration; starts nothing yet.
   *
   * @param t1Seconds after which clients renew
   */
  static DemoServer in(Path directory, int t1Seconds) throws IOException {
    InetAddress loopback = Inet6Address.getByName("::1");
    int dhcpPort;
    int adminPort;
    try (DatagramChannel udp = DatagramChannel.open(StandardProtocolFamily.INET6);
        ServerSocket tcp = new ServerSocket()) {
      udp.bind(new InetSocketAddress(loopback, 0));
      tcp.bind(new InetSocketAddress(loopback, 0));
      dhcpPort = ((InetSocketAddress) udp.getLocalAddress()).getPort();
      adminPort = tcp.getLocalPort();
    }
    Path configuration = directory.resolve("outrigger.conf");
    Files.writeString(
        configuration,
        """
        outrigger {
          server {
            name = demo
            state-dir = "%s"
            listen { unicast = ["[::1]:%d"] }
            admin { address = "[::1]:%d" }
          }
          links = [{
            name = demo
            relay-link-addresses = ["2001:db8:d::/64"]
            prefixes = ["2001:db8:d::/64"]
            lifetimes { preferred = 10m, valid = 15m, t1 = %ds, t2 = 8m }
            pools = [
              { name = addresses, kind = address, range = "2001:db8:d::1:0 - 2001:db8:d::1:ffff" }
              { name = prefixes, kind = prefix, prefix = "2001:db8:8000::/40", delegated-length = 56 }
            ]
          }]
        }
        """
            .formatted(directory.resolve("state"), dhcpPort, adminPort, t1Seconds));
    AdminClient admin = new AdminClient(URI.create("http://[::1]:" + adminPort));
    return new DemoServer(directory, configuration, dhcpPort, admin);
  }

  int dhcpPort() {
    return dhcpPort;
  }

  AdminClient admin() {
    return admin;
  }

  Path log() {
    return directory.resolve("server.log");
  }

  long pid() {
    Process running = process;
    return running == null ? 0 : running.pid();
  }

  /**
   * Starts the server as {@code outrigger serve} does, and waits until it serves.
   *
   * @throws CommandFailure if it ends, or takes too long
   */
  void start() throws IOException, InterruptedException, CommandFailure {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--") || option.startsWith("-X"))
        .forEach(command::add);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(Main.class.getName(), "serve", "--config", configuration.toString()));
    Process started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
    process = started;
    long deadline = System.nanoTime() + READY_LIMIT_NANOS;
    while (!admin.isReady()) {
      if (!started.isAlive()) {
        throw new CommandFailure(
            "the server ended with exit code " + started.exitValue() + ": see " + log());
      }
      if (System.nanoTime() - deadline > 0) {
        throw new CommandFailure("the server does not become ready: see " + log());
      }
      Thread.sleep(GLANCE_MILLIS);
    }
  }

  /** SIGKILL: not a line of the server's code runs any more. */
  void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
  }

  /** SIGTERM; returns the exit code. */
  int stop() throws InterruptedException, CommandFailure {
    Process running = process;
    if (running == null) {
      return 0;
    }
    running.destroy();
    if (!running.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new CommandFailure("the server did not stop within " + STOP_LIMIT_SECONDS + " s");
    }
    return running.exitValue();
  }

  @Override
  public void close() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
  }
}
