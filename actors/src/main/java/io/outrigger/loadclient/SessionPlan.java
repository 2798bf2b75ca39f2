package io.outrigger.loadclient;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;

/**
 * What a session asks for and does.
 *
 * @param addresses whether it wants an IA_NA
 * @param prefixes whether it wants an IA_PD
 * @param prefixLengthHint 0: none (RFC 8168)
 * @param rapidCommit whether a SOLICIT may be answered with a REPLY
 * @param collectAdvertises whether it waits for the offers of all servers (RFC 8415 §18.2.1) rather
 *     than take the first
 * @param solicit false: no lease is asked for, only the actions are done
 * @param actions what follows the lease
 * @param renewAtT1 whether RENEW and REBIND wait for T1 and T2 rather than follow at once
 * @param keep whether it goes on afterwards as a client does: renews, rebinds, starts again
 * @param transmissions of one message before it is given up, where the RFC allows more; 0: as the
 *     RFC has it. Without effect if {@code keep}
 * @param timers of retransmission
 */
public record SessionPlan(
    boolean addresses,
    boolean prefixes,
    int prefixLengthHint,
    boolean rapidCommit,
    boolean collectAdvertises,
    boolean solicit,
    List<Action> actions,
    boolean renewAtT1,
    boolean keep,
    int transmissions,
    ClientTimers timers) {

  public SessionPlan {
    actions = actions.isEmpty() ? List.of() : List.copyOf(EnumSet.copyOf(actions));
  }

  /** One address by SOLICIT and REQUEST, at most 4 transmissions of each. */
  public static Builder builder() {
    return new Builder();
  }

  /** Starts from one address by SOLICIT and REQUEST; see the components of the record. */
  public static final class Builder {
    private boolean addresses = true;
    private boolean prefixes;
    private int prefixLengthHint;
    private boolean rapidCommit;
    private boolean collectAdvertises;
    private boolean solicit = true;
    private List<Action> actions = List.of();
    private boolean renewAtT1;
    private boolean keep;
    private int transmissions = 4;
    private ClientTimers timers = ClientTimers.RFC_8415;

    private Builder() {}

    public Builder addresses(boolean wanted) {
      addresses = wanted;
      return this;
    }

    public Builder prefixes(boolean wanted) {
      prefixes = wanted;
      return this;
    }

    public Builder prefixLengthHint(int length) {
      prefixLengthHint = length;
      return this;
    }

    public Builder rapidCommit(boolean allowed) {
      rapidCommit = allowed;
      return this;
    }

    public Builder collectAdvertises(boolean collect) {
      collectAdvertises = collect;
      return this;
    }

    public Builder solicit(boolean asks) {
      solicit = asks;
      return this;
    }

    public Builder actions(Collection<Action> wanted) {
      actions = List.copyOf(wanted);
      return this;
    }

    public Builder renewAtT1(boolean waits) {
      renewAtT1 = waits;
      return this;
    }

    public Builder keep(boolean goesOn) {
      keep = goesOn;
      return this;
    }

    public Builder transmissions(int limit) {
      transmissions = limit;
      return this;
    }

    public Builder timers(ClientTimers wanted) {
      timers = wanted;
      return this;
    }

    public SessionPlan build() {
      return new SessionPlan(
          addresses,
          prefixes,
          prefixLengthHint,
          rapidCommit,
          collectAdvertises,
          solicit,
          actions,
          renewAtT1,
          keep,
          transmissions,
          timers);
    }
  }
}
