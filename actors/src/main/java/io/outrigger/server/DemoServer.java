package io.outrigger.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrigger.server.DemoConfiguration.Ports;
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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real server of the demonstration: a process of its own, which may be killed. */
final class DemoServer implements AutoCloseable {
  private static final long STOP_LIMIT_SECONDS = 30;

  private final String name;
  private final Path directory;
  private final Ports ports;
  private final AdminClient admin;
  private volatile @Nullable Process process;
  private boolean wanted;
  private volatile boolean closed;

  private DemoServer(String name, Path directory, Ports ports) {
    this.name = name;
    this.directory = directory;
    this.ports = ports;
    this.admin =
        new AdminClient(URI.create("http://[::1]:" + ports.admin()), directory.resolve("state"));
  }

  /** Makes its directory in {@code parent} and finds free ports; starts nothing yet. */
  static DemoServer in(Path parent, String name) throws IOException {
    InetAddress loopback = Inet6Address.getByName("::1");
    try (DatagramChannel dhcp = DatagramChannel.open(StandardProtocolFamily.INET6);
        ServerSocket admin = new ServerSocket();
        ServerSocket failover = new ServerSocket()) {
      dhcp.bind(new InetSocketAddress(loopback, 0));
      admin.bind(new InetSocketAddress(loopback, 0));
      failover.bind(new InetSocketAddress(loopback, 0));
      Ports ports =
          new Ports(
              ((InetSocketAddress) dhcp.getLocalAddress()).getPort(),
              admin.getLocalPort(),
              failover.getLocalPort());
      return new DemoServer(name, Files.createDirectories(parent.resolve(name)), ports);
    }
  }

  /** Writes its configuration; see {@link DemoConfiguration#text}. */
  void configure(boolean primary, DemoServer partner, int partnerPort, int clients)
      throws IOException {
    Files.writeString(
        configuration(),
        DemoConfiguration.text(
            name, primary, directory, ports, partner.name(), partnerPort, clients));
  }

  Path configuration() {
    return directory.resolve("outrigger.conf");
  }

  String name() {
    return name;
  }

  Ports ports() {
    return ports;
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

  /** Starts the server as {@code outrigger serve} does; does not wait. */
  void start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--") || option.startsWith("-X"))
        .forEach(command::add);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(Main.class.getName(), "serve", "--config", configuration().toString()));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
    wanted = true;
    if (closed) {
      close(); // the demonstration was interrupted meanwhile
    }
  }

  /**
   * @throws CommandFailure if it should be running and has ended
   */
  void expectAlive() throws CommandFailure {
    Process running = process;
    if (wanted && running != null && !running.isAlive()) {
      throw new CommandFailure(
          name + " ended by itself with exit code " + running.exitValue() + ": see " + log());
    }
  }

  /** Its relationship in its status; empty if it does not answer. */
  Optional<JsonNode> relationship() throws InterruptedException {
    if (!wanted) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(admin.json("/api/status").path("relationships").get(0));
    } catch (CommandFailure e) {
      return Optional.empty();
    }
  }

  /** SIGKILL: not a line of the server's code runs any more. */
  void kill() throws InterruptedException {
    wanted = false;
    Process running = process;
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
  }

  /** SIGTERM; returns the exit code. */
  int stop() throws InterruptedException, CommandFailure {
    wanted = false;
    Process running = process;
    if (running == null) {
      return 0;
    }
    running.destroy();
    if (!running.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new CommandFailure(name + " did not stop within " + STOP_LIMIT_SECONDS + " s");
    }
    return running.exitValue();
  }

  /** Ends the process whatever it does; when this returns it has ended. */
  @Override
  public void close() {
    closed = true;
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      running.onExit().join();
    }
  }
}
