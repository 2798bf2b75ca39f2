package io.outrigger.loadclient;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The part of the command line that says what each client does. */
@SuppressWarnings("NullAway.Init") // set by picocli
final class SessionOptions {

  /** What a client wants. */
  enum IaKind {
    NA,
    PD
  }

  /** What an exchange begins with. */
  enum Scenario {
    LEASE,
    INFORMATION
  }

  /** When leases are extended. */
  enum RenewTime {
    NOW,
    T1
  }

  @Option(
      names = "--scenario",
      defaultValue = "lease",
      paramLabel = "lease|information",
      description =
          "SOLICIT and REQUEST, or one INFORMATION-REQUEST alone (default: ${DEFAULT-VALUE}).")
  private Scenario scenario;

  @Option(
      names = "--ia",
      split = ",",
      defaultValue = "na",
      paramLabel = "na|pd",
      description = "An address, a prefix, or both (default: ${DEFAULT-VALUE}).")
  private List<IaKind> ias;

  @Option(names = "--pd-length", paramLabel = "BITS", description = "The prefix length to hint at.")
  private int prefixLength;

  @Option(names = "--rapid-commit", description = "Let a REPLY answer the SOLICIT.")
  private boolean rapidCommit;

  @Option(
      names = "--collect",
      description = "Wait for the ADVERTISEs of all servers; else the first one is taken.")
  private boolean collect;

  @Option(names = "--confirm", description = "Then CONFIRM.")
  private boolean confirm;

  @Option(
      names = "--renew",
      arity = "0..1",
      fallbackValue = "now",
      paramLabel = "now|t1",
      description = "Then RENEW, at once or at T1; --rebind then waits for T2.")
  private RenewTime renew;

  @Option(names = "--rebind", description = "Then REBIND.")
  private boolean rebind;

  @Option(names = "--information-request", description = "Then INFORMATION-REQUEST.")
  private boolean information;

  @Option(names = "--decline", description = "Then DECLINE the address.")
  private boolean decline;

  @Option(names = "--release", description = "Then RELEASE everything.")
  private boolean release;

  @Option(
      names = "--keep",
      description = "Then keep the leases, renewing, until SIGTERM or the end of --duration.")
  private boolean keep;

  @Option(
      names = "--timer-scale",
      defaultValue = "1",
      paramLabel = "FACTOR",
      description = "Multiplies the times of retransmission (default: ${DEFAULT-VALUE}).")
  private double timerScale;

  @Option(
      names = "--transmissions",
      defaultValue = "4",
      paramLabel = "N",
      description =
          "Give a message up after so many; 0: as RFC 8415 has it (default: ${DEFAULT-VALUE};"
              + " without effect with --keep).")
  private int transmissions;

  boolean keeps() {
    return keep;
  }

  SessionPlan plan(CommandSpec spec) {
    if (!(timerScale > 0) || transmissions < 0 || prefixLength < 0 || prefixLength > 128) {
      throw new ParameterException(
          spec.commandLine(),
          "--timer-scale is above 0, --transmissions not below 0, --pd-length 0 to 128");
    }
    return SessionPlan.builder()
        .addresses(ias.contains(IaKind.NA))
        .prefixes(ias.contains(IaKind.PD))
        .prefixLengthHint(prefixLength)
        .rapidCommit(rapidCommit)
        .collectAdvertises(collect)
        .solicit(scenario == Scenario.LEASE)
        .actions(actions())
        .renewAtT1(renew == RenewTime.T1)
        .keep(keep)
        .transmissions(transmissions)
        .timers(new ClientTimers(timerScale))
        .build();
  }

  private Set<Action> actions() {
    Set<Action> actions = EnumSet.noneOf(Action.class);
    add(actions, confirm, Action.CONFIRM);
    add(actions, renew != null, Action.RENEW);
    add(actions, rebind, Action.REBIND);
    add(actions, information || scenario == Scenario.INFORMATION, Action.INFORMATION_REQUEST);
    add(actions, decline, Action.DECLINE);
    add(actions, release, Action.RELEASE);
    return actions;
  }

  private static void add(Set<Action> actions, boolean wanted, Action action) {
    if (wanted) {
      actions.add(action);
    }
  }
}
