package io.outrigger.simulation;

import io.outrigger.config.ConfigLoader;
import io.outrigger.config.LoadedConfig;
import io.outrigger.config.OutriggerConfig;
import io.outrigger.config.RelationshipConfig;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.journal.JournalSetup;
import io.outrigger.partner.PartnerTls;
import io.outrigger.server.OutriggerServer;
import io.outrigger.server.RelationshipHandle;
import io.outrigger.server.ServerWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A machine with a disk, a clock and, most of the time, a running server. */
final class Machine {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration QUICK = Duration.ofMillis(10);

  private final World world;
  private final Network network;
  private final String name;
  private final Ipv6Address address;
  private final Duid duid;
  private final Disk disk;
  private OutriggerConfig config;
  private Duration longestSync = Duration.ofMillis(2);
  private boolean slow;
  private Duration clockOffset = Duration.ZERO;
  private double clockDrift;
  private long lastSet = Long.MIN_VALUE / 2;

  /** What runs here. */
  record Run(ServerProcess process, OutriggerServer server, Edge edge, DiskTurns turns) {}

  private @Nullable Run run;
  private @Nullable Run leaving;
  private @Nullable Run reloading;
  private boolean readAgain;
  private long lastDiskTrouble = Long.MIN_VALUE / 2;
  private long lastDeath = Long.MIN_VALUE / 2;

  /** The relationships in which it is, one each. */
  private final List<Host> hosts = new ArrayList<>();

  Machine(Network network, String name, String hocon) {
    this.world = network.world();
    this.network = network;
    this.name = name;
    this.address = PairConfig.address(name);
    this.disk = new Disk(name);
    this.duid = Duid.of(new byte[] {0, 3, 0, 1, 0, 0, 0, 0, 0, (byte) name.charAt(0)});
    this.config = read(hocon);
    network.host(name, address);
  }

  void joins(Host host) {
    hosts.add(host);
  }

  List<Host> hosts() {
    return hosts;
  }

  static OutriggerConfig read(String hocon) {
    try {
      Path file = Files.createTempFile("simulated", ".conf");
      try {
        Files.writeString(file, hocon);
        return switch (ConfigLoader.load(file)) {
          case LoadedConfig.Ok ok -> ok.config();
          case LoadedConfig.Failed failed ->
              throw new IllegalArgumentException(failed.errors() + "\n" + hocon);
        };
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  World world() {
    return world;
  }

  String name() {
    return name;
  }

  Duid duid() {
    return duid;
  }

  Disk disk() {
    return disk;
  }

  Optional<Run> run() {
    return Optional.ofNullable(run);
  }

  boolean isRunning() {
    return run != null;
  }

  /** What the running server has of them, unchangeable; none if none runs. */
  List<RelationshipHandle> relationships() {
    return run == null ? List.of() : run.server.relationships();
  }

  /** Whether its disk takes no writes, or takes long for them. */
  boolean isSlow() {
    return slow || disk.isInTrouble();
  }

  Duration longestSync() {
    return longestSync;
  }

  void longestSync(Duration time) {
    longestSync = time;
    slow = time.compareTo(QUICK) > 0;
    run().ifPresent(each -> each.turns.longestSync(time));
  }

  /** How far this clock is ahead, and by which share it gains from now on. */
  void clock(Duration offset, double drift) {
    lastSet = world.nanos();
    clockDrift = drift;
    clockOffset = offset.minusNanos((long) (world.nanos() * drift));
  }

  /** When its clock was last set. */
  long lastSet() {
    return lastSet;
  }

  Instant now() {
    return world.instant().plus(clockOffset).plusNanos((long) (world.nanos() * clockDrift));
  }

  void start() {
    if (run != null) {
      throw new IllegalStateException(name + " runs");
    }
    ServerProcess process = new ServerProcess(world, name);
    Edge edge = new Edge(process);
    DiskTurns turns = new DiskTurns(process, longestSync);
    world.as(
        process,
        () -> {
          OutriggerServer server =
              new OutriggerServer(
                  config,
                  duid,
                  new JournalSetup(disk, turns, this::now),
                  noTls(),
                  new ServerWorld(
                      edge,
                      network.transport(name, address, process),
                      this::now,
                      new Random(world.chance().nextLong()),
                      Processes.config(process)));
          server.listen();
          run = new Run(process, server, edge, turns);
        });
  }

  /** Another configuration: at once if it runs, or when it starts. */
  void reload(String hocon) {
    OutriggerConfig next = read(hocon);
    Run here = run;
    if (here == null || here.equals(leaving)) {
      config = next;
      return;
    }
    config = next;
    if (here.equals(reloading)) {
      readAgain = true; // one at a time
      return;
    }
    reloading = here;
    readAgain = false;
    apply(here);
  }

  private void apply(Run here) {
    world.as(
        here.process,
        () ->
            world.whenDone(
                here.server.apply(config, noTls()),
                (done, late) -> {
                  if (late != null) {
                    throw new Violation(name + " cannot reload: " + late);
                  }
                  if (!here.equals(reloading)) {
                    return;
                  }
                  if (readAgain) {
                    readAgain = false;
                    apply(here);
                  } else {
                    reloading = null;
                  }
                }));
  }

  private Map<String, PartnerTls> noTls() {
    Map<String, PartnerTls> tls = new HashMap<>();
    for (RelationshipConfig each : config.failover().relationships()) {
      tls.put(each.name(), new PartnerTls.Off());
    }
    return tls;
  }

  /** The process dies, as by kill -9. */
  void kill() {
    end(false);
  }

  /** The machine dies with it: nobody is told. */
  void crash() {
    end(true);
  }

  private void end(boolean power) {
    Run ended = run;
    if (ended != null) {
      look();
      lastDeath = world.nanos();
      ended.process.die();
      network.ended(name, power);
      Processes.forget(ended.process);
      run = null;
    }
  }

  /** Ends it as SIGTERM does. */
  void stop() {
    Run ending = run;
    if (ending == null || ending.equals(leaving)) {
      return;
    }
    leaving = ending;
    world.after(
        STOP_LIMIT,
        ending.process,
        () -> {
          throw new Violation(name + " does not stop");
        });
    world.as(
        ending.process,
        () ->
            world.whenDone(
                ending.server.leave(),
                (left, late) -> {
                  ending.server.system().terminate();
                  world.whenDone(
                      ending.server.system().getWhenTerminated(), (over, e) -> gone(ending));
                }));
  }

  private void gone(Run ended) {
    if (ended.equals(run)) {
      end(false);
    }
  }

  boolean isLeaving() {
    return leaving != null && leaving.equals(run);
  }

  /** To be called after each step. */
  void look() {
    if (disk.isInTrouble()) {
      lastDiskTrouble = world.nanos();
    }
    for (int i = 0; i < hosts.size(); i++) {
      hosts.get(i).look();
    }
  }

  /** When its disk last took no writes. */
  long lastDiskTrouble() {
    return lastDiskTrouble;
  }

  /** When it was last killed, or crashed. */
  long lastDeath() {
    return lastDeath;
  }

  /** All that it had stored is gone. */
  void loseState() {
    disk.lose();
    hosts.forEach(Host::forgets);
  }
}
