package io.outrigger.partner;

import static io.outrigger.dhcp.StatusCode.CONFIGURATION_CONFLICT;
import static io.outrigger.dhcp.StatusCode.NOT_SUPPORTED;
import static io.outrigger.dhcp.StatusCode.SUCCESS;
import static io.outrigger.dhcp.StatusCode.UNSPEC_FAIL;

import io.outrigger.config.FailoverRole;
import io.outrigger.config.TimeSkew;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import io.outrigger.dhcp.VendorOptsOption;
import io.outrigger.dhcp.VendorOptsOption.VendorOption;
import io.outrigger.failover.wire.AbsoluteTime;
import io.outrigger.failover.wire.Connect;
import io.outrigger.failover.wire.ConnectFlagsOption;
import io.outrigger.failover.wire.ConnectReply;
import io.outrigger.failover.wire.KeepaliveTimeOption;
import io.outrigger.failover.wire.MaxUnackedBndupdOption;
import io.outrigger.failover.wire.McltOption;
import io.outrigger.failover.wire.ProtocolVersionOption;
import io.outrigger.failover.wire.RelationshipNameOption;
import io.outrigger.failover.wire.VendorAdditions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What CONNECT and CONNECTREPLY say, and what is made of them (RFC 8156 §6.1). Pure. Of an option
 * that comes twice the first counts.
 */
public final class Handshake {
  /** More than this many BNDUPDs are never on their way, whatever the partner allows. */
  public static final int MOST_UNACKED_BNDUPD = 10_000;

  /** A shorter one leaves no time for a lease (RFC 8156 §4.4); our own is never shorter. */
  public static final Duration SHORTEST_MCLT = Duration.ofSeconds(30);

  private static final long LONGEST_MCLT_SECONDS = AbsoluteTime.MAX_DISTANCE_SECONDS;

  /** What came of looking at the partner's message. */
  public sealed interface Verdict {
    /** The connection stands. */
    record Accepted(LinkParameters parameters) implements Verdict {}

    /** It does not. A secondary says so in its CONNECTREPLY, a primary in a DISCONNECT. */
    record Refused(StatusCode status, String text) implements Verdict {}

    /** The partner has refused us; there is nothing more to say. */
    record RefusedByPartner(StatusCode status, String text) implements Verdict {}
  }

  /** Which relationship a CONNECT means. */
  public sealed interface Choice {
    record Found(LinkRelationship relationship) implements Choice {}

    record None(StatusCode status, String text) implements Choice {}
  }

  private Handshake() {}

  /** Our CONNECT (§6.1.1), without sent-time. */
  public static Connect connect(LinkSettings settings, int transactionId) {
    return new Connect(transactionId, UNSENT, options(settings, settings.mclt()));
  }

  /** Our CONNECTREPLY to a CONNECT that was accepted (§6.1.2), with the MCLT of that one. */
  public static ConnectReply accept(
      LinkSettings settings, int transactionId, LinkParameters settled) {
    return new ConnectReply(transactionId, UNSENT, options(settings, settled.mclt()));
  }

  /** Our CONNECTREPLY to one that was not. */
  public static ConnectReply refuse(int transactionId, Verdict.Refused why) {
    return new ConnectReply(
        transactionId, UNSENT, Options.of(new StatusCodeOption(why.status(), why.text())));
  }

  private static final AbsoluteTime UNSENT = new AbsoluteTime(0);

  private static Options options(LinkSettings settings, Duration mclt) {
    Options.Builder options =
        Options.builder()
            .add(ProtocolVersionOption.RFC_8156)
            .add(new McltOption(mclt.toSeconds()))
            .add(new KeepaliveTimeOption(settings.keepalive().toSeconds()))
            .add(new MaxUnackedBndupdOption(settings.maxUnackedBndupd()));
    if (settings.role() == FailoverRole.PRIMARY) {
      options.add(new RelationshipNameOption(settings.name()));
    }
    return options
        .add(new ConnectFlagsOption(settings.connectFlags()))
        .addAll(settings.additions())
        .build();
  }

