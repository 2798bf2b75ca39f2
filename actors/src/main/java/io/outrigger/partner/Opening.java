package io.outrigger.partner;

import static io.outrigger.dhcp.StatusCode.TLS_CONNECTION_REFUSED;

import io.outrigger.config.FailoverRole;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import io.outrigger.failover.wire.AbsoluteTime;
import io.outrigger.failover.wire.Connect;
import io.outrigger.failover.wire.ConnectReply;
import io.outrigger.failover.wire.Disconnect;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.failover.wire.StartTls;
import io.outrigger.failover.wire.StartTlsReply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way of one connection to its first STATE: STARTTLS and REPLY where TLS is required, CONNECT
 * and CONNECTREPLY (RFC 7653 §8.2 and §9.1, RFC 8156 §6.1). Decides and says what to do; pure but
 * for what it remembers of this connection. Not for more than one thread.
 */
final class Opening {
  /** The time that it may take. */
  static final Duration TIME = Duration.ofSeconds(10);

  static final String NOT_MADE = "no CONNECT and CONNECTREPLY within " + TIME.toSeconds() + " s";

  /** It counts anew for the first STATE. */
  static final String NO_STATE = "no STATE within " + TIME.toSeconds() + " s";

  private static final int STARTTLS_TRANSACTION = PartnerConnection.OWN_TRANSACTION_IDS + 1;
  private static final int CONNECT_TRANSACTION = PartnerConnection.OWN_TRANSACTION_IDS + 2;
  private static final AbsoluteTime UNSENT = new AbsoluteTime(0);

  /** What to do next; what there is to say is said first. */
  sealed interface Step {
    /** Wait for what may come in that phase. */
    record Await(Phase phase, Optional<FailoverMessage> say) implements Step {}

    /** Start the TLS handshake. */
    record Secure(PartnerTls.Required tls, boolean asServer, Optional<FailoverMessage> say)
        implements Step {}

    record Made(
        LinkSettings settings,
        LinkDoor door,
        LinkParameters parameters,
        Optional<FailoverMessage> say)
        implements Step {}

    /** We refuse; close behind what there is to say. */
    record Refused(StatusCode status, String text, FailoverMessage say) implements Step {}

    /** The partner has refused; close. */
    record RefusedByPartner(StatusCode status, String text) implements Step {}

    /** Whoever is there does not play by the rules; close without a word. */
    record Broken(String reason) implements Step {}
  }

  private final ConnectionSide side;
  private final String peer;
  private PartnerChannel.@Nullable TlsPeer tlsPeer;

  /**
   * @param peer who is there, for people
   */
  Opening(ConnectionSide side, String peer) {
    this.side = side;
    this.peer = peer;
  }

  FailoverRole role() {
    return side.role();
  }

  /** The TCP connection is there. */
  Step begin() {
    return switch (side) {
      case ConnectionSide.Secondary _side -> new Step.Await(Phase.OPENING, Optional.empty());
      case ConnectionSide.Primary primary ->
          primary.settings().tls() instanceof PartnerTls.Required
              ? new Step.Await(
                  Phase.AWAITING_TLS_REPLY,
                  Optional.of(new StartTls(STARTTLS_TRANSACTION, Options.EMPTY)))
              : connect(primary);
    };
  }

  private static Step connect(ConnectionSide.Primary primary) {
    return new Step.Await(
        Phase.AWAITING_CONNECTREPLY,
        Optional.of(Handshake.connect(primary.settings(), CONNECT_TRANSACTION)));
  }

  /** TLS is on. */
  Step secured(PartnerChannel.TlsPeer who) {
    tlsPeer = who;
    return switch (side) {
      case ConnectionSide.Secondary _side -> new Step.Await(Phase.SECURED, Optional.empty());
      case ConnectionSide.Primary primary -> connect(primary);
    };
  }

  /**
   * A message came that may come now ({@link PeerRules}), no DISCONNECT.
   *
   * @param last whether nothing came behind it
   */
  Step on(FailoverMessage message, Instant receivedAt, boolean last) {
    if (message instanceof StartTls startTls
        && side instanceof ConnectionSide.Secondary secondary) {
      return startTls(secondary, startTls, last);
    }
    if (message instanceof StartTlsReply reply && side instanceof ConnectionSide.Primary primary) {
      return startTlsReply(primary, reply, last);
    }
    if (message instanceof Connect connect && side instanceof ConnectionSide.Secondary secondary) {
      return connect(secondary, connect, receivedAt);
    }
    if (message instanceof ConnectReply reply && side instanceof ConnectionSide.Primary primary) {
      return connectReply(primary, reply, receivedAt);
    }
    return new Step.Broken("a message of type " + message.code() + " at this end");
  }

