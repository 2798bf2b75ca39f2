package io.outrigger.simulation;

import io.outrigger.endpoint.FailoverState;
import io.outrigger.loadclient.HeldLease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings faults upon a pair. It does what may happen to servers and what an operator may do, not
 * what RFC 8156 cannot survive: where a server serves alone, its partner comes back to where it can
 * hear that.
 */
final class Troubles {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(40);

  /** In which a server has all that it ever promised. */
  private static final Set<FailoverState> RECOVERING =
      EnumSet.of(FailoverState.RECOVER, FailoverState.RECOVER_WAIT, FailoverState.RECOVER_DONE);

  private static final Set<FailoverState> KNOWING =
      EnumSet.of(
          FailoverState.NORMAL,
          FailoverState.COMMUNICATIONS_INTERRUPTED,
          FailoverState.PARTNER_DOWN);

  private final Pair pair;
  private final World world;
  private final Options options;
  private final Checks checks;
  private final Conflicts conflicts;
  private final Slips slips;
  private final Breakages breakages;
  private final Ambush ambush;
  private final Losses losses;
  private final Map<String, Integer> counts = new TreeMap<>();

  /** Of all relationships, this one too; of others a hub has its share. */
  private List<Troubles> all = List.of(this);

  private boolean over;
  private long quietUntil;
  private @Nullable Host returning;
  private SplittableRandom dice = new SplittableRandom(0);

  Troubles(Pair pair, Options options, Checks checks, Conflicts conflicts) {
    this.checks = checks;
    this.conflicts = conflicts;
    this.pair = pair;
    this.world = pair.world();
    this.options = options;
    this.breakages = new Breakages(pair, this);
    this.ambush =
        new Ambush(pair, this, patience(options), Duration.ofSeconds(options.mcltSeconds()));
    this.losses = new Losses(pair, this, checks, Duration.ofSeconds(3 * options.mcltSeconds()));
    this.slips = new Slips(pair, options, checks, this);
  }

  /** To be told of those of all relationships, where a server has several. */
  void beside(List<Troubles> relationships) {
    all = relationships;
  }

  /** What goes wrong with the other relationships of a machine, if it is a hub. */
  private List<Troubles> beside(Host host) {
    return all.stream().filter(each -> each != this && each.host(host.machine()) != null).toList();
  }

  private @Nullable Host host(Machine machine) {
    return pair.hosts().stream().filter(each -> each.machine() == machine).findFirst().orElse(null);
  }

  private void died(Host host) {
    conflicts.died();
    beside(host).forEach(each -> each.conflicts.died());
  }

  void begin(List<FaultPlan.Planned> plan) {
    for (FaultPlan.Planned each : plan) {
      later(
          each.at(),
          () -> {
            if (all.stream().noneMatch(Troubles::isQuiet)) {
              dice = new SplittableRandom(each.dice());
              bring(each.fault());
            }
          });
    }
  }

  private void bring(Fault fault) {
    switch (fault) {
      case CUT, ONE_WAY_CUT, RESET, STALL, REFUSE -> breakages.cut(fault, any());
      case KILL, CRASH, STOP -> death(fault);
      case LOST_STATE -> losses.begin(dice.split());
      case FULL_DISK, SLOW_DISK, WRITE_ERROR -> breakages.disk(fault, any());
      case AMBUSH -> ambush.lay(dice.split());
      case CLOCK_STEP, WRONG_CLOCK, WRONG_WORD, RELOAD -> slips.bring(fault, dice);
    }
  }

  /** Nothing more happens, and all that was broken works. */
  void end() {
    over = true;
    ambush.giveUp();
    losses.giveUp();
    breakages.mend();
    slips.end();
    pair.hosts().forEach(this::comeBack);
  }

  /** A client is told that it has a lease. */
  void granted(Client client, HeldLease lease) {
    ambush.granted(client);
    losses.granted(client, lease);
  }

  /** To be called after each step. */
  void look() {
    ambush.look();
  }

  /** After that a server drops a partner that does not answer what it was asked. */
  private static Duration patience(Options options) {
    return Duration.ofSeconds(Math.max(15, options.keepaliveSeconds()));
  }

  Breakages breakages() {
    return breakages;
  }

  void die(Host host, String where) {
    die(host, where, anyTime());
  }

  void die(Host host, String where, Duration away) {
    if (host.isRunning() && !host.isLeaving()) {
      note(Fault.AMBUSH, host.name() + " dies, " + where);
      died(host);
      host.kill();
      world.after(away, () -> comeBack(host));
    }
  }

  /**
   * A server loses its state while conflicts are being resolved, so that what clients hold is no
   * measure until it has been told all again.
   *
   * @return whether it did
   */
  boolean loseInConflict(Host host, String where, Duration away) {
    Host survivor = pair.other(host);
    if (!conflicts.isOpen()
        || !host.isRunning()
        || host.isLeaving()
        || !survivor.isRunning()
        || survivor.mustHear()
        || slips.isClockWrong()
        || !beside(host).stream().allMatch(each -> each.canBear(host.machine()))) {
      return false;
    }
    note(Fault.AMBUSH, host.name() + " loses its state, " + where);
    died(host);
    conflicts.incomplete(host);
    forget(host);
    world.after(away, () -> comeBack(host));
    return true;
  }

  private void forget(Host host) {
    host.crash();
    host.loseState();
    checks.lost(host);
    for (Troubles each : beside(host)) {
      Host same = each.host(host.machine());
      if (same != null) {
        each.checks.lost(same);
      }
    }
  }

