package io.outrigger.partner;

import static io.outrigger.partner.FaultBench.Start.MADE;
import static io.outrigger.partner.FaultBench.Start.OPEN_PRIMARY;
import static io.outrigger.partner.FaultBench.Start.OPEN_SECONDARY;
import static io.outrigger.partner.FaultBench.Start.PRIMARY_CONNECT_SENT;
import static io.outrigger.partner.FaultBench.Start.PRIMARY_STARTTLS_SENT;
import static io.outrigger.partner.FaultBench.Start.SECONDARY_SECURED;
import static io.outrigger.partner.FaultBench.Start.SECONDARY_TLS;
import static io.outrigger.partner.FaultBench.Start.SECONDARY_TLS_OFF;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import io.outrigger.dhcp.UnknownOption;
import io.outrigger.failover.wire.BindingStatusOption;
import io.outrigger.failover.wire.FailoverMessageType;
import io.outrigger.failover.wire.StartTls;
import io.outrigger.failover.wire.UnknownFailoverMessage;
import java.util.List;

/** Every input of RFC 8156 §5 to §6 that must not be, and what is done with it. */
final class Faults extends FaultTable {
  static List<Fault> all() {
    Faults faults = new Faults();
    faults.frames();
    faults.messages();
    faults.tls();
    faults.rows.addAll(ConnectFaults.all());
    faults.order();
    faults.ignored();
    return faults.rows;
  }

  private void frames() {
    for (FaultBench.Start start :
        List.of(SECONDARY_TLS_OFF, PRIMARY_CONNECT_SENT, OPEN_SECONDARY)) {
      ends(
          "RFC 5460 5.1",
          start,
          "a message-size of less than 4",
          UNSPEC,
          LinkCount.MALFORMED,
          bench -> bench.channel.arrives(octets(0, 3, 34, 0, 0)));
    }
    ends(
        "5.1",
        OPEN_SECONDARY,
        "a connection that ends inside a message",
        NOTHING,
        LinkCount.LOST,
        bench -> {
          bench.channel.arrives(octets(0, 100, 34));
          bench.channel.breaks("closed by the partner");
        });
    ends(
        "6.6",
        OPEN_SECONDARY,
        "a message of 65,535 octets that comes too slowly, octet by octet",
        NOTHING,
        LinkCount.SILENT,
        bench -> {
          bench.channel.arrives(octets(255, 255, 24, 0));
          for (int i = 0; i < 6; i++) {
            bench.world.passSeconds(10);
            bench.channel.arrives(octets(0));
          }
        });
  }

  private void messages() {
    ends(
        "5.2",
        OPEN_SECONDARY,
        "a message that is cut off inside its sent-time",
        UNSPEC,
        LinkCount.MALFORMED,
        bench -> bench.channel.arrives(octets(0, 6, 34, 0, 0, 1, 0, 0)));
    ends(
        "5.5",
        OPEN_SECONDARY,
        "an option that is longer than its message",
        UNSPEC,
        LinkCount.MALFORMED,
        bench -> bench.channel.arrives(octets(0, 12, 34, 0, 0, 1, 0, 0, 0, 0, 0, 132, 0, 9)));
    ends(
        "5.5",
        SECONDARY_TLS_OFF,
        "an option of the wrong length (F_MCLT with 2 octets)",
        UNSPEC,
        LinkCount.MALFORMED,
        bench -> bench.channel.arrives(octets(0, 14, 31, 0, 0, 1, 0, 0, 0, 0, 0, 122, 0, 2, 0, 9)));
    ends(
        "7.5.1",
        OPEN_SECONDARY,
        "a sent-time more than 5 s from ours, `time-skew = reject`",
        "DISCONNECT ExcessiveTimeSkew(22)",
        LinkCount.SKEWED,
        bench -> bench.arrives(bench.world.state().sentAt(bench.world.now().plusSeconds(6))));
  }

  private void tls() {
    ends(
        "RFC 7653 9.1",
        SECONDARY_TLS_OFF,
        "STARTTLS",
        "REPLY TLSConnectionRefused(15)",
        null,
        bench -> bench.arrives(new StartTls(9, Options.EMPTY)));
    ends(
        "RFC 7653 9.1",
        SECONDARY_TLS,
        "CONNECT in plain text",
        "CONNECTREPLY TLSConnectionRefused(15)",
        null,
        bench -> bench.arrives(bench.connect()));
    ends(
        "RFC 7653 9.1",
        SECONDARY_TLS,
        "more octets behind STARTTLS, in plain text",
        NOTHING,
        LinkCount.OUT_OF_ORDER,
        bench -> bench.arrives(new StartTls(9, Options.EMPTY), bench.connect()));
    ends(
        "RFC 7653 8.2",
        PRIMARY_STARTTLS_SENT,
        "REPLY with a status",
        NOTHING,
        null,
        bench ->
            bench.arrives(
                bench.startTlsReply(
                    new StatusCodeOption(StatusCode.TLS_CONNECTION_REFUSED, "no"))));
    ends(
        "RFC 7653 8.2",
        PRIMARY_STARTTLS_SENT,
        "REPLY to another transaction-id",
        NOTHING,
        LinkCount.OUT_OF_ORDER,
        bench -> bench.arrives(new io.outrigger.failover.wire.StartTlsReply(3, Options.EMPTY)));
    ends(
        "RFC 7653 8.2",
        PRIMARY_STARTTLS_SENT,
        "more octets behind REPLY, in plain text",
        NOTHING,
        LinkCount.OUT_OF_ORDER,
        bench -> bench.arrives(bench.startTlsReply(), bench.connectReply()));
    ends(
        "RFC 7653 8.2",
        PRIMARY_STARTTLS_SENT,
        "a TLS handshake that fails: a certificate that is not trusted, or expired, or none",
        NOTHING,
        LinkCount.TLS_FAILED,
        bench -> {
          bench.arrives(bench.startTlsReply());
          bench.channel.breaks("TLS: the certificate is not the pinned one");
        });
    ends(
        "RFC 7653 8.2",
        PRIMARY_STARTTLS_SENT,
        "CONNECTREPLY without TLS",
        UNSPEC,
        LinkCount.OUT_OF_ORDER,
        bench -> bench.arrives(bench.connectReply()));
    ends(
        "6.1, RFC 7653 9.1",
        SECONDARY_SECURED,
        "a second STARTTLS",
        UNSPEC,
        LinkCount.OUT_OF_ORDER,
        bench -> bench.arrives(new StartTls(9, Options.EMPTY)));
  }