  /** Until CONNECT names one, the relationships with that address share TLS. */
  private static Step startTls(ConnectionSide.Secondary secondary, StartTls message, boolean last) {
    List<PartnerTls.Required> required =
        secondary.withPartner().get().stream()
            .filter(Handshake::isServedAsSecondary)
            .map(each -> each.settings().tls())
            .filter(PartnerTls.Required.class::isInstance)
            .map(PartnerTls.Required.class::cast)
            .toList();
    if (required.isEmpty()) {
      String text = "TLS is off here";
      return new Step.Refused(
          TLS_CONNECTION_REFUSED,
          text,
          new StartTlsReply(
              message.transactionId(),
              Options.of(new StatusCodeOption(TLS_CONNECTION_REFUSED, text))));
    }
    if (!last) {
      return new Step.Broken("octets in plain text behind STARTTLS");
    }
    PartnerTls.Required first = required.getFirst();
    List<CertificateTrust> trusts =
        required.stream().flatMap(each -> each.trusts().stream()).distinct().toList();
    return new Step.Secure(
        new PartnerTls.Required(first.chain(), first.key(), trusts),
        true,
        Optional.of(new StartTlsReply(message.transactionId(), Options.EMPTY)));
  }

  private static Step startTlsReply(
      ConnectionSide.Primary primary, StartTlsReply reply, boolean last) {
    Optional<StatusCodeOption> status = reply.options().first(StatusCodeOption.class);
    if (status.isPresent() && !status.get().status().equals(StatusCode.SUCCESS)) {
      return new Step.RefusedByPartner(status.get().status(), LogText.of(status.get().text()));
    }
    if (reply.transactionId() != STARTTLS_TRANSACTION) {
      return new Step.Broken("a REPLY to another STARTTLS");
    }
    if (!last) {
      return new Step.Broken("octets in plain text behind the REPLY to STARTTLS");
    }
    return primary.settings().tls() instanceof PartnerTls.Required required
        ? new Step.Secure(required, false, Optional.empty())
        : new Step.Broken("a REPLY without a STARTTLS");
  }

  private Step connect(ConnectionSide.Secondary secondary, Connect connect, Instant receivedAt) {
    return switch (Handshake.choose(secondary.withPartner().get(), connect)) {
      case Handshake.Choice.None none ->
          refuse(connect, new Handshake.Verdict.Refused(none.status(), none.text()));
      case Handshake.Choice.Found found -> connect(found.relationship(), connect, receivedAt);
    };
  }

  private Step connect(LinkRelationship relationship, Connect connect, Instant receivedAt) {
    LinkSettings settings = relationship.settings();
    PartnerChannel.TlsPeer who = tlsPeer;
    if (settings.tls() instanceof PartnerTls.Required required && who != null) {
      Optional<String> refusal =
          CertificateRules.refusal(required.trusts(), who.chain(), receivedAt);
      if (refusal.isPresent()) {
        String text = "relationship " + settings.name() + ": " + refusal.get();
        return refuse(connect, new Handshake.Verdict.Refused(TLS_CONNECTION_REFUSED, text));
      }
    }
    return switch (Handshake.onConnect(settings, connect, receivedAt, who != null, peer)) {
      case Handshake.Verdict.Accepted accepted ->
          new Step.Made(
              settings,
              relationship.door(),
              accepted.parameters(),
              Optional.of(
                  Handshake.accept(settings, connect.transactionId(), accepted.parameters())));
      case Handshake.Verdict.Refused refused ->
          refuse(
              connect,
              new Handshake.Verdict.Refused(
                  refused.status(), "relationship " + settings.name() + ": " + refused.text()));
      case Handshake.Verdict.RefusedByPartner by ->
          new Step.RefusedByPartner(by.status(), by.text());
    };
  }

  private static Step refuse(Connect connect, Handshake.Verdict.Refused why) {
    return new Step.Refused(
        why.status(), why.text(), Handshake.refuse(connect.transactionId(), why));
  }

  private Step connectReply(
      ConnectionSide.Primary primary, ConnectReply reply, Instant receivedAt) {
    if (reply.transactionId() != CONNECT_TRANSACTION) {
      return new Step.Broken("a CONNECTREPLY to another CONNECT");
    }
    LinkSettings settings = primary.settings();
    return switch (Handshake.onConnectReply(settings, reply, receivedAt, tlsPeer != null, peer)) {
      case Handshake.Verdict.Accepted accepted ->
          new Step.Made(settings, primary.door(), accepted.parameters(), Optional.empty());
      case Handshake.Verdict.Refused refused ->
          new Step.Refused(
              refused.status(), refused.text(), disconnect(refused.status(), refused.text()));
      case Handshake.Verdict.RefusedByPartner by ->
          new Step.RefusedByPartner(by.status(), by.text());
    };
  }

  /** A DISCONNECT (RFC 8156 §5.3.10), without sent-time. */
  static Disconnect disconnect(StatusCode status, String text) {
    return new Disconnect(
        CONNECT_TRANSACTION + 1, UNSENT, Options.of(new StatusCodeOption(status, text)));
  }
}
