package io.outrigger.simulation;

import io.outrigger.dhcp.Duid;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.lease.Lease;
import io.outrigger.pool.PoolAllocator;
import io.outrigger.relationship.EndpointCommand;
import io.outrigger.server.PoolHandle;
import io.outrigger.server.RelationshipHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.jspecify.annotations.Nullable;

/** A machine in one of its relationships: what it knows there, and what it is told. */
final class Host {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
  private static final int EVERYTHING = 100_000;

  private final World world;
  private final Machine machine;
  private final String relationship;
  private PairConfig config;
  private FailoverState known = FailoverState.STARTUP;
  private RelationshipHandle.@Nullable Standing standing;
  private @Nullable List<RelationshipHandle> listed;
  private @Nullable RelationshipHandle handle;
  private Optional<FailoverState> lastState = Optional.empty();
  private boolean declared;
  private boolean lost;
  private boolean linked;
  private long lastAlone = Long.MIN_VALUE / 2;

  /**
   * @param config of the relationship, as this server is to know it
   */
  Host(Machine machine, PairConfig config) {
    this.world = machine.world();
    this.machine = machine;
    this.relationship = config.name();
    this.config = config;
    machine.joins(this);
  }

  Machine machine() {
    return machine;
  }

  String name() {
    return machine.name();
  }

  Duid duid() {
    return machine.duid();
  }

  Disk disk() {
    return machine.disk();
  }

  Optional<Machine.Run> run() {
    return machine.run();
  }

  boolean isRunning() {
    return machine.isRunning();
  }

  boolean isLeaving() {
    return machine.isLeaving();
  }

  void longestSync(Duration time) {
    machine.longestSync(time);
  }

  Duration longestSync() {
    return machine.longestSync();
  }

  void clock(Duration offset, double drift) {
    machine.clock(offset, drift);
  }

  Instant now() {
    return machine.now();
  }

  void start() {
    machine.start();
  }

  PairConfig config() {
    return config;
  }

  /** Its file says this of the relationship from now on; it reads it, or will when it starts. */
  void reload(PairConfig changed) {
    config = changed;
    machine.reload(PairConfig.server(name(), machine.hosts().stream().map(Host::config).toList()));
  }

  void kill() {
    machine.kill();
  }

  void crash() {
    machine.crash();
  }

  void stop() {
    machine.stop();
  }

  void loseState() {
    machine.loseState();
  }

  /** When its disk last took no writes. */
  long lastDiskTrouble() {
    return machine.lastDiskTrouble();
  }

  /** When it was last killed, or its machine crashed. */
  long lastDeath() {
    return machine.lastDeath();
  }

  /** To be called after each step. */
  void look() {
    RelationshipHandle here = handle();
    RelationshipHandle.Standing now = here == null ? null : here.standing().orElse(null);
    standing = now;
    known = now == null ? FailoverState.STARTUP : now.state().state();
    if (known == FailoverState.NORMAL) {
      declared = false;
      lost = false;
    } else if (known == FailoverState.PARTNER_DOWN) {
      lastAlone = world.nanos();
    }
    if (known != FailoverState.STARTUP) {
      linked =
          here != null
              && now != null
              && (now.state().communicationsOk() || here.link().isPresent());
      if (lastState.isEmpty() || lastState.get() != known) {
        lastState = Optional.of(known);
      }
    }
  }

  /** Its state as of the last step; STARTUP also if it does not run. */
  FailoverState known() {
    return known;
  }

  /** What its endpoint said of itself, as of the last step; null if it has said nothing. */
  RelationshipHandle.@Nullable Standing standing() {
    return standing;
  }

  /** The state that it was in last, running or not; empty if it has never been in one. */
  Optional<FailoverState> lastState() {
    return lastState;
  }

  /** Whether it could hear its partner when it was last looked at. */
  boolean wasLinked() {
    return linked;
  }

  /** Whether its partner has told it of its state, in this run or in one that it remembers. */
  boolean knowsPartner() {
    return standing != null && standing.state().facts().partner().isPresent();
  }

