package io.outrigger.client;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.ClientFqdnOption;
import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.Decline;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.IaTaOption;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.OctetWriter;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.RapidCommitOption;
import io.outrigger.dhcp.Rebind;
import io.outrigger.dhcp.Release;
import io.outrigger.dhcp.Renew;
import io.outrigger.dhcp.Request;
import io.outrigger.dhcp.Solicit;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.lease.ClientContext;
import io.outrigger.lease.ClientIa;
import io.outrigger.pool.IaRequest;
import io.outrigger.pool.PoolRef;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says of each IA of a message which pools to ask for what (RFC 8415 §18.3): pure. */
final class IaPlanner {
  /** More than any real client has; without a limit one datagram could take 4,000 leases. */
  static final int MOST_IAS = 64;

  private final ClientRequest request;
  private final Link link;
  private final Duid duid;
  private final ClientContext context;

  private IaPlanner(ClientRequest request, Link link, Duid duid) {
    this.request = request;
    this.link = link;
    this.duid = duid;
    this.context = new ClientContext(request.relayData(), clientName(request.message().options()));
  }

  static List<IaPlan> plan(ClientRequest request, Link link, Duid duid) {
    IaPlanner planner = new IaPlanner(request, link, duid);
    List<IaPlan> plans = new ArrayList<>(2);
    for (DhcpOption option : request.message().options().all()) {
      if (plans.size() == MOST_IAS) {
        break;
      }
      switch (option) {
        case IaNaOption ia -> plans.add(planner.addresses(ia));
        case IaPdOption ia -> plans.add(planner.prefixes(ia));
        case IaTaOption ia -> plans.add(planner.temporary(ia));
        default -> {}
      }
    }
    return plans;
  }

  /** Whether a message would be answered with committed leases (RFC 8415 §18.3.1). */
  static boolean commits(ClientServerMessage message, Link link) {
    return !(message instanceof Solicit)
        || (link.rapidCommit() && message.options().has(RapidCommitOption.class));
  }

  /**
   * Whether an IA of a Renew or Rebind may get a lease that it has not got: in a Renew always (RFC
   * 8415 §18.3.4), in a Rebind where rapid commit is on (§18.3.5).
   */
  static boolean mayCreate(ClientServerMessage message, Link link) {
    return message instanceof Renew || link.rapidCommit();
  }

  private IaPlan addresses(IaNaOption ia) {
    List<Ipv6Prefix> named = new ArrayList<>(1);
    for (IaAddressOption address : ia.options().all(IaAddressOption.class)) {
      named.add(Ipv6Prefix.of(address.address()));
    }
    return isOffLink(ia.options())
        ? IaPlan.settled(ia, named, notOnLink())
        : ask(ia, ia.iaid(), named, link.addresses(), link.addresses().pools());
  }

  /**
   * Whether a Request names what does not belong on the link: one inappropriate address condemns
   * the IA_NA or IA_TA (RFC 8415 §18.3.2), but nothing does so to an IA_PD.
   */
  private boolean isOffLink(Options ia) {
    return request.message() instanceof Request
        && ia.all(IaAddressOption.class).stream().anyMatch(a -> link.isOffLink(a.address()));
  }

  private static IaOutcome notOnLink() {
    return new IaOutcome.Status(StatusCode.NOT_ON_LINK, "an address does not belong on this link");
  }

  private IaPlan prefixes(IaPdOption ia) {
    List<Ipv6Prefix> named = new ArrayList<>(1);
    int lengthHint = 0;
    int lengthNamed = 0;
    for (IaPrefixOption prefix : ia.options().all(IaPrefixOption.class)) {
      if (prefix.prefixLength() > 128) {
        continue;
      }
      if (prefix.prefix().isUnspecified()) {
        lengthHint = lengthHint == 0 ? prefix.prefixLength() : lengthHint;
      } else {
        lengthNamed = lengthNamed == 0 ? prefix.prefixLength() : lengthNamed;
        named.add(Ipv6Prefix.of(prefix.prefix(), prefix.prefixLength()));
      }
    }
    List<PoolRef> pools =
        PrefixLengths.byCloseness(
            link.delegations().pools(), lengthHint == 0 ? lengthNamed : lengthHint);
    return ask(ia, ia.iaid(), named, link.delegations(), pools);
  }

  /** Temporary addresses are not served (RFC 8415 §18.3.2 gives the status). */
  private IaPlan temporary(IaTaOption ia) {
    List<Ipv6Prefix> named =
        ia.options().all(IaAddressOption.class).stream()
            .map(address -> Ipv6Prefix.of(address.address()))
            .toList();
    IaOutcome outcome =
        switch (request.message()) {
          case Solicit _unused -> noAddrs();
          case Request _unused -> isOffLink(ia.options()) ? notOnLink() : noAddrs();
          default ->
              new IaOutcome.Status(StatusCode.NO_BINDING, "temporary addresses are not served");
        };
    return IaPlan.settled(ia, named, outcome);
  }

  private static IaOutcome noAddrs() {
    return new IaOutcome.Status(StatusCode.NO_ADDRS_AVAIL, "temporary addresses are not served");
  }

