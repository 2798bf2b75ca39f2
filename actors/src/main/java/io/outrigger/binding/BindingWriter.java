package io.outrigger.binding;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.OptionCode;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.Ranges;
import io.outrigger.dhcp.UnknownOption;
import io.outrigger.failover.wire.AbsoluteTime;
import io.outrigger.failover.wire.BindingStatusOption;
import io.outrigger.failover.wire.BndUpd;
import io.outrigger.failover.wire.ClientDataOption;
import io.outrigger.failover.wire.CltTimeOption;
import io.outrigger.failover.wire.ExpirationTimeOption;
import io.outrigger.failover.wire.LqBaseTimeOption;
import io.outrigger.failover.wire.LqRelayDataOption;
import io.outrigger.failover.wire.PartnerLifetimeOption;
import io.outrigger.failover.wire.PartnerRawCltTimeOption;
import io.outrigger.failover.wire.StartTimeOfStateOption;
import io.outrigger.failover.wire.StateExpirationTimeOption;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.GrantedLifetimes;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LifetimePolicy;
import java.util.Arrays;

/** Leases to BNDUPD messages (RFC 8156 §7.4). */
public final class BindingWriter {
  /**
   * Relay data longer than this is left out: an update that fits in no frame would be owed for
   * ever, and what relay agents write is not needed to keep a lease.
   */
  static final int MAX_RELAY_DATA_OCTETS = 32_768;

  private final Lease lease;
  private final LifetimePolicy policy;
  private final long now;

  private BindingWriter(Lease lease, LifetimePolicy policy, long now) {
    this.lease = lease;
    this.policy = policy;
    this.now = now;
  }

  /**
   * The update that tells the partner all of {@code lease}. FREE and FREE-BACKUP leases, and those
   * without a client, travel as an OPTION_IAPREFIX outside of CLIENT_DATA, addresses with length
   * 128.
   *
   * @param transactionId 0 to 2^24-1
   * @param policy for the T1 and T2 that the client of an ACTIVE lease was told
   * @param nowEpochSecond seconds since 1970-01-01T00:00Z; the sent-time too
   */
  public static BndUpd update(
      int transactionId, Lease lease, LifetimePolicy policy, long nowEpochSecond) {
    return new BndUpd(
        transactionId,
        AbsoluteTime.ofEpochSecond(nowEpochSecond),
        Options.of(new BindingWriter(lease, policy, nowEpochSecond).outermost()));
  }

  private DhcpOption outermost() {
    Duid client = lease.client();
    return switch (lease.status()) {
      case FREE, FREE_BACKUP -> free();
      case ACTIVE, EXPIRED, RELEASED, ABANDONED, RESET ->
          client == null ? free() : clientData(client);
    };
  }

  private IaPrefixOption free() {
    Options options =
        Options.of(new LqBaseTimeOption(time(now)), bindingStatus(), startTimeOfState());
    return IaPrefixOption.of(lease.resource(), 0, 0, options);
  }

  private ClientDataOption clientData(Duid client) {
    Options.Builder options =
        Options.builder().add(new ClientIdOption(client)).add(new LqBaseTimeOption(time(base())));
    Bytes relayData = lease.relayData();
    if (relayData != null
        && relayData.length() >= Ipv6Address.OCTETS
        && relayData.length() <= MAX_RELAY_DATA_OCTETS) {
      options.add(relayData(relayData.toArray()));
    }
    return new ClientDataOption(options.add(association()).build());
  }

  private static LqRelayDataOption relayData(byte[] body) {
    return new LqRelayDataOption(
        Ipv6Address.fromOctets(body, 0),
        Bytes.of(Arrays.copyOfRange(body, Ipv6Address.OCTETS, body.length)));
  }

  private DhcpOption association() {
    GrantedLifetimes times =
        policy.boundedBy(lease.status() == BindingStatus.ACTIVE ? lease.validSeconds() : 0);
    long t1 = lease.status() == BindingStatus.ACTIVE ? times.t1Seconds() : 0;
    long t2 = lease.status() == BindingStatus.ACTIVE ? times.t2Seconds() : 0;
    if (lease.resource().isAddress()) {
      IaAddressOption address =
          new IaAddressOption(
              lease.resource().address(),
              lease.preferredSeconds(),
              lease.validSeconds(),
              leaseOptions());
      return new IaNaOption(lease.iaid(), t1, t2, Options.of(address));
    }
    IaPrefixOption prefix =
        IaPrefixOption.of(
            lease.resource(), lease.preferredSeconds(), lease.validSeconds(), leaseOptions());
    return new IaPdOption(lease.iaid(), t1, t2, Options.of(prefix));
  }

  /** In the order of §7.4; the times with an asterisk there only where the state has an end. */
  private Options leaseOptions() {
    boolean ends =
        lease.status() == BindingStatus.ACTIVE && lease.expiresEpochSecond() != Lease.INFINITE;
    boolean held =
        lease.status() == BindingStatus.ABANDONED
            && lease.expiresEpochSecond() > lease.sinceEpochSecond();
    Options.Builder options = Options.builder().add(bindingStatus()).add(startTimeOfState());
    if (ends || held) {
      options.add(new StateExpirationTimeOption(time(lease.expiresEpochSecond())));
    }
    if (lease.clientLastTransactionEpochSecond() != 0) {
      long ago = base() - lease.clientLastTransactionEpochSecond();
      options.add(new CltTimeOption(Math.min(ago, Ranges.MAX_UINT32)));
    }
    if (ends) {
      options.add(new PartnerLifetimeOption(time(lease.partnerLifetimeToSend())));
    }
    if (lease.partnerRawCltEpochSecond() != 0) {
      options.add(new PartnerRawCltTimeOption(time(lease.partnerRawCltEpochSecond())));
    }
    if (ends && lease.expirationTimeEpochSecond() != 0) {
      options.add(new ExpirationTimeOption(time(lease.expirationTimeEpochSecond())));
    }
    Bytes clientName = lease.clientName();
    if (clientName != null) {
      options.add(new UnknownOption(OptionCode.CLIENT_FQDN, clientName));
    }
    return options.build();
  }

  /** Not before the client was last heard: CLT_TIME counts back from it. */
  private long base() {
    return Math.max(now, lease.clientLastTransactionEpochSecond());
  }

  private BindingStatusOption bindingStatus() {
    return new BindingStatusOption(lease.status().code());
  }

  private StartTimeOfStateOption startTimeOfState() {
    return new StartTimeOfStateOption(time(lease.sinceEpochSecond()));
  }

  private AbsoluteTime time(long epochSecond) {
    return AbsoluteTime.ofEpochSecond(epochSecond, now);
  }
}