  /**
   * Finds the relationship by name and our role; the partner's address has been looked up already
   * (§6.2). A CONNECT without a name means the only one there is (§6.1.1).
   *
   * <p>A name that nobody knows is refused as ConfigurationConflict: the two configurations
   * contradict each other, and no status of RFC 8156 §5.6 says that better.
   */
  public static Choice choose(List<LinkRelationship> withPartner, Connect connect) {
    List<LinkRelationship> served =
        withPartner.stream().filter(Handshake::isServedAsSecondary).toList();
    Optional<String> name =
        connect.options().first(RelationshipNameOption.class).map(RelationshipNameOption::text);
    if (name.isEmpty()) {
      return served.size() == 1
          ? new Choice.Found(served.getFirst())
          : new Choice.None(
              CONFIGURATION_CONFLICT,
              "F_RELATIONSHIP_NAME is missing, and it could mean any of "
                  + served.size()
                  + " relationships");
    }
    for (LinkRelationship each : served) {
      if (each.settings().name().equals(name.get())) {
        return new Choice.Found(each);
      }
    }
    boolean bothPrimary =
        withPartner.stream().anyMatch(each -> each.settings().name().equals(name.get()));
    return new Choice.None(
        CONFIGURATION_CONFLICT,
        "relationship "
            + LogText.of(name.get())
            + (bothPrimary
                ? ": this server is its primary as well"
                : " is not configured here with your address and you as primary"));
  }

  static boolean isServedAsSecondary(LinkRelationship relationship) {
    return relationship.settings().role() == FailoverRole.SECONDARY;
  }

  /** Looks at the CONNECT of our primary (§6.1.2), in the order of that section. */
  public static Verdict onConnect(
      LinkSettings settings, Connect connect, Instant receivedAt, boolean tls, String peer) {
    if (settings.tls() instanceof PartnerTls.Required && !tls) {
      return new Verdict.Refused(
          StatusCode.TLS_CONNECTION_REFUSED, "TLS is required here: send STARTTLS first");
    }
    return checked(settings, connect.sentTime(), connect.options(), receivedAt, tls, peer);
  }

  /** Looks at the CONNECTREPLY of our secondary (§6.1.3). */
  public static Verdict onConnectReply(
      LinkSettings settings, ConnectReply reply, Instant receivedAt, boolean tls, String peer) {
    Optional<StatusCodeOption> status = reply.options().first(StatusCodeOption.class);
    if (status.isPresent() && !status.get().status().equals(SUCCESS)) {
      return new Verdict.RefusedByPartner(status.get().status(), LogText.of(status.get().text()));
    }
    Verdict verdict = checked(settings, reply.sentTime(), reply.options(), receivedAt, tls, peer);
    if (verdict instanceof Verdict.Accepted accepted
        && !accepted.parameters().mclt().equals(settings.mclt())) {
      return new Verdict.Refused(
          CONFIGURATION_CONFLICT,
          "F_MCLT "
              + accepted.parameters().mclt().toSeconds()
              + " s is not the "
              + settings.mclt().toSeconds()
              + " s of the CONNECT");
    }
    return verdict;
  }

