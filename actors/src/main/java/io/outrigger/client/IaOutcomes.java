package io.outrigger.client;

import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.Decline;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.Rebind;
import io.outrigger.dhcp.Release;
import io.outrigger.dhcp.Renew;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.pool.IaResult;
import io.outrigger.pool.IaResult.Grant;
import io.outrigger.pool.PoolRef;
import java.util.ArrayList;
import java.util.List;

/** From what the pools said of an IA to what the answer says of it (RFC 8415 §18.3). */
final class IaOutcomes {
  private IaOutcomes() {}

  /** The outcome when {@code pool} has leases for the client. */
  static IaOutcome granted(
      ClientServerMessage message, IaPlan plan, IaResult.Granted granted, PoolRef pool) {
    // §18.3.4, §18.3.5, and for the first answer §18.3.2: only what is assigned.
    List<Ipv6Prefix> revoked =
        message instanceof Renew || message instanceof Rebind
            ? without(plan.named(), granted.grants())
            : List.of();
    return new IaOutcome.Leases(granted.grants(), revoked, pool);
  }

  /**
   * The outcome when no pool had anything.
   *
   * @param answered what the pools said instead
   */
  static IaOutcome exhausted(
      ClientServerMessage message, IaPlan plan, Link link, Answered answered) {
    boolean prefixes = plan.option() instanceof IaPdOption;
    return switch (message) {
      case Release _unused -> answered.ended() ? IaOutcome.OMITTED : noBinding();
      case Decline _unused -> answered.ended() ? IaOutcome.OMITTED : noBinding();
      case Renew renew -> notExtended(renew, plan, link, answered);
      case Rebind rebind -> notExtended(rebind, plan, link, answered);
      default -> noneAvailable(prefixes);
    };
  }

  private static IaOutcome notExtended(
      ClientServerMessage message, IaPlan plan, Link link, Answered answered) {
    boolean prefixes = plan.option() instanceof IaPdOption;
    if (!answered.barred().isEmpty()) {
      return barred(plan, answered);
    }
    if (plan.named().isEmpty() && IaPlanner.mayCreate(message, link)) {
      return noneAvailable(prefixes);
    }
    // RFC 8415 §18.3.5 leaves the choice: NoBinding would take from the client what the partner
    // gave it and could not tell any more. A client that this server has extended one IA for
    // renews all of them here the next time.
    if (answered.uncertain()) {
      return IaOutcome.OMITTED;
    }
    // A REBIND may be of what another server gave. To end that takes explicit configuration
    // (§18.3.5), and to deny it some: who has nothing of the kind on this link leaves it out.
    if (message instanceof Rebind && !plan.named().isEmpty() && !knowsAny(link, prefixes)) {
      return IaOutcome.OMITTED;
    }
    return notHeld(plan, link, prefixes);
  }

  private static boolean knowsAny(Link link, boolean prefixes) {
    return prefixes ? !link.delegations().pools().isEmpty() : !link.prefixes().isEmpty();
  }

  /**
   * Lifetimes 0 for what the client holds and may not keep (RFC 8415 §18.3.4), and for what else it
   * names, unless the partner may have given it that.
   */
  private static IaOutcome barred(IaPlan plan, Answered answered) {
    if (plan.named().isEmpty()) {
      return new IaOutcome.Revoked(answered.barred());
    }
    List<Ipv6Prefix> revoked = new ArrayList<>(plan.named());
    if (answered.uncertain()) {
      revoked.retainAll(answered.barred());
    }
    return revoked.isEmpty() ? IaOutcome.OMITTED : new IaOutcome.Revoked(revoked);
  }

  private static IaOutcome notHeld(IaPlan plan, Link link, boolean prefixes) {
    List<Ipv6Prefix> inappropriate = new ArrayList<>();
    for (Ipv6Prefix resource : plan.named()) {
      boolean fits =
          prefixes ? link.delegations().covers(resource) : link.isOnLink(resource.address());
      if (!fits) {
        inappropriate.add(resource);
      }
    }
    return inappropriate.isEmpty() ? noBinding() : new IaOutcome.Revoked(inappropriate);
  }

  private static List<Ipv6Prefix> without(List<Ipv6Prefix> named, List<Grant> grants) {
    List<Ipv6Prefix> rest = new ArrayList<>(0);
    for (Ipv6Prefix resource : named) {
      if (grants.stream().noneMatch(grant -> grant.resource().equals(resource))) {
        rest.add(resource);
      }
    }
    return rest;
  }

  private static IaOutcome noBinding() {
    return new IaOutcome.Status(StatusCode.NO_BINDING, "no binding of this client is known here");
  }

  private static IaOutcome noneAvailable(boolean prefixes) {
    return prefixes
        ? new IaOutcome.Status(StatusCode.NO_PREFIX_AVAIL, "no prefix is free for this client")
        : new IaOutcome.Status(StatusCode.NO_ADDRS_AVAIL, "no address is free for this client");
  }
}