  private IaPlan ask(
      DhcpOption option, int iaid, List<Ipv6Prefix> named, Link.Kind kind, List<PoolRef> inOrder) {
    ClientIa client = new ClientIa(duid, iaid);
    List<Ipv6Prefix> reserved = link.reservations().of(request, duid, iaid);
    return switch (request.message()) {
      case Solicit message ->
          commits(message, link)
              ? IaPlan.ask(option, named, assign(client, named, reserved, kind, inOrder))
              : IaPlan.ask(option, named, offer(client, named, reserved, kind, inOrder));
      case Request _unused ->
          IaPlan.ask(option, named, assign(client, named, reserved, kind, inOrder));
      case Renew _unused -> extend(option, client, named, reserved, kind, inOrder);
      case Rebind _unused -> extend(option, client, named, reserved, kind, inOrder);
      case Release _unused ->
          end(option, client, named, kind, pool -> new IaRequest.Release(client, named));
      case Decline _unused when option instanceof IaPdOption ->
          IaPlan.settled(option, named, IaOutcome.OMITTED);
      case Decline _unused ->
          end(option, client, named, kind, pool -> new IaRequest.Decline(client, named));
      default -> IaPlan.settled(option, named, IaOutcome.OMITTED);
    };
  }

  private List<IaPlan.Step> assign(
      ClientIa client,
      List<Ipv6Prefix> named,
      List<Ipv6Prefix> reserved,
      Link.Kind kind,
      List<PoolRef> inOrder) {
    return forNew(
        client,
        named,
        reserved,
        kind,
        inOrder,
        wishes -> new IaRequest.Assign(client, wishes, context));
  }

  private List<IaPlan.Step> offer(
      ClientIa client,
      List<Ipv6Prefix> named,
      List<Ipv6Prefix> reserved,
      Link.Kind kind,
      List<PoolRef> inOrder) {
    return forNew(
        client, named, reserved, kind, inOrder, wishes -> new IaRequest.Offer(client, wishes));
  }

  private List<IaPlan.Step> forNew(
      ClientIa client,
      List<Ipv6Prefix> named,
      List<Ipv6Prefix> reserved,
      Link.Kind kind,
      List<PoolRef> inOrder,
      Function<IaRequest.Wishes, IaRequest> request) {
    return PoolOrder.forNew(kind, inOrder, client, named, reserved).stream()
        .filter(turn -> mayAnswer(turn.pool()))
        .map(turn -> step(turn.pool(), request.apply(wishes(turn, named, reserved))))
        .toList();
  }

  /** An IA without any lease asks for one (RFC 8415 §18.2.4). */
  private IaPlan extend(
      DhcpOption option,
      ClientIa client,
      List<Ipv6Prefix> named,
      List<Ipv6Prefix> reserved,
      Link.Kind kind,
      List<PoolRef> inOrder) {
    boolean mayCreate = mayCreate(request.message(), link);
    if (named.isEmpty() && mayCreate) {
      return IaPlan.ask(option, named, assign(client, named, reserved, kind, inOrder));
    }
    List<PoolRef> order = PoolOrder.forHeld(kind, client, named);
    List<IaPlan.Step> steps =
        order.stream()
            .filter(this::mayAnswer)
            .map(
                pool ->
                    step(
                        pool, new IaRequest.Extend(client, wishes(pool, named, reserved), context)))
            .toList();
    return IaPlan.extend(
        option,
        named,
        steps,
        steps.size() < order.size() || mayBePartnersAlone(option, named, kind),
        () -> mayCreate ? assign(client, named, reserved, kind, inOrder) : List.of());
  }

  /**
   * Whether the client names what fits the link and what no pool here has, while the partner's
   * pools are others: it may have given it (operators change one configuration after the other).
   */
  private boolean mayBePartnersAlone(DhcpOption option, List<Ipv6Prefix> named, Link.Kind kind) {
    return kind.pools().stream().anyMatch(pool -> pool.partnerDiffers().getAsBoolean())
        && named.stream()
            .anyMatch(
                resource ->
                    !kind.covers(resource)
                        && (option instanceof IaPdOption || link.isOnLink(resource.address())));
  }

  /** Where the IA is bound is asked too, whatever the client names (RFC 8415 §18.3.7, §18.3.8). */
  private IaPlan end(
      DhcpOption option,
      ClientIa client,
      List<Ipv6Prefix> named,
      Link.Kind kind,
      Function<PoolRef, IaRequest> request) {
    return IaPlan.ask(
        option,
        named,
        PoolOrder.forHeld(kind, client, named).stream()
            .filter(this::mayAnswer)
            .map(pool -> step(pool, request.apply(pool)))
            .toList());
  }

  /** On a link of several relationships each pool goes by its own (RFC 8156 §8.1). */
  private boolean mayAnswer(PoolRef pool) {
    return Link.answers(pool, request.message());
  }

  private static IaRequest.Wishes wishes(
      PoolOrder.Turn turn, List<Ipv6Prefix> named, List<Ipv6Prefix> reserved) {
    return new IaRequest.Wishes(named, reserved, turn.pool().lifetimes(), turn.any());
  }

  private static IaRequest.Wishes wishes(
      PoolRef pool, List<Ipv6Prefix> named, List<Ipv6Prefix> reserved) {
    return new IaRequest.Wishes(named, reserved, pool.lifetimes());
  }

  private static IaPlan.Step step(PoolRef pool, IaRequest request) {
    return new IaPlan.Step(pool, request);
  }

  private static @Nullable Bytes clientName(Options options) {
    return options
        .first(ClientFqdnOption.class)
        .map(
            option -> {
              OctetWriter out = new OctetWriter();
              option.writeTo(out);
              return Bytes.of(out.toArray());
            })
        .orElse(null);
  }
}
