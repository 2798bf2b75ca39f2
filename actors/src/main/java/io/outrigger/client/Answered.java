package io.outrigger.client;

import io.outrigger.dhcp.Ipv6Prefix;
import java.util.ArrayList;
import java.util.List;

/**
 * What the pools asked so far said beside that they have nothing.
 *
 * @param ended one of them carried out a Release or Decline
 * @param notServing one of them may not answer now
 * @param uncertain one of them does not know, or cannot be asked, whether its partner has a lease
 * @param barred what the client holds and may not keep
 */
record Answered(boolean ended, boolean notServing, boolean uncertain, List<Ipv6Prefix> barred) {
  static final Answered NOTHING = new Answered(false, false, false, List.of());

  Answered andEnded() {
    return new Answered(true, notServing, uncertain, barred);
  }

  Answered andNotServing() {
    return new Answered(ended, true, uncertain, barred);
  }

  Answered andUncertain(boolean newly) {
    return newly ? new Answered(ended, notServing, true, barred) : this;
  }

  Answered andBarred(List<Ipv6Prefix> more) {
    List<Ipv6Prefix> all = new ArrayList<>(barred);
    all.addAll(more);
    return new Answered(ended, notServing, uncertain, List.copyOf(all));
  }
}
