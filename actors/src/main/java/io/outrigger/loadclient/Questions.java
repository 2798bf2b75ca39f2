package io.outrigger.loadclient;

import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.Confirm;
import io.outrigger.dhcp.Decline;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.ElapsedTimeOption;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.InformationRequest;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.MessageType;
import io.outrigger.dhcp.OptionCode;
import io.outrigger.dhcp.OptionRequestOption;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.RapidCommitOption;
import io.outrigger.dhcp.Rebind;
import io.outrigger.dhcp.Release;
import io.outrigger.dhcp.Renew;
import io.outrigger.dhcp.Request;
import io.outrigger.dhcp.ServerIdOption;
import io.outrigger.dhcp.Solicit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds what a client sends (RFC 8415 §18.2). */
final class Questions {
  private static final OptionRequestOption REQUESTED =
      OptionRequestOption.of(OptionCode.DNS_SERVERS, OptionCode.DOMAIN_LIST, OptionCode.SOL_MAX_RT);
  private static final OptionRequestOption REQUESTED_INFORMATION =
      OptionRequestOption.of(
          OptionCode.DNS_SERVERS,
          OptionCode.DOMAIN_LIST,
          OptionCode.INFORMATION_REFRESH_TIME,
          OptionCode.INF_MAX_RT);
  private static final RapidCommitOption RAPID_COMMIT = new RapidCommitOption();

  private final ClientIdOption clientId;
  private final int iaid;
  private final SessionPlan plan;

  Questions(ClientIdentity identity, SessionPlan plan) {
    this.clientId = new ClientIdOption(identity.duid());
    this.iaid = identity.iaid();
    this.plan = plan;
  }

  Duid client() {
    return clientId.duid();
  }

  /**
   * @param server whom the message is meant for, if for one
   * @param ias the IAs that it is about
   */
  ClientServerMessage build(
      MessageType type,
      int transactionId,
      int elapsedHundredths,
      @Nullable Duid server,
      List<DhcpOption> ias) {
    Options.Builder options = Options.builder().add(clientId);
    if (server != null) {
      options.add(new ServerIdOption(server));
    }
    options.add(new ElapsedTimeOption(elapsedHundredths));
    switch (type) {
      case SOLICIT, REQUEST, RENEW, REBIND -> options.add(REQUESTED);
      case INFORMATION_REQUEST -> options.add(REQUESTED_INFORMATION);
      default -> {}
    }
    if (type == MessageType.SOLICIT && plan.rapidCommit()) {
      options.add(RAPID_COMMIT);
    }
    Options all = options.addAll(ias).build();
    return switch (type) {
      case SOLICIT -> new Solicit(transactionId, all);
      case REQUEST -> new Request(transactionId, all);
      case CONFIRM -> new Confirm(transactionId, all);
      case RENEW -> new Renew(transactionId, all);
      case REBIND -> new Rebind(transactionId, all);
      case RELEASE -> new Release(transactionId, all);
      case DECLINE -> new Decline(transactionId, all);
      case INFORMATION_REQUEST -> new InformationRequest(transactionId, all);
      case ADVERTISE, REPLY, RECONFIGURE, RELAY_FORW, RELAY_REPL ->
          throw new IllegalArgumentException("a client does not send " + type);
    };
  }

  /** IAs as the plan has them, with a hint for the prefix if wanted. */
  List<DhcpOption> wantedIas() {
    List<DhcpOption> ias = new ArrayList<>(2);
    if (plan.addresses()) {
      ias.add(new IaNaOption(iaid, 0, 0, Options.EMPTY));
    }
    if (plan.prefixes()) {
      Options hint =
          plan.prefixLengthHint() == 0
              ? Options.EMPTY
              : Options.of(
                  new IaPrefixOption(
                      0, 0, plan.prefixLengthHint(), Ipv6Address.UNSPECIFIED, Options.EMPTY));
      ias.add(new IaPdOption(iaid, 0, 0, hint));
    }
    return ias;
  }

  /** IAs with {@code leases} in them, times and lifetimes 0 as in a client's messages. */
  List<DhcpOption> iasOf(List<HeldLease> leases) {
    Options.Builder addresses = Options.builder();
    Options.Builder prefixes = Options.builder();
    for (HeldLease each : leases) {
      if (each.delegated()) {
        prefixes.add(IaPrefixOption.of(each.resource(), 0, 0, Options.EMPTY));
      } else {
        addresses.add(new IaAddressOption(each.resource().address(), 0, 0, Options.EMPTY));
      }
    }
    List<DhcpOption> ias = new ArrayList<>(2);
    Options na = addresses.build();
    if (!na.isEmpty()) {
      ias.add(new IaNaOption(iaid, 0, 0, na));
    }
    Options pd = prefixes.build();
    if (!pd.isEmpty()) {
      ias.add(new IaPdOption(iaid, 0, 0, pd));
    }
    return ias;
  }
}
