package io.outrigger.journal;

import com.google.protobuf.ByteString;
import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.journal.proto.LeaseForgottenProto;
import io.outrigger.journal.proto.LeaseRecordedProto;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LeaseEvent.LeaseForgotten;
import io.outrigger.lease.LeaseEvent.LeaseRecorded;
import org.jspecify.annotations.Nullable;

/** Lease events and their protobuf messages, field by field. */
final class LeaseCodec {
  private static final BindingStatus[] STATUS_BY_CODE = statusByCode();

  private LeaseCodec() {}

  private static BindingStatus[] statusByCode() {
    int highest = 0;
    for (BindingStatus status : BindingStatus.values()) {
      highest = Math.max(highest, status.code());
    }
    BindingStatus[] byCode = new BindingStatus[highest + 1];
    for (BindingStatus status : BindingStatus.values()) {
      byCode[status.code()] = status;
    }
    return byCode;
  }

  static LeaseRecordedProto encode(LeaseRecorded event) {
    Lease lease = event.lease();
    Ipv6Prefix resource = lease.resource();
    LeaseRecordedProto.Builder proto =
        LeaseRecordedProto.newBuilder()
            .setResourceHigh(resource.high())
            .setResourceLow(resource.low())
            .setBitsBelow128(Ipv6Address.BITS - resource.length())
            .setStatus(lease.status().code())
            .setSinceEpochSecond(lease.sinceEpochSecond())
            .setIaid(lease.iaid())
            .setPreferredSeconds(lease.preferredSeconds())
            .setValidSeconds(lease.validSeconds())
            .setOwed(lease.owed())
            .setSequenceNr(event.sequenceNr())
            .setSupersedesBack(back(event.sequenceNr(), event.supersedes()));
    encodeTimes(lease, proto);
    Duid client = lease.client();
    if (client != null) {
      proto.setClient(ByteString.copyFrom(client.toArray()));
    }
    Bytes relayData = lease.relayData();
    if (relayData != null) {
      proto.setRelayData(ByteString.copyFrom(relayData.toArray()));
    }
    Bytes clientName = lease.clientName();
    if (clientName != null) {
      proto.setClientName(ByteString.copyFrom(clientName.toArray()));
    }
    return proto.build();
  }

  private static void encodeTimes(Lease lease, LeaseRecordedProto.Builder proto) {
    long since = lease.sinceEpochSecond();
    if (lease.expiresEpochSecond() != 0) {
      proto.setExpiresAfterSince(lease.expiresEpochSecond() - since);
    }
    if (lease.clientLastTransactionEpochSecond() != 0) {
      proto.setClientLastTransactionAfterSince(lease.clientLastTransactionEpochSecond() - since);
    }
    if (lease.partnerLifetimeEpochSecond() != 0) {
      proto.setPartnerLifetimeAfterSince(lease.partnerLifetimeEpochSecond() - since);
    }
    if (lease.ackedPartnerLifetimeEpochSecond() != 0) {
      proto.setAckedPartnerLifetimeAfterSince(lease.ackedPartnerLifetimeEpochSecond() - since);
    }
    if (lease.expirationTimeEpochSecond() != 0) {
      proto.setExpirationTimeAfterSince(lease.expirationTimeEpochSecond() - since);
    }
    if (lease.partnerRawCltEpochSecond() != 0) {
      proto.setPartnerRawCltAfterSince(lease.partnerRawCltEpochSecond() - since);
    }
  }

  /**
   * @throws IllegalArgumentException that names the field if a value is none that a lease can have
   */
  static LeaseRecorded decode(LeaseRecordedProto proto) {
    long since = proto.getSinceEpochSecond();
    Lease lease =
        new Lease(
            resource(proto.getResourceHigh(), proto.getResourceLow(), proto.getBitsBelow128()),
            status(proto.getStatus()),
            since,
            client(proto.getClient()),
            proto.getIaid(),
            proto.getPreferredSeconds(),
            proto.getValidSeconds(),
            proto.hasExpiresAfterSince() ? since + proto.getExpiresAfterSince() : 0,
            proto.hasClientLastTransactionAfterSince()
                ? since + proto.getClientLastTransactionAfterSince()
                : 0,
            proto.hasPartnerLifetimeAfterSince() ? since + proto.getPartnerLifetimeAfterSince() : 0,
            proto.hasAckedPartnerLifetimeAfterSince()
                ? since + proto.getAckedPartnerLifetimeAfterSince()
                : 0,
            proto.hasExpirationTimeAfterSince() ? since + proto.getExpirationTimeAfterSince() : 0,
            proto.hasPartnerRawCltAfterSince() ? since + proto.getPartnerRawCltAfterSince() : 0,
            proto.getOwed(),
            proto.hasRelayData() ? bytes(proto.getRelayData()) : null,
            proto.hasClientName() ? bytes(proto.getClientName()) : null);
    return new LeaseRecorded(
        lease, proto.getSequenceNr(), earlier(proto.getSequenceNr(), proto.getSupersedesBack()));
  }

  static LeaseForgottenProto encode(LeaseForgotten event) {
    return LeaseForgottenProto.newBuilder()
        .setResourceHigh(event.resource().high())
        .setResourceLow(event.resource().low())
        .setBitsBelow128(Ipv6Address.BITS - event.resource().length())
        .setSequenceNr(event.sequenceNr())
        .setSupersedesBack(back(event.sequenceNr(), event.supersedes()))
        .setSupersedesForgottenBack(back(event.sequenceNr(), event.supersedesForgotten()))
        .build();
  }

  static LeaseForgotten decode(LeaseForgottenProto proto) {
    long sequenceNr = proto.getSequenceNr();
    return new LeaseForgotten(
        resource(proto.getResourceHigh(), proto.getResourceLow(), proto.getBitsBelow128()),
        sequenceNr,
        earlier(sequenceNr, proto.getSupersedesBack()),
        earlier(sequenceNr, proto.getSupersedesForgottenBack()));
  }

  /** A superseded number as the distance to its successor's; 0 for none. */
  private static long back(long sequenceNr, long superseded) {
    return superseded == 0 ? 0 : sequenceNr - superseded;
  }

  private static long earlier(long sequenceNr, long back) {
    return back == 0 ? 0 : sequenceNr - back;
  }

  private static Ipv6Prefix resource(long high, long low, int bitsBelow128) {
    return new Ipv6Prefix(high, low, Ipv6Address.BITS - bitsBelow128);
  }

  private static BindingStatus status(int code) {
    BindingStatus status = code >= 0 && code < STATUS_BY_CODE.length ? STATUS_BY_CODE[code] : null;
    if (status == null) {
      throw new IllegalArgumentException(
          "binding status " + code + " is unknown: a newer version of this program wrote it");
    }
    return status;
  }

  private static @Nullable Duid client(ByteString octets) {
    return octets.isEmpty() ? null : Duid.of(octets.toByteArray());
  }

  private static Bytes bytes(ByteString octets) {
    return Bytes.of(octets.toByteArray());
  }
}
