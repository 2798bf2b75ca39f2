package io.outrigger.client;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.IaTaOption;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.PdExcludeOption;
import io.outrigger.lease.GrantedLifetimes;
import io.outrigger.lease.LifetimePolicy;
import io.outrigger.pool.IaResult.Grant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The IA options of one answer. T1 and T2 are the same in all of them: the smallest of all leases
 * in the answer, so that the client renews everything at once (RFC 8415 §18.3.2).
 */
final class IaOptions {
  private static final int PD_EXCLUDE = 67;

  private final long t1Seconds;
  private final long t2Seconds;
  private final boolean wantsExclude;

  IaOptions(List<IaOutcome> outcomes, Set<Integer> requestedOptions) {
    long t1 = LifetimePolicy.INFINITE;
    long t2 = LifetimePolicy.INFINITE;
    boolean any = false;
    for (IaOutcome outcome : outcomes) {
      if (outcome instanceof IaOutcome.Leases leases) {
        for (Grant grant : leases.grants()) {
          any = true;
          t1 = Math.min(t1, grant.lifetimes().t1Seconds());
          t2 = Math.min(t2, grant.lifetimes().t2Seconds());
        }
      }
    }
    t1Seconds = any ? t1 : 0;
    t2Seconds = any ? t2 : 0;
    wantsExclude = requestedOptions.contains(PD_EXCLUDE);
  }

  /** The answer's IA option for the client's; empty if the answer leaves it out. */
  Optional<DhcpOption> answer(DhcpOption asked, IaOutcome outcome) {
    return switch (outcome) {
      case IaOutcome.Omitted _unused -> Optional.empty();
      case IaOutcome.Status status ->
          Optional.of(ia(asked, Options.of(Answers.status(status.code(), status.text()))));
      case IaOutcome.Revoked revoked -> {
        Options.Builder content = Options.builder();
        revoked.resources().forEach(resource -> content.add(ended(asked, resource)));
        yield Optional.of(ia(asked, content.build()));
      }
      case IaOutcome.Leases leases -> {
        Options.Builder content = Options.builder();
        leases.grants().forEach(grant -> content.add(lease(asked, grant, leases)));
        leases.revoked().forEach(resource -> content.add(ended(asked, resource)));
        yield Optional.of(ia(asked, content.build()));
      }
    };
  }

  private DhcpOption ia(DhcpOption asked, Options content) {
    return switch (asked) {
      case IaNaOption ia -> new IaNaOption(ia.iaid(), t1Seconds, t2Seconds, content);
      case IaPdOption ia -> new IaPdOption(ia.iaid(), t1Seconds, t2Seconds, content);
      case IaTaOption ia -> new IaTaOption(ia.iaid(), content);
      default -> throw new IllegalArgumentException("no IA option: " + asked);
    };
  }

  private DhcpOption lease(DhcpOption asked, Grant grant, IaOutcome.Leases leases) {
    GrantedLifetimes lifetimes = grant.lifetimes();
    if (!(asked instanceof IaPdOption)) {
      return new IaAddressOption(
          grant.resource().address(),
          lifetimes.preferredSeconds(),
          lifetimes.validSeconds(),
          Options.EMPTY);
    }
    Optional<Ipv6Prefix> exclude = wantsExclude ? leases.pool().exclude() : Optional.empty();
    Options content =
        exclude
            .filter(e -> e.length() > grant.resource().length())
            .map(e -> Options.of(exclude(grant.resource(), e)))
            .orElse(Options.EMPTY);
    return new IaPrefixOption(
        lifetimes.preferredSeconds(),
        lifetimes.validSeconds(),
        grant.resource().length(),
        grant.resource().address(),
        content);
  }

  private static DhcpOption ended(DhcpOption asked, Ipv6Prefix resource) {
    return asked instanceof IaPdOption
        ? new IaPrefixOption(0, 0, resource.length(), resource.address(), Options.EMPTY)
        : new IaAddressOption(resource.address(), 0, 0, Options.EMPTY);
  }

  /** The bits of {@code excluded} past the delegated prefix, left-aligned (RFC 6603 §4.2). */
  private static PdExcludeOption exclude(Ipv6Prefix delegated, Ipv6Prefix excluded) {
    int bits = excluded.length() - delegated.length();
    byte[] octets = excluded.address().toOctets();
    byte[] subnet = new byte[(bits + 7) / 8];
    for (int i = 0; i < bits; i++) {
      int from = delegated.length() + i;
      int bit = (octets[from / 8] >>> (7 - from % 8)) & 1;
      subnet[i / 8] |= (byte) (bit << (7 - i % 8));
    }
    return new PdExcludeOption(excluded.length(), Bytes.of(subnet));
  }
}
