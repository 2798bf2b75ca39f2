package io.outrigger.binding;

import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.IaTaOption;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import io.outrigger.failover.wire.AbsoluteTime;
import io.outrigger.failover.wire.BindingStatusOption;
import io.outrigger.failover.wire.BndReply;
import io.outrigger.failover.wire.BndUpd;
import io.outrigger.failover.wire.ClientDataOption;
import io.outrigger.failover.wire.PartnerLifetimeOption;
import io.outrigger.failover.wire.PartnerLifetimeSentOption;
import io.outrigger.failover.wire.StateExpirationTimeOption;
import io.outrigger.lease.Judgement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judgements to BNDREPLY messages (RFC 8156 §7.6): the shape of the BNDUPD, with its own times in
 * it, and a STATUS_CODE only where something is rejected.
 */
public final class ReplyWriter {
  /** With more leases, statuses have no text, and the reply is not longer than the update was. */
  static final int MOST_LEASES_WITH_TEXT = 64;

  private final Map<Ipv6Prefix, Judgement> judgements;

  private ReplyWriter(Map<Ipv6Prefix, Judgement> judgements) {
    this.judgements = judgements;
  }

  /**
   * The reply to an update that was read as a {@link ReceivedBinding.Update}. The database must
   * hold what is accepted before it is sent (§7.5.2).
   *
   * @param judgements one for each lease of the update; a lease without one is answered as rejected
   * @param nowEpochSecond seconds since 1970-01-01T00:00Z: the sent-time
   */
  public static BndReply reply(
      BndUpd received, Map<Ipv6Prefix, Judgement> judgements, long nowEpochSecond) {
    return new ReplyWriter(judgements).write(received, null, nowEpochSecond);
  }

  /**
   * The reply that rejects a whole update, in the outermost option, or in the message if the update
   * had none.
   */
  public static BndReply rejection(
      BndUpd received, StatusCode status, String reason, long nowEpochSecond) {
    return new ReplyWriter(Map.of())
        .write(received, new StatusCodeOption(status, reason), nowEpochSecond);
  }

  private BndReply write(BndUpd received, @Nullable StatusCodeOption whole, long now) {
    return new BndReply(
        received.transactionId(),
        AbsoluteTime.ofEpochSecond(now),
        outermost(received.options(), whole));
  }

  /** One option, also where the update had more. */
  private Options outermost(Options received, @Nullable StatusCodeOption whole) {
    for (DhcpOption option : received.all()) {
      switch (option) {
        case ClientDataOption data -> {
          return Options.of(new ClientDataOption(clientOptions(data.options(), whole)));
        }
        case IaPrefixOption prefix -> {
          return Options.of(prefix(prefix, whole, whole == null));
        }
        default -> {}
      }
    }
    return whole == null ? Options.EMPTY : Options.of(whole);
  }

  private Options clientOptions(Options received, @Nullable StatusCodeOption whole) {
    Options.Builder options = Options.builder();
    received.first(ClientIdOption.class).ifPresent(options::add);
    received.firstWithCode(BindingReader.VSS).ifPresent(options::add);
    if (whole != null) {
      options.add(whole);
    }
    boolean judge = whole == null;
    for (DhcpOption option : received.all()) {
      switch (option) {
        case IaNaOption ia ->
            options.add(new IaNaOption(ia.iaid(), 0, 0, leases(ia.options(), judge)));
        case IaTaOption ia -> options.add(new IaTaOption(ia.iaid(), leases(ia.options(), judge)));
        case IaPdOption ia ->
            options.add(new IaPdOption(ia.iaid(), 0, 0, leases(ia.options(), judge)));
        default -> {}
      }
    }
    return options.build();
  }

  private Options leases(Options received, boolean judge) {
    Options.Builder options = Options.builder();
    for (DhcpOption option : received.all()) {
      switch (option) {
        case IaAddressOption a ->
            options.add(
                new IaAddressOption(
                    a.address(),
                    a.preferredLifetimeSeconds(),
                    a.validLifetimeSeconds(),
                    leaseOptions(Ipv6Prefix.of(a.address()), a.options(), null, judge)));
        case IaPrefixOption p -> options.add(prefix(p, null, judge));
        default -> {}
      }
    }
    return options.build();
  }

  private IaPrefixOption prefix(
      IaPrefixOption received, @Nullable StatusCodeOption whole, boolean judge) {
    return new IaPrefixOption(
        received.preferredLifetimeSeconds(),
        received.validLifetimeSeconds(),
        received.prefixLength(),
        received.prefix(),
        leaseOptions(received.toPrefix(), received.options(), whole, judge));
  }

  private Options leaseOptions(
      Ipv6Prefix resource, Options received, @Nullable StatusCodeOption whole, boolean judge) {
    Options.Builder options = Options.builder();
    received.firstWithCode(BindingReader.VSS).ifPresent(options::add);
    StatusCodeOption status = judge ? status(resource) : whole;
    if (status != null) {
      options.add(status);
    }
    received.first(BindingStatusOption.class).ifPresent(options::add);
    received.first(StateExpirationTimeOption.class).ifPresent(options::add);
    received
        .first(PartnerLifetimeOption.class)
        .ifPresent(sent -> options.add(new PartnerLifetimeSentOption(sent.partnerLifetime())));
    return options.build();
  }

  private @Nullable StatusCodeOption status(Ipv6Prefix resource) {
    Judgement judgement = judgements.get(resource);
    if (judgement == null) {
      return new StatusCodeOption(StatusCode.UNSPEC_FAIL, text("not processed"));
    }
    return switch (judgement) {
      case Judgement.Accepted _unused -> null;
      case Judgement.Rejected rejected ->
          new StatusCodeOption(rejected.status(), text(rejected.reason()));
    };
  }

  private String text(String reason) {
    return judgements.size() > MOST_LEASES_WITH_TEXT ? "" : reason;
  }
}
