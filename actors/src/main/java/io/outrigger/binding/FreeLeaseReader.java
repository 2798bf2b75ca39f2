package io.outrigger.binding;

import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.Options;
import io.outrigger.failover.wire.ExpirationTimeOption;
import io.outrigger.failover.wire.LqBaseTimeOption;
import io.outrigger.failover.wire.PartnerLifetimeOption;
import io.outrigger.failover.wire.StateExpirationTimeOption;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.ReceivedLease;

/** Reads the OPTION_IAPREFIX of a lease without a client (RFC 8156 §7.4). */
final class FreeLeaseReader {
  private FreeLeaseReader() {}

  static ReceivedLease read(IaPrefixOption prefix, long now, long offset)
      throws IncompleteException {
    Options options = prefix.options();
    Place place = new Place(null, "IAPREFIX", prefix.toPrefix());
    BindingReader.refuseVpn(place, options);
    BindingReader.require(options, LqBaseTimeOption.class, place, "LQ_BASE_TIME");
    LeaseTimes times = new LeaseTimes(place, options, now, offset);
    BindingStatus status = times.status();
    if (status == BindingStatus.ACTIVE) {
      throw IncompleteException.missing(place, "ACTIVE without CLIENT_DATA");
    }
    return new ReceivedLease(
        prefix.toPrefix(),
        status,
        null,
        0,
        prefix.preferredLifetimeSeconds(),
        prefix.validLifetimeSeconds(),
        times.since(Options.EMPTY),
        times.shifted(
            StateExpirationTimeOption.class, StateExpirationTimeOption::stateExpirationTime),
        0,
        times.shifted(PartnerLifetimeOption.class, PartnerLifetimeOption::partnerLifetime),
        0,
        times.shifted(ExpirationTimeOption.class, ExpirationTimeOption::expirationTime),
        null,
        null,
        offset);
  }
}
