package io.outrigger.simulation;

/** One run of a server: when it dies, all that it had still to do goes with it. */
final class ServerProcess {
  private final World world;
  private final String name;
  private boolean alive = true;

  ServerProcess(World world, String name) {
    this.world = world;
    this.name = name;
  }

  World world() {
    return world;
  }

  String name() {
    return name;
  }

  boolean isAlive() {
    return alive;
  }

  void die() {
    alive = false;
  }
}
