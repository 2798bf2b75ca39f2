package io.outrigger.loadclient;

import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.PreferenceOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an ADVERTISE offers.
 *
 * @param preference 0 to 255, the last chosen without waiting (RFC 8415 §18.2.1)
 * @param ias those with something in them, as a REQUEST repeats them: without times
 */
record Offer(Duid server, int preference, List<DhcpOption> ias) {
  static final int CHOOSE_AT_ONCE = 255;

  static Offer of(Duid server, int iaid, ClientServerMessage advertise) {
    List<DhcpOption> filled = new ArrayList<>(2);
    for (DhcpOption option : advertise.options().all()) {
      switch (option) {
        case IaNaOption ia when ia.iaid() == iaid -> addresses(ia).ifPresent(filled::add);
        case IaPdOption ia when ia.iaid() == iaid -> prefixes(ia).ifPresent(filled::add);
        default -> {}
      }
    }
    int preference =
        advertise.options().first(PreferenceOption.class).map(PreferenceOption::value).orElse(0);
    return new Offer(server, preference, List.copyOf(filled));
  }

  private static Optional<DhcpOption> addresses(IaNaOption ia) {
    Options.Builder asked = Options.builder();
    for (IaAddressOption each : ia.options().all(IaAddressOption.class)) {
      asked.add(new IaAddressOption(each.address(), 0, 0, Options.EMPTY));
    }
    Options all = asked.build();
    return all.isEmpty() ? Optional.empty() : Optional.of(new IaNaOption(ia.iaid(), 0, 0, all));
  }

  private static Optional<DhcpOption> prefixes(IaPdOption ia) {
    Options.Builder asked = Options.builder();
    for (IaPrefixOption each : ia.options().all(IaPrefixOption.class)) {
      asked.add(IaPrefixOption.of(each.toPrefix(), 0, 0, Options.EMPTY));
    }
    Options all = asked.build();
    return all.isEmpty() ? Optional.empty() : Optional.of(new IaPdOption(ia.iaid(), 0, 0, all));
  }

  boolean isEmpty() {
    return ias.isEmpty();
  }

  /** Whether this is preferred (RFC 8415 §18.2.9): preference, then more of what was asked for. */
  boolean isBetterThan(@Nullable Offer other) {
    return other == null
        || preference > other.preference
        || (preference == other.preference && ias.size() > other.ias.size());
  }
}
