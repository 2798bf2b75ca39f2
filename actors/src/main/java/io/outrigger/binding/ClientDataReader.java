package io.outrigger.binding;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.IaTaOption;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.OctetWriter;
import io.outrigger.dhcp.OptionCode;
import io.outrigger.dhcp.Options;
import io.outrigger.failover.wire.ClientDataOption;
import io.outrigger.failover.wire.CltTimeOption;
import io.outrigger.failover.wire.DnsRemovalInfoOption;
import io.outrigger.failover.wire.ExpirationTimeOption;
import io.outrigger.failover.wire.LqBaseTimeOption;
import io.outrigger.failover.wire.LqRelayDataOption;
import io.outrigger.failover.wire.PartnerLifetimeOption;
import io.outrigger.failover.wire.PartnerRawCltTimeOption;
import io.outrigger.failover.wire.StateExpirationTimeOption;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.LifetimePolicy;
import io.outrigger.lease.ReceivedLease;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the CLIENT_DATA of a BNDUPD (RFC 8156 §7.4): one client with its leases. */
final class ClientDataReader {
  private final Options clientOptions;
  private final Duid client;
  private final long base;
  private final @Nullable Bytes relayData;
  private final long now;
  private final long offset;
  private final List<ReceivedLease> leases = new ArrayList<>(1);
  private boolean tellsOfDns;

  private ClientDataReader(Options options, long now, long offset) throws IncompleteException {
    BindingReader.refuseVpn(Place.CLIENT_DATA, options);
    this.clientOptions = options;
    this.client =
        BindingReader.require(options, ClientIdOption.class, Place.CLIENT_DATA, "CLIENTID").duid();
    this.base =
        BindingReader.require(options, LqBaseTimeOption.class, Place.CLIENT_DATA, "LQ_BASE_TIME")
            .baseTime()
            .toEpochSecond(now);
    this.relayData =
        options.first(LqRelayDataOption.class).map(ClientDataReader::body).orElse(null);
    this.now = now;
    this.offset = offset;
  }

  static ReceivedBinding.Update read(ClientDataOption clientData, long now, long offset)
      throws IncompleteException {
    ClientDataReader reader = new ClientDataReader(clientData.options(), now, offset);
    int associations = 0;
    for (DhcpOption option : clientData.options().all()) {
      if (reader.readAssociation(option)) {
        associations++;
      }
    }
    if (associations == 0) {
      throw IncompleteException.missing(Place.CLIENT_DATA, "no IA_NA, IA_TA or IA_PD");
    }
    return new ReceivedBinding.Update(reader.leases, reader.tellsOfDns);
  }

  private boolean readAssociation(DhcpOption option) throws IncompleteException {
    switch (option) {
      case IaNaOption ia -> addresses("IA_NA", ia.iaid(), ia.options());
      case IaTaOption ia -> addresses("IA_TA", ia.iaid(), ia.options());
      case IaPdOption ia -> prefixes(ia.iaid(), ia.options());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void addresses(String kind, int iaid, Options ia) throws IncompleteException {
    Place place = place(kind, iaid);
    BindingReader.require(ia, IaAddressOption.class, place, "IAADDR");
    for (IaAddressOption address : ia.all(IaAddressOption.class)) {
      add(
          place.inside("IAADDR", address.address()),
          Ipv6Prefix.of(address.address()),
          iaid,
          address.preferredLifetimeSeconds(),
          address.validLifetimeSeconds(),
          address.options(),
          ia);
    }
  }

  private void prefixes(int iaid, Options ia) throws IncompleteException {
    Place place = place("IA_PD", iaid);
    BindingReader.require(ia, IaPrefixOption.class, place, "IAPREFIX");
    for (IaPrefixOption prefix : ia.all(IaPrefixOption.class)) {
      add(
          place.inside("IAPREFIX", prefix.toPrefix()),
          prefix.toPrefix(),
          iaid,
          prefix.preferredLifetimeSeconds(),
          prefix.validLifetimeSeconds(),
          prefix.options(),
          ia);
    }
  }

  private void add(
      Place place,
      Ipv6Prefix resource,
      int iaid,
      long preferredSeconds,
      long validSeconds,
      Options options,
      Options ia)
      throws IncompleteException {
    tellsOfDns |= options.first(DnsRemovalInfoOption.class).isPresent();
    LeaseTimes times = new LeaseTimes(place, options, now, offset);
    BindingStatus status = times.status();
    long since = times.since(ia);
    long end =
        times.shifted(
            StateExpirationTimeOption.class, StateExpirationTimeOption::stateExpirationTime);
    if (status == BindingStatus.ACTIVE && end == 0 && validSeconds != LifetimePolicy.INFINITE) {
      // It would end here at once.
      throw IncompleteException.missing(place, "ACTIVE without F_STATE_EXPIRATION_TIME");
    }
    leases.add(
        new ReceivedLease(
            resource,
            status,
            client,
            iaid,
            preferredSeconds,
            validSeconds,
            since,
            end,
            clientLastTransaction(options),
            times.shifted(PartnerLifetimeOption.class, PartnerLifetimeOption::partnerLifetime),
            times.asReceived(
                PartnerRawCltTimeOption.class, PartnerRawCltTimeOption::partnerRawCltTime),
            times.shifted(ExpirationTimeOption.class, ExpirationTimeOption::expirationTime),
            relayData,
            options.firstWithCode(OptionCode.CLIENT_FQDN).map(ClientDataReader::body).orElse(null),
            offset));
  }

  /** CLT_TIME stands in the lease (RFC 8156 §7.4) or beside it (RFC 5007 §4.1.2.3). */
  private long clientLastTransaction(Options lease) {
    return lease
        .first(CltTimeOption.class)
        .or(() -> clientOptions.first(CltTimeOption.class))
        .map(clt -> LeaseTimes.known(base - clt.secondsAgo() + offset))
        .orElse(0L);
  }

  private static Place place(String kind, int iaid) {
    return Place.CLIENT_DATA.inside(kind, Integer.toUnsignedLong(iaid));
  }

  /** The body of an option as it is on the wire. */
  private static Bytes body(DhcpOption option) {
    OctetWriter out = new OctetWriter();
    option.writeTo(out);
    return Bytes.of(out.toArray());
  }
}
