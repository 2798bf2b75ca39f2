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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Leases to BNDUPD messages (RFC 8156 §7.4). */
public final class BindingWriter {
  /**
   * Relay data longer than this is left out: an update that fits in no frame would be owed for
   * ever, and what relay agents write is not needed to keep a lease.
   */
  static final int MAX_RELAY_DATA_OCTETS = 32_768;

  /**
   * One lease of an update.
   *
   * @param policy for the T1 and T2 that the client of an ACTIVE lease was told
   */
  public record Told(Lease lease, LifetimePolicy policy) {}

  private final Lease lease;
  private final long now;
  private final long base;

  private BindingWriter(Lease lease, long now, long base) {
    this.lease = lease;
    this.now = now;
    this.base = base;
  }

  /** An update that tells the partner all of one lease; see {@link #update(int, List, long)}. */
  public static BndUpd update(
      int transactionId, Lease lease, LifetimePolicy policy, long nowEpochSecond) {
    return update(transactionId, List.of(new Told(lease, policy)), nowEpochSecond);
  }

  /**
   * The update that tells the partner all of {@code leases}. FREE and FREE-BACKUP leases, and those
   * without a client, travel as an OPTION_IAPREFIX outside of CLIENT_DATA, addresses with length
   * 128.
   *
   * @param transactionId 0 to 2^24-1
   * @param leases one, or several of one client: a bundle of {@link ClientBundles}
   * @param nowEpochSecond seconds since 1970-01-01T00:00Z; the sent-time too
   */
  public static BndUpd update(int transactionId, List<Told> leases, long nowEpochSecond) {
    Lease first = leases.getFirst().lease();
    Duid client = clientOf(first);
    DhcpOption outermost =
        client == null
            ? new BindingWriter(first, nowEpochSecond, nowEpochSecond).free()
            : clientData(client, leases, nowEpochSecond);
    return new BndUpd(
        transactionId, AbsoluteTime.ofEpochSecond(nowEpochSecond), Options.of(outermost));
  }

  /** Whose CLIENT_DATA the lease travels in; null if it does in none. */
  static @Nullable Duid clientOf(Lease lease) {
    return switch (lease.status()) {
      case FREE, FREE_BACKUP -> null;
      case ACTIVE, EXPIRED, RELEASED, ABANDONED, RESET -> lease.client();
    };
  }

  private IaPrefixOption free() {
    Options options =
        Options.of(new LqBaseTimeOption(time(now)), bindingStatus(), startTimeOfState());
    return IaPrefixOption.of(lease.resource(), 0, 0, options);
  }

  private static ClientDataOption clientData(Duid client, List<Told> leases, long now) {
    long base = base(leases, now);
    Options.Builder options =
        Options.builder()
            .add(new ClientIdOption(client))
            .add(new LqBaseTimeOption(AbsoluteTime.ofEpochSecond(base, now)));
    Bytes relayData = leases.getFirst().lease().relayData();
    if (relayData != null
        && relayData.length() >= Ipv6Address.OCTETS
        && relayData.length() <= MAX_RELAY_DATA_OCTETS) {
      options.add(relayData(relayData.toArray()));
    }
    Map<Association, List<Told>> associations = new LinkedHashMap<>();
    for (Told told : leases) {
      Lease lease = told.lease();
      Association of = new Association(lease.resource().isAddress(), lease.iaid());
      associations.computeIfAbsent(of, _key -> new ArrayList<>(1)).add(told);
    }
    associations.forEach((ia, its) -> options.add(association(ia, its, now, base)));
    return new ClientDataOption(options.build());
  }

  private static LqRelayDataOption relayData(byte[] body) {
    return new LqRelayDataOption(
        Ipv6Address.fromOctets(body, 0),
        Bytes.of(Arrays.copyOfRange(body, Ipv6Address.OCTETS, body.length)));
  }

  /** Not before the client was last heard: CLT_TIME counts back from it. */
  private static long base(List<Told> leases, long now) {
    long base = now;
    for (Told told : leases) {
      base = Math.max(base, told.lease().clientLastTransactionEpochSecond());
    }
    return base;
  }

  /** An IA_NA or an IA_PD: their IAIDs are two number spaces. */
  private record Association(boolean addresses, int iaid) {}

  /** With the T1 and T2 that its ACTIVE leases have; 0 if it has none. */
  private static DhcpOption association(Association ia, List<Told> leases, long now, long base) {
    Options.Builder options = Options.builder();
    long t1 = 0;
    long t2 = 0;
    for (Told told : leases) {
      Lease lease = told.lease();
      if (lease.status() == BindingStatus.ACTIVE) {
        GrantedLifetimes times = told.policy().boundedBy(lease.validSeconds());
        t1 = t1 == 0 ? times.t1Seconds() : Math.min(t1, times.t1Seconds());
        t2 = t2 == 0 ? times.t2Seconds() : Math.min(t2, times.t2Seconds());
      }
      options.add(new BindingWriter(lease, now, base).leaseOption());
    }
    return ia.addresses()
        ? new IaNaOption(ia.iaid(), t1, t2, options.build())
        : new IaPdOption(ia.iaid(), t1, t2, options.build());
  }

  private DhcpOption leaseOption() {
    return lease.resource().isAddress()
        ? new IaAddressOption(
            lease.resource().address(),
            lease.preferredSeconds(),
            lease.validSeconds(),
            leaseOptions())
        : IaPrefixOption.of(
            lease.resource(), lease.preferredSeconds(), lease.validSeconds(), leaseOptions());
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
      long ago = base - lease.clientLastTransactionEpochSecond();
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