  private void order() {
    for (FailoverMessageType type :
        List.of(
            FailoverMessageType.BNDUPD,
            FailoverMessageType.STATE,
            FailoverMessageType.UPDREQ,
            FailoverMessageType.CONNECTREPLY)) {
      outOfOrder("6.1", SECONDARY_TLS_OFF, type);
    }
    outOfOrder("6.1", SECONDARY_SECURED, FailoverMessageType.STATE);
    outOfOrder("6.1", PRIMARY_CONNECT_SENT, FailoverMessageType.STATE);
    outOfOrder("6.1", PRIMARY_CONNECT_SENT, FailoverMessageType.CONNECT);
    for (FailoverMessageType type :
        List.of(
            FailoverMessageType.BNDUPD,
            FailoverMessageType.BNDREPLY,
            FailoverMessageType.POOLREQ,
            FailoverMessageType.POOLRESP,
            FailoverMessageType.UPDREQ,
            FailoverMessageType.UPDREQALL,
            FailoverMessageType.UPDDONE)) {
      outOfOrder("6.1", MADE, type);
    }
    ends(
        "6.1",
        MADE,
        "no STATE within 10 s, whatever else comes",
        UNSPEC,
        LinkCount.HANDSHAKES_LATE,
        bench -> {
          bench.world.passSeconds(9);
          bench.arrives(FailoverMessageType.CONTACT);
          assertThat(bench.channel.isClosed()).isFalse();
          bench.world.passSeconds(1);
        });
    outOfOrder("6.1.2", OPEN_SECONDARY, FailoverMessageType.CONNECT);
    outOfOrder("6.1.3", OPEN_SECONDARY, FailoverMessageType.CONNECTREPLY);
    ends(
        "RFC 7653 8.2",
        OPEN_SECONDARY,
        "STARTTLS",
        UNSPEC,
        LinkCount.OUT_OF_ORDER,
        bench -> bench.arrives(new StartTls(9, Options.EMPTY)));
    ends(
        "RFC 7653 9.1",
        OPEN_SECONDARY,
        "REPLY",
        UNSPEC,
        LinkCount.OUT_OF_ORDER,
        bench -> bench.arrives(bench.startTlsReply()));
  }

  private void outOfOrder(String section, FaultBench.Start start, FailoverMessageType type) {
    ends(section, start, type.name(), UNSPEC, LinkCount.OUT_OF_ORDER, bench -> bench.arrives(type));
  }

  private void ignored() {
    goesOn(
        "5.3.3",
        OPEN_SECONDARY,
        "POOLREQ from the primary",
        LinkCount.IGNORED_MESSAGES,
        bench -> bench.arrives(FailoverMessageType.POOLREQ));
    goesOn(
        "5.3.4",
        OPEN_PRIMARY,
        "POOLRESP from the secondary",
        LinkCount.IGNORED_MESSAGES,
        bench -> bench.arrives(FailoverMessageType.POOLRESP));
    goesOn(
        "5.3.12",
        SECONDARY_TLS_OFF,
        "CONTACT",
        LinkCount.IGNORED_MESSAGES,
        bench -> bench.arrives(FailoverMessageType.CONTACT));
    goesOn(
        "5.3",
        SECONDARY_TLS_OFF,
        "a message of an unknown type",
        LinkCount.UNKNOWN_MESSAGES,
        bench -> bench.arrives(new UnknownFailoverMessage(99, Bytes.of(new byte[7]))));
    goesOn(
        "5.3",
        OPEN_SECONDARY,
        "a message of an unknown type",
        LinkCount.UNKNOWN_MESSAGES,
        bench -> bench.arrives(new UnknownFailoverMessage(99, Bytes.of(new byte[7]))));
    goesOn(
        "5.5",
        OPEN_SECONDARY,
        "an unknown option",
        LinkCount.IGNORED_OPTIONS,
        bench ->
            bench.arrives(
                FailoverMessageType.STATE, new UnknownOption(4711, Bytes.of(new byte[3]))));
    goesOn(
        "5.5",
        OPEN_SECONDARY,
        "a known option in the wrong place",
        LinkCount.IGNORED_OPTIONS,
        bench -> bench.arrives(FailoverMessageType.STATE, new BindingStatusOption(1)));
  }
}
