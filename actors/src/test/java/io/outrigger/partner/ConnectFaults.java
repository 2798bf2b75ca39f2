package io.outrigger.partner;

import static io.outrigger.partner.FaultBench.Start.PRIMARY_CONNECT_SENT;
import static io.outrigger.partner.FaultBench.Start.SECONDARY_SECURED;
import static io.outrigger.partner.FaultBench.Start.SECONDARY_TLS_OFF;

import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import io.outrigger.failover.wire.ConnectFlagsOption;
import io.outrigger.failover.wire.ConnectReply;
import io.outrigger.failover.wire.FailoverMessageType;
import io.outrigger.failover.wire.FailoverOptionCode;
import io.outrigger.failover.wire.KeepaliveTimeOption;
import io.outrigger.failover.wire.MaxUnackedBndupdOption;
import io.outrigger.failover.wire.McltOption;
import io.outrigger.failover.wire.ProtocolVersionOption;
import io.outrigger.failover.wire.RelationshipNameOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must not be in CONNECT and CONNECTREPLY (RFC 8156 §6.1). */
final class ConnectFaults extends FaultTable {

  static List<Fault> all() {
    ConnectFaults faults = new ConnectFaults();
    faults.connect();
    faults.connectReply();
    return faults.rows;
  }

  private void connect() {
    refusedConnect(
        "6.1.2",
        "CONNECT with a sent-time more than 5 s from ours, `time-skew = reject`",
        "ExcessiveTimeSkew(22)",
        bench -> bench.connect().sentAt(bench.world.now().plusSeconds(-6)));
    refusedConnect(
        "6.1.2",
        "CONNECT of another major version",
        "NotSupported(14)",
        bench -> FaultBench.with(bench.connect(), new ProtocolVersionOption(2, 0)));
    for (int code :
        List.of(
            FailoverOptionCode.F_PROTOCOL_VERSION,
            FailoverOptionCode.F_MCLT,
            FailoverOptionCode.F_KEEPALIVE_TIME,
            FailoverOptionCode.F_MAX_UNACKED_BNDUPD,
            FailoverOptionCode.F_CONNECT_FLAGS)) {
      refusedConnect(
          "6.1.1",
          "CONNECT without option " + code,
          "UnspecFail(1)",
          bench -> FaultBench.without(bench.connect(), code));
    }
    refusedConnect(
        "6.1.2, 5.5.2",
        "CONNECT without FIXED_PD_LENGTH",
        "NotSupported(14)",
        bench -> FaultBench.with(bench.connect(), new ConnectFlagsOption(0)));
    refusedConnect(
        "4.4",
        "CONNECT with an F_MCLT of less than 30 s",
        "ConfigurationConflict(17)",
        bench -> FaultBench.with(bench.connect(), new McltOption(29)));
    refusedConnect(
        "6.6",
        "CONNECT with an F_KEEPALIVE_TIME of 0",
        "ConfigurationConflict(17)",
        bench -> FaultBench.with(bench.connect(), new KeepaliveTimeOption(0)));
    refusedConnect(
        "6.1.2",
        "CONNECT with an F_MAX_UNACKED_BNDUPD of 0",
        "ConfigurationConflict(17)",
        bench -> FaultBench.with(bench.connect(), new MaxUnackedBndupdOption(0)));
    refusedConnect(
        "6.2",
        "CONNECT for a relationship that nobody knows",
        "ConfigurationConflict(17)",
        bench -> FaultBench.with(bench.connect(), new RelationshipNameOption("else")));
    ends(
        "6.2, 9",
        SECONDARY_SECURED,
        "CONNECT for a relationship that does not trust the certificate presented",
        "CONNECTREPLY TLSConnectionRefused(15)",
        null,
        bench -> {
          bench.secured(FaultBench.ALPHA);
          bench.arrives(bench.connect());
        });
    ends(
        "6.1",
        SECONDARY_TLS_OFF,
        "no CONNECT within 10 s",
        NOTHING,
        LinkCount.HANDSHAKES_LATE,
        bench -> bench.world.passSeconds(10));
  }

  private void refusedConnect(
      String section,
      String input,
      String status,
      java.util.function.Function<FaultBench, io.outrigger.failover.wire.PartnerMessage> message) {
    ends(
        section,
        SECONDARY_TLS_OFF,
        input,
        "CONNECTREPLY " + status,
        null,
        bench -> bench.arrives(message.apply(bench)));
  }

  private void connectReply() {
    refusedReply(
        "5.4",
        "CONNECTREPLY to another transaction-id",
        NOTHING,
        LinkCount.OUT_OF_ORDER,
        bench -> new ConnectReply(3, bench.world.now(), bench.connectReply().options()));
    refusedReply(
        "6.1.2",
        "CONNECTREPLY with a status",
        NOTHING,
        null,
        bench ->
            FaultBench.with(
                bench.connectReply(),
                new StatusCodeOption(StatusCode.CONFIGURATION_CONFLICT, "no")));
    refusedReply(
        "6.1.3",
        "CONNECTREPLY of another major version",
        "DISCONNECT NotSupported(14)",
        null,
        bench -> FaultBench.with(bench.connectReply(), new ProtocolVersionOption(2, 0)));
    refusedReply(
        "6.1.3",
        "CONNECTREPLY with another F_MCLT",
        "DISCONNECT ConfigurationConflict(17)",
        null,
        bench -> FaultBench.with(bench.connectReply(), new McltOption(7200)));
    refusedReply(
        "6.1.3, 5.5.2",
        "CONNECTREPLY without FIXED_PD_LENGTH",
        "DISCONNECT NotSupported(14)",
        null,
        bench -> FaultBench.with(bench.connectReply(), new ConnectFlagsOption(0)));
    refusedReply(
        "6.1.2",
        "CONNECTREPLY without F_MCLT",
        UNSPEC,
        null,
        bench -> FaultBench.without(bench.connectReply(), FailoverOptionCode.F_MCLT));
    refusedReply(
        "7.5.1",
        "CONNECTREPLY with a sent-time more than 5 s from ours, `time-skew = reject`",
        "DISCONNECT ExcessiveTimeSkew(22)",
        null,
        bench -> bench.connectReply().sentAt(bench.world.now().plusSeconds(6)));
    ends(
        "6.1",
        PRIMARY_CONNECT_SENT,
        "no CONNECTREPLY within 10 s",
        NOTHING,
        LinkCount.HANDSHAKES_LATE,
        bench -> bench.world.passSeconds(10));
    ends(
        "6.1",
        PRIMARY_CONNECT_SENT,
        "DISCONNECT",
        NOTHING,
        null,
        bench -> bench.arrives(FailoverMessageType.DISCONNECT));
  }

  private void refusedReply(
      String section,
      String input,
      String answer,
      @Nullable LinkCount counted,
      java.util.function.Function<FaultBench, io.outrigger.failover.wire.PartnerMessage> message) {
    ends(
        section,
        PRIMARY_CONNECT_SENT,
        input,
        answer,
        counted,
        bench -> bench.arrives(message.apply(bench)));
  }
}
