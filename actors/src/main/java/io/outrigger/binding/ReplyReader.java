package io.outrigger.binding;

import io.outrigger.binding.BindingReply.LeaseReply;
import io.outrigger.binding.BindingReply.Rejection;
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
import io.outrigger.failover.wire.BndReply;
import io.outrigger.failover.wire.ClientDataOption;
import io.outrigger.failover.wire.PartnerLifetimeSentOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * BNDREPLY messages to what they say (RFC 8156 §7.7). An error rejects all that is in the option
 * where it stands; a success says nothing.
 */
public final class ReplyReader {
  private final long now;
  private final List<LeaseReply> leases = new ArrayList<>(1);

  private ReplyReader(long now) {
    this.now = now;
  }

  /**
   * @param nowEpochSecond seconds since 1970-01-01T00:00Z
   */
  public static BindingReply read(BndReply message, long nowEpochSecond) {
    ReplyReader reader = new ReplyReader(nowEpochSecond);
    Rejection whole = reader.message(message.options());
    return new BindingReply(message.transactionId(), whole, reader.leases);
  }

  /** The outermost option has the say, and the message where there is none. */
  private @Nullable Rejection message(Options options) {
    Rejection whole = error(options, null);
    for (DhcpOption option : options.all()) {
      switch (option) {
        case ClientDataOption data -> whole = clientData(data.options(), whole);
        case IaPrefixOption prefix -> {
          whole = error(prefix.options(), whole);
          lease(prefix.toPrefix(), prefix.options(), whole);
        }
        default -> {}
      }
    }
    return whole;
  }

  private @Nullable Rejection clientData(Options options, @Nullable Rejection around) {
    Rejection whole = error(options, around);
    for (DhcpOption option : options.all()) {
      switch (option) {
        case IaNaOption ia -> association(ia.options(), whole);
        case IaTaOption ia -> association(ia.options(), whole);
        case IaPdOption ia -> association(ia.options(), whole);
        default -> {}
      }
    }
    return whole;
  }

  private void association(Options options, @Nullable Rejection around) {
    Rejection rejection = error(options, around);
    for (DhcpOption option : options.all()) {
      switch (option) {
        case IaAddressOption address ->
            lease(Ipv6Prefix.of(address.address()), address.options(), rejection);
        case IaPrefixOption prefix -> lease(prefix.toPrefix(), prefix.options(), rejection);
        default -> {}
      }
    }
  }

  private void lease(Ipv6Prefix resource, Options options, @Nullable Rejection around) {
    leases.add(
        new LeaseReply(
            resource,
            error(options, around),
            options
                .first(PartnerLifetimeSentOption.class)
                .map(sent -> sent.partnerLifetimeSent().toEpochSecond(now))
                .orElse(0L)));
  }

  /** What stands further out has rejected all already. */
  private static @Nullable Rejection error(Options options, @Nullable Rejection around) {
    if (around != null) {
      return around;
    }
    return options.all(StatusCodeOption.class).stream()
        .filter(option -> !option.status().equals(StatusCode.SUCCESS))
        .findFirst()
        .map(option -> new Rejection(option.status(), option.text()))
        .orElse(null);
  }
}
