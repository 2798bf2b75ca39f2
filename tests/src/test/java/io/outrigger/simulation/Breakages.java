package io.outrigger.simulation;

import io.outrigger.journal.StoreException;
import java.time.Duration;

/** What breaks and is mended after a while: the connection between two servers, and their disks. */
final class Breakages {
  private final Pair pair;
  private final Troubles troubles;

  Breakages(Pair pair, Troubles troubles) {
    this.pair = pair;
    this.troubles = troubles;
  }

  void cut(Fault fault, Host from) {
    Network.Direction way = new Network.Direction(from.name(), pair.other(from).name());
    Network network = pair.network();
    troubles.note(fault, way.from() + ">" + way.to());
    switch (fault) {
      case ONE_WAY_CUT -> network.cut(way);
      case RESET -> network.reset(way);
      case STALL -> network.stall(way);
      case REFUSE -> network.refuse(from.name(), true);
      default -> cut();
    }
    healLater();
  }

  /** Both ways. */
  void cut() {
    pair.network().cut(pair.way());
    pair.network().cut(pair.way().back());
  }

  void healLater() {
    troubles.later(troubles.anyTime(), this::heal);
  }

  void heal() {
    pair.world().trace().add("* heal");
    pair.network().heal(pair.way().from(), pair.way().to());
  }

  void disk(Fault fault, Host host) {
    troubles.note(fault, host.name());
    switch (fault) {
      case FULL_DISK -> host.disk().trouble(StoreException.Kind.NO_ROOM);
      case WRITE_ERROR -> host.disk().trouble(StoreException.Kind.IO);
      default -> host.longestSync(Duration.ofSeconds(2));
    }
    troubles.later(troubles.anyTime(), () -> mend(host));
  }

  void fillDisk(Host host) {
    fillDisk(host, troubles.anyTime());
  }

  void fillDisk(Host host, Duration time) {
    host.disk().trouble(StoreException.Kind.NO_ROOM);
    troubles.later(time, () -> host.disk().trouble(null));
  }

  private static void mend(Host host) {
    host.disk().trouble(null);
    host.longestSync(Duration.ofMillis(2));
  }

  /** All of it works. */
  void mend() {
    pair.network().heal(pair.way().from(), pair.way().to());
    pair.hosts().forEach(Breakages::mend);
  }
}