  /** It was told, while its partner was down. */
  void declared(boolean accepted) {
    declared = accepted;
  }

  /** Whether it is in PARTNER-DOWN, or was when it ended, or soon will be. */
  boolean isAlone() {
    return declared || lastState.filter(FailoverState.PARTNER_DOWN::equals).isPresent();
  }

  /** When it was last in PARTNER-DOWN. */
  long lastAlone() {
    return lastAlone;
  }

  /** The storage of the machine is gone. */
  void forgets() {
    lost = true;
    declared = false;
    lastState = Optional.empty();
  }

  /** Whether it has lost all and has not been told all again. */
  boolean mustHear() {
    return lost;
  }

  Optional<RelationshipHandle> relationship() {
    return Optional.ofNullable(handle());
  }

  /** Searched for when the server has another list, as after a start or a reload. */
  private @Nullable RelationshipHandle handle() {
    List<RelationshipHandle> now = machine.relationships();
    if (!now.equals(listed)) {
      listed = now;
      handle = null;
      for (RelationshipHandle each : now) {
        if (handle == null && each.name().equals(relationship)) {
          handle = each;
        }
      }
    }
    return handle;
  }

  Optional<FailoverState> state() {
    return relationship().flatMap(RelationshipHandle::state);
  }

  /** The operator's word; {@code told} gets the refusal, empty if there is none. */
  void partnerDown(java.util.function.Consumer<String> told) {
    Machine.Run here = machine.run().orElse(null);
    Optional<ActorRef<EndpointCommand>> endpoint =
        relationship().flatMap(RelationshipHandle::endpoint);
    if (here == null || endpoint.isEmpty()) {
      told.accept("it does not run");
      return;
    }
    world.as(
        here.process(),
        () -> {
          CompletionStage<EndpointCommand.Declared> answer =
              AskPattern.ask(
                  endpoint.get(),
                  EndpointCommand.DeclarePartnerDown::new,
                  ANSWER_LIMIT,
                  here.server().system().scheduler());
          world.whenDone(
              answer,
              (declared, late) ->
                  told.accept(declared == null ? "no answer" : declared.refusal().orElse("")));
        });
  }

  /** All leases of its pools, once the world has gone on for a moment; none if a pool is busy. */
  List<Lease> leases() {
    return leasesIfKnown().orElse(List.of());
  }

  /** The same; empty if the server does not run or a pool does not answer. */
  Optional<List<Lease>> leasesIfKnown() {
    Machine.Run here = machine.run().orElse(null);
    if (here == null) {
      return Optional.empty();
    }
    List<Lease> leases = new ArrayList<>();
    for (PoolHandle pool : here.server().pools()) {
      if (pool.relationship().filter(each -> each.name().equals(relationship)).isEmpty()) {
        continue;
      }
      Optional<List<Lease>> page = pool.allocator().flatMap(allocator -> leases(here, allocator));
      if (page.isEmpty()) {
        return Optional.empty();
      }
      leases.addAll(page.get());
    }
    return Optional.of(leases);
  }

  private Optional<List<Lease>> leases(
      Machine.Run here, ActorRef<PoolAllocator.Command> allocator) {
    List<Optional<List<Lease>>> pages = new ArrayList<>();
    world.as(
        here.process(),
        () ->
            world.whenDone(
                AskPattern.<PoolAllocator.Command, PoolAllocator.LeasePage>ask(
                    allocator,
                    me -> new PoolAllocator.ListLeases(null, EVERYTHING, me),
                    ANSWER_LIMIT,
                    here.server().system().scheduler()),
                (page, late) ->
                    pages.add(Optional.ofNullable(page).map(PoolAllocator.LeasePage::leases))));
    long end = world.nanos() + ANSWER_LIMIT.toNanos();
    while (pages.isEmpty() && world.step(end)) {
      // until it has answered
    }
    return pages.isEmpty() ? Optional.empty() : pages.getFirst();
  }
}
