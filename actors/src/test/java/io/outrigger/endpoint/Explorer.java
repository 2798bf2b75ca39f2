package io.outrigger.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.config.StartAlone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/** Drives two endpoints through faults that a seed chooses, then lets them heal. */
final class Explorer {
  private static final int FAULTS = 150;
  private static final int PATIENCE = 500;

  final World world = new World();

  /** Pairs of states seen while both were connected and had nothing more to say. */
  final TreeSet<String> pairs = new TreeSet<>();

  private final Random random;
  private final long seed;

  Explorer(long seed) {
    this.seed = seed;
    random = new Random(seed);
    world.settings =
        new EndpointSettings(
            Duration.ofSeconds(5),
            World.MCLT,
            random.nextBoolean() ? Optional.of(Duration.ofSeconds(40)) : Optional.empty(),
            random.nextBoolean() ? StartAlone.PARTNER_DOWN : StartAlone.WAIT);
  }

  void run() {
    for (int i = 0; i < FAULTS; i++) {
      fault(world.servers().get(random.nextInt(2)));
      check();
      notePair();
    }
    heal();
  }

  private void fault(World.Server server) {
    int dice = random.nextInt(100);
    if (!server.up()) {
      if (dice < 40) {
        server.start();
      } else {
        pass();
      }
    } else if (dice < 45) {
      boolean some = server.receive() || server.answer() || server.finishOwed();
      if (!some) {
        pass();
      }
    } else if (dice < 60) {
      pass();
    } else if (dice < 74) {
      connect();
    } else if (dice < 82) {
      oneSideFails(server);
    } else if (dice < 86) {
      server.crash();
    } else if (dice < 88) {
      server.tell(new EndpointEvent.Stopping());
      server.crash();
    } else if (dice < 90) {
      server.crash();
      server.disk = Optional.empty();
    } else if (dice < 93) {
      if (!server.endpoint().communicationsOk() || random.nextInt(4) == 0) {
        server.tell(new EndpointEvent.PartnerDownDeclared());
      }
    } else if (dice < 95) {
      server.tell(new EndpointEvent.AcksOverdue());
    } else if (dice < 97) {
      server.tell(new EndpointEvent.UpdDoneOverdue());
    } else {
      world.settle();
    }
  }

  private void pass() {
    Duration span = Duration.ofMillis(random.nextInt(2000));
    if (random.nextInt(3) == 0 || !world.isQuietFor(span)) {
      world.toNextTimer();
    } else {
      world.now = world.now.plus(span);
    }
  }

  private void connect() {
    if (world.primary.up() && world.secondary.up()) {
      world.connect();
    }
  }

  private void oneSideFails(World.Server server) {
    if (server.connected) {
      server.fail(
          random.nextBoolean()
              ? new EndpointEvent.CommunicationsFailed()
              : new EndpointEvent.DisconnectReceived());
    }
  }

  private void check() {
    List<String> wrong = new ArrayList<>();
    for (World.Server server : world.servers()) {
      wrong.addAll(server.harm);
      if (server.up() && !server.endpoint().isPossible()) {
        wrong.add("impossible: " + server.endpoint());
      }
      if (server.up()
          && !server.disk.orElseThrow().state().equals(server.endpoint().facts().state())) {
        wrong.add("not stored: " + server.endpoint());
      }
      if (server.up() && !server.policy.mcltBound() && !server.mayServeAlone) {
        wrong.add("unbound, though nobody said so: " + server.endpoint());
      }
    }
    assertThat(wrong).as(this::story).isEmpty();
  }

  private void notePair() {
    boolean quiet =
        world.servers().stream()
            .allMatch(
                s ->
                    s.up()
                        && s.connected
                        && s.endpoint().communicationsOk()
                        && s.inbox.isEmpty()
                        && s.toAnswer.isEmpty());
    if (quiet) {
      pairs.add(world.states());
    }
  }

  private void heal() {
    world.trace.add("             [healing]");
    for (int i = 0; i < PATIENCE; i++) {
      for (World.Server server : world.servers()) {
        if (!server.up()) {
          server.start();
        }
      }
      if (world.servers().stream().anyMatch(s -> !s.connected || !s.partner.connected)) {
        world.connect();
      }
      world.settle();
      check();
      notePair();
      if (world.states().equals("NORMAL / NORMAL")) {
        return;
      }
      world.toNextTimer();
    }
    assertThat(world.states()).as(this::story).isEqualTo("NORMAL / NORMAL");
  }

  String story() {
    return "seed " + seed + "\n" + world.story() + world.now;
  }
}