  /** Also where that is wrong. */
  void declareIfRunning(Host host) {
    if (host.isRunning()
        && !host.mustHear()
        && !pair.other(host).mustHear()
        && !slips.isClockWrong()) {
      declare(host);
    }
  }

  /** How often what happened. */
  Map<String, Integer> counts() {
    return counts;
  }

  void later(Duration delay, Runnable event) {
    world.after(
        delay,
        () -> {
          if (!over) {
            event.run();
          }
        });
  }

  void note(Fault fault, String where) {
    counts.merge(fault.name(), 1, Integer::sum);
    world.trace().add("* " + fault + " " + where);
  }

  Duration anyTime() {
    return Duration.ofMillis(
        switch (dice.nextInt(4)) {
          case 0 -> dice.nextLong(2000);
          case 1 -> dice.nextLong(30_000);
          case 2 -> dice.nextLong(300_000);
          default -> dice.nextLong(2_400_000);
        });
  }

  private Host any() {
    return pair.hosts().get(dice.nextInt(2));
  }

  /** While one that comes back has yet to hear its partner. */
  private boolean isQuiet() {
    return world.nanos() < quietUntil
        && (returning == null
            || !returning.isRunning()
            || returning.known() == FailoverState.STARTUP);
  }

  private void death(Fault fault) {
    Host host = any();
    if (!host.isRunning() || host.isLeaving()) {
      return;
    }
    note(fault, host.name());
    Duration away = anyTime();
    died(host);
    switch (fault) {
      case KILL -> host.kill();
      case CRASH -> host.crash();
      default -> {
        host.stop();
        world.after(Duration.ofSeconds(31).plus(away), () -> comeBack(host));
        return;
      }
    }
    world.after(away, () -> comeBack(host));
    perhapsDeclared(host, away);
  }

  private void perhapsDeclared(Host host, Duration away) {
    if (dice.nextDouble() < options.operator()) {
      later(away.dividedBy(2), () -> declareDown(host));
    }
  }

  /**
   * Where the partner is in PARTNER-DOWN, or all was lost here, the way between them is open first,
   * and stays so until they have met, as a careful operator sees to.
   */
  private void comeBack(Host host) {
    if (host.isRunning()) {
      return;
    }
    List<Troubles> concerned = new ArrayList<>(beside(host));
    concerned.addFirst(this);
    if (concerned.stream().anyMatch(each -> each.mustWait(host.machine()))) {
      world.after(Duration.ofSeconds(20), () -> comeBack(host));
      return;
    }
    concerned.forEach(each -> each.welcome(host.machine()));
    world.trace().add("* start " + host.name());
    host.start();
  }

  private boolean needsPartner(Host host) {
    Host partner = pair.other(host);
    boolean partnerWaits = !host.mustHear() && (host.isAlone() || partner.mustHear());
    return host.mustHear() || (partner.isAlone() && (partner.isRunning() || !partnerWaits));
  }

  private boolean mustWait(Machine machine) {
    Host host = host(machine);
    if (host == null || !needsPartner(host)) {
      return false;
    }
    Host partner = pair.other(host);
    return !partner.isRunning() || partner.isLeaving();
  }

  private void welcome(Machine machine) {
    Host host = host(machine);
    if (host != null && needsPartner(host)) {
      clearTheWay();
      returning = host;
    }
  }

  private void clearTheWay() {
    breakages.mend();
    slips.mendClocks();
    quietUntil = world.nanos() + STARTS_WITHIN.toNanos();
  }

  private void declareDown(Host host) {
    Host survivor = pair.other(host);
    boolean knows = survivor.state().filter(RECOVERING::contains).isEmpty();
    if (host.isRunning()
        || host.isAlone()
        || !survivor.isRunning()
        || !knows
        || slips.isClockWrong()) {
      return; // what the partner gave since the survivor failed, the survivor does not know
    }
    counts.merge("partner-down", 1, Integer::sum);
    declare(survivor);
  }

  void declare(Host survivor) {
    world.trace().add("* partner-down " + survivor.name());
    survivor.declared(true);
    survivor.partnerDown(refusal -> answered(survivor, refusal));
  }

  private void answered(Host survivor, String refusal) {
    if (!refusal.isEmpty()) {
      world.trace().add("* " + survivor.name() + " refuses: " + refusal);
      survivor.declared(false);
    }
  }

  /** Whether each has all that it ever promised, and neither serves alone. */
  boolean isCalm() {
    return !conflicts.isOpen()
        && !slips.isClockWrong()
        && pair.hosts().stream()
            .allMatch(
                each ->
                    each.isRunning()
                        && !each.isLeaving()
                        && !each.isAlone()
                        && !each.mustHear()
                        && each.state().filter(KNOWING::contains).isPresent());
  }

  /**
   * The state of a server goes while the other one lives.
   *
   * @return whether it did: not if the other one does not know what it would forget
   */
  boolean lose(Host host, Duration away) {
    boolean bearable =
        host.isRunning()
            && !host.isLeaving()
            && canBear(host.machine())
            && beside(host).stream().allMatch(each -> each.canBear(host.machine()));
    if (bearable) {
      note(Fault.LOST_STATE, host.name());
      forget(host);
      world.after(away, () -> comeBack(host));
      perhapsDeclared(host, away);
    }
    return bearable;
  }

  /** Whether the partner knows all that a machine would forget. */
  private boolean canBear(Machine machine) {
    Host host = host(machine);
    if (host == null) {
      return true;
    }
    Host survivor = pair.other(host);
    return !host.isAlone()
        && !survivor.mustHear()
        && !conflicts.isOpen()
        && !slips.isClockWrong()
        && survivor.state().filter(KNOWING::contains).isPresent();
  }
}
