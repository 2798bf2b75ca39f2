package io.outrigger.lease;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import org.jspecify.annotations.Nullable;

/** A lease to be filled in by tests, as it is stored and as it comes from the partner. */
final class SampleLease {
  static final Ipv6Prefix RESOURCE = Ipv6Prefix.parse("2001:db8::5");
  static final Duid ANNA = Duid.fromHex("00030001020000000001");
  static final Duid BERT = Duid.fromHex("00030001020000000002");

  final BindingStatus status;
  @Nullable Duid client = ANNA;
  int iaid = 7;
  long preferred = 60;
  long valid = 100;
  long since;
  long end;
  long clt;
  long partnerLifetime;
  long acked;
  long expirationTime;
  long rawClt;
  long offset;
  boolean owed = true;
  @Nullable Bytes relayData;
  @Nullable Bytes clientName;

  SampleLease(BindingStatus status, long since) {
    this.status = status;
    this.since = since;
  }

  static SampleLease of(Lease lease) {
    SampleLease sample =
        new SampleLease(lease.status(), lease.sinceEpochSecond())
            .client(lease.client(), lease.iaid())
            .heard(lease.clientLastTransactionEpochSecond(), lease.partnerRawCltEpochSecond())
            .ends(lease.expiresEpochSecond())
            .times(
                lease.partnerLifetimeEpochSecond(),
                lease.ackedPartnerLifetimeEpochSecond(),
                lease.expirationTimeEpochSecond())
            .with(lease.relayData(), lease.clientName());
    sample.preferred = lease.preferredSeconds();
    sample.valid = lease.validSeconds();
    return sample;
  }

  SampleLease client(@Nullable Duid duid, int iaid) {
    this.client = duid;
    this.iaid = duid == null ? 0 : iaid;
    return this;
  }

  SampleLease heard(long clt, long rawClt) {
    this.clt = clt;
    this.rawClt = rawClt;
    return this;
  }

  SampleLease acked() {
    owed = false;
    return this;
  }

  SampleLease ends(long end) {
    this.end = end;
    return this;
  }

  SampleLease times(long partnerLifetime, long acked, long expirationTime) {
    this.partnerLifetime = partnerLifetime;
    this.acked = acked;
    this.expirationTime = expirationTime;
    return this;
  }

  SampleLease offset(long offset) {
    this.offset = offset;
    return this;
  }

  SampleLease with(@Nullable Bytes relayData, @Nullable Bytes clientName) {
    this.relayData = relayData;
    this.clientName = clientName;
    return this;
  }

  Lease stored() {
    return new Lease(
        RESOURCE,
        status,
        since,
        client,
        iaid,
        preferred,
        valid,
        end,
        clt,
        partnerLifetime,
        acked,
        expirationTime,
        rawClt,
        owed,
        relayData,
        clientName);
  }

  /** As the server that stores it tells it. */
  ReceivedLease told() {
    boolean named =
        client != null && status != BindingStatus.FREE && status != BindingStatus.FREE_BACKUP;
    return new ReceivedLease(
        RESOURCE,
        status,
        named ? client : null,
        named ? iaid : 0,
        preferred,
        valid,
        since,
        status == BindingStatus.ACTIVE ? end : 0,
        named ? clt : 0,
        partnerLifetime,
        named ? rawClt : 0,
        expirationTime,
        relayData,
        clientName,
        offset);
  }
}
