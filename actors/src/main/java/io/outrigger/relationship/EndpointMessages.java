package io.outrigger.relationship;

import io.outrigger.dhcp.Options;
import io.outrigger.endpoint.StateReport;
import io.outrigger.failover.wire.AbsoluteTime;
import io.outrigger.failover.wire.PartnerMessage;
import io.outrigger.failover.wire.PoolReq;
import io.outrigger.failover.wire.UpdDone;
import io.outrigger.failover.wire.UpdReq;
import io.outrigger.failover.wire.UpdReqAll;
import io.outrigger.partner.PartnerConnection;
import java.time.Instant;

/** The messages that an endpoint sends, with transaction-ids of their own (RFC 8156 §5.4). */
final class EndpointMessages {
  private int lastTransactionId;

  PartnerMessage state(StateReport report, Instant now) {
    return StateMessages.write(next(), report, now);
  }

  PartnerMessage updReq(boolean all, Instant now) {
    return all
        ? new UpdReqAll(next(), time(now), Options.EMPTY)
        : new UpdReq(next(), time(now), Options.EMPTY);
  }

  /** The answer to the request with that transaction-id. */
  PartnerMessage updDone(int transactionId, Instant now) {
    return new UpdDone(transactionId, time(now), Options.EMPTY);
  }

  PartnerMessage poolReq(Instant now) {
    return new PoolReq(next(), time(now), Options.EMPTY);
  }

  private int next() {
    lastTransactionId = (lastTransactionId + 1) % PartnerConnection.OWN_TRANSACTION_IDS;
    return lastTransactionId;
  }

  private static AbsoluteTime time(Instant now) {
    return AbsoluteTime.ofEpochSecond(now.getEpochSecond());
  }
}