  private static Verdict checked(
      LinkSettings settings,
      AbsoluteTime sentTime,
      Options options,
      Instant receivedAt,
      boolean tls,
      String peer) {
    long skewSeconds = Skew.seconds(sentTime, receivedAt);
    if (settings.timeSkew() == TimeSkew.REJECT && Skew.isExcessive(skewSeconds)) {
      return new Verdict.Refused(StatusCode.EXCESSIVE_TIME_SKEW, Skew.text(skewSeconds));
    }
    Optional<ProtocolVersionOption> version = options.first(ProtocolVersionOption.class);
    if (version.isPresent()
        && version.get().majorVersion() != ProtocolVersionOption.RFC_8156.majorVersion()) {
      return new Verdict.Refused(
          NOT_SUPPORTED,
          "protocol version %d.%d, this server speaks 1.0"
              .formatted(version.get().majorVersion(), version.get().minorVersion()));
    }
    Optional<McltOption> mclt = options.first(McltOption.class);
    Optional<KeepaliveTimeOption> keepalive = options.first(KeepaliveTimeOption.class);
    Optional<MaxUnackedBndupdOption> unacked = options.first(MaxUnackedBndupdOption.class);
    Optional<ConnectFlagsOption> flags = options.first(ConnectFlagsOption.class);
    if (version.isEmpty()) {
      return missing("F_PROTOCOL_VERSION");
    } else if (mclt.isEmpty()) {
      return missing("F_MCLT");
    } else if (keepalive.isEmpty()) {
      return missing("F_KEEPALIVE_TIME");
    } else if (unacked.isEmpty()) {
      return missing("F_MAX_UNACKED_BNDUPD");
    } else if (flags.isEmpty()) {
      return missing("F_CONNECT_FLAGS");
    }
    Optional<Verdict> unusable =
        unusable(settings, mclt.get(), keepalive.get(), unacked.get(), flags.get());
    return unusable.orElseGet(
        () ->
            new Verdict.Accepted(
                new LinkParameters(
                    Duration.ofSeconds(mclt.get().seconds()),
                    Duration.ofSeconds(keepalive.get().seconds()),
                    (int) Math.min(unacked.get().messages(), MOST_UNACKED_BNDUPD),
                    additions(options),
                    tls,
                    peer)));
  }

  private static Verdict missing(String option) {
    return new Verdict.Refused(UNSPEC_FAIL, option + " is missing");
  }

  private static Optional<Verdict> unusable(
      LinkSettings settings,
      McltOption mclt,
      KeepaliveTimeOption keepalive,
      MaxUnackedBndupdOption unacked,
      ConnectFlagsOption flags) {
    if (mclt.seconds() < SHORTEST_MCLT.toSeconds() || mclt.seconds() > LONGEST_MCLT_SECONDS) {
      return refused(
          CONFIGURATION_CONFLICT,
          "F_MCLT "
              + mclt.seconds()
              + " s is not "
              + SHORTEST_MCLT.toSeconds()
              + " to "
              + LONGEST_MCLT_SECONDS
              + " s");
    }
    if (keepalive.seconds() == 0) {
      return refused(CONFIGURATION_CONFLICT, "F_KEEPALIVE_TIME 0 s: no connection would live");
    }
    if (unacked.messages() == 0) {
      return refused(
          CONFIGURATION_CONFLICT, "F_MAX_UNACKED_BNDUPD 0: no binding could ever be updated");
    }
    if (new ConnectFlagsOption(settings.connectFlags()).has(ConnectFlagsOption.FIXED_PD_LENGTH)
        && !flags.has(ConnectFlagsOption.FIXED_PD_LENGTH)) {
      return refused(
          NOT_SUPPORTED,
          "F_CONNECT_FLAGS without FIXED_PD_LENGTH: here all prefixes of a delegable prefix have"
              + " one length");
    }
    return Optional.empty();
  }

  private static Optional<Verdict> refused(StatusCode status, String text) {
    return Optional.of(new Verdict.Refused(status, text));
  }

  private static List<VendorOption> additions(Options options) {
    return options.all(VendorOptsOption.class).stream()
        .filter(vendor -> vendor.enterpriseNumber() == VendorAdditions.ENTERPRISE_NUMBER)
        .flatMap(vendor -> vendor.options().stream())
        .toList();
  }

  /** The first status in there; UnspecFail if there is none (§5.3.10 only says SHOULD). */
  static StatusCodeOption status(Options options) {
    for (DhcpOption option : options.all()) {
      if (option instanceof StatusCodeOption status) {
        return status;
      }
    }
    return new StatusCodeOption(UNSPEC_FAIL, "");
  }
}
