package io.outrigger.partner;

import io.outrigger.config.TimeSkew;
import io.outrigger.dhcp.Decoded;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import io.outrigger.failover.wire.AbsoluteTime;
import io.outrigger.failover.wire.Contact;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.failover.wire.PartnerMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TCP connection with a partner, from its first octet to its end (RFC 8156 §6). */
public final class PartnerConnection extends AbstractBehavior<PartnerConnection.Command> {
  /**
   * Transaction-ids from here to 2^24-1 are those of the connection's own messages; whoever sends
   * through it takes smaller ones (RFC 8156 §5.4: outstanding ones differ).
   */
  public static final int OWN_TRANSACTION_IDS = 0xff_0000;

  /** What the actor is told. */
  public sealed interface Command permits Send, Disconnect, Drop, Taken, ConnectionSignal {}

  /**
   * Sends these, in order, with one write; the connection sets the sent-time. Ignored before {@link
   * LinkEvent.Established}.
   */
  public record Send(List<PartnerMessage> messages) implements Command {
    public Send {
      messages = List.copyOf(messages);
    }
  }

  /** Sends DISCONNECT and closes. */
  public record Disconnect(StatusCode status, String text) implements Command {}

  /** Closes without a word. */
  public record Drop(String reason) implements Command {}

  /** The binding traffic that was handed over has been handled; more may be read. */
  public enum Taken implements Command {
    TAKEN
  }

  private static final Logger log = LoggerFactory.getLogger(PartnerConnection.class);
  private static final Duration PACE = Duration.ofSeconds(1);

  /** What a connection knows that is made. */
  private record Link(LinkSettings settings, LifeSigns life, LinkVoice voice) {}

  /** How it ended. */
  private record End(String reason, Optional<StatusCode> disconnect, boolean refused) {}

  private final TimerScheduler<Command> timers;
  private final InstantSource clock;
  private final LinkCounters counters;
  private final PartnerChannel channel;
  private final ActorRef<ConnectionReport> owner;
  private final Opening opening;
  private final Outbox outbox;
  private final Inflow inflow = new Inflow();
  private final ReadGate gate = new ReadGate();
  private final SkewWatch skew = new SkewWatch();
  private Phase phase = Phase.OPENING;
  private @Nullable Link link;
  private @Nullable End end;
  private boolean silent = true;
  private boolean skewWarned;
  private int contacts;

  private PartnerConnection(
      ActorContext<Command> actor,
      TimerScheduler<Command> timers,
      ConnectionSide side,
      PartnerChannel channel,
      LinkContext world,
      ActorRef<ConnectionReport> owner) {
    super(actor);
    this.timers = timers;
    this.clock = world.clock();
    this.counters = world.counters();
    this.channel = channel;
    this.owner = owner;
    opening = new Opening(side, channel.describe());
    outbox = new Outbox(channel, clock, counters);
    counters.opened(channel);
    channel.handle(new ChannelToActor(actor.getSelf(), clock));
    timers.startSingleTimer(ConnectionSignal.Timer.HANDSHAKE, Opening.TIME);
    take(opening.begin());
    readIfPossible();
  }

  /** Takes over a channel that nobody has handled yet, and ends with it. */
  static Behavior<Command> create(
      ConnectionSide side,
      PartnerChannel channel,
      LinkContext world,
      ActorRef<ConnectionReport> owner) {
    return Behaviors.setup(
        actor ->
            Behaviors.withTimers(
                timers -> new PartnerConnection(actor, timers, side, channel, world, owner)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onSignal(PostStop.class, _signal -> stopped())
        .onAnyMessage(this::on)
        .build();
  }

  private Behavior<Command> on(Command command) {
    try {
      handle(command);
    } catch (RuntimeException fault) {
      log.error("{}: a fault of this server", name(), fault);
      over("a fault of this server: " + fault);
    }
    return end == null ? this : Behaviors.stopped();
  }

  private void handle(Command command) {
    switch (command) {
      case Send send -> send(send.messages());
      case Disconnect why -> disconnect(why.status(), why.text());
      case Drop why -> over(why.reason());
      case Taken _taken -> gate.taken();
      case ConnectionSignal.Received received -> received(received);
      case ConnectionSignal.Secured secured -> take(opening.secured(secured.peer()));
      case ConnectionSignal.ChannelClosed closed -> channelClosed(closed.reason());
      case ConnectionSignal.Channel _writable -> {
        outbox.nowWritable();
        if (link != null) {
          link.life().sent();
        }
      }
      case ConnectionSignal.Probe _probe -> contact();
      case ConnectionSignal.Timer timer -> due(timer);
    }
    readIfPossible();
  }

  private void due(ConnectionSignal.Timer timer) {
    switch (timer) {
      case HANDSHAKE -> over(LinkCount.HANDSHAKES_LATE, Opening.NOT_MADE);
      case STATE -> {
        counters.count(LinkCount.HANDSHAKES_LATE);
        disconnect(StatusCode.UNSPEC_FAIL, Opening.NO_STATE);
      }
      case CONTACT -> contact();
      case SILENCE -> over(LinkCount.SILENT, "nothing came for the keepalive time");
      case OUTFLOW -> {
        if (link != null && link.life().tookNothing()) {
          over(LinkCount.NOT_TAKEN, "the partner took nothing for the keepalive time");
        }
      }
      case PACE -> gate.secondOver();
    }
  }

  private void send(List<PartnerMessage> messages) {
    if (link != null) {
      outbox.send(messages);
      link.life().sent();
    }
  }

  private void contact() {
    contacts = (contacts + 1) & 0x7fff;
    int transaction = OWN_TRANSACTION_IDS | 0x8000 | contacts;
    send(List.of(new Contact(transaction, new AbsoluteTime(0), Options.EMPTY)));
  }

  // What comes

  private void readIfPossible() {
    if (end != null || phase == Phase.SECURING) {
      return;
    }
    if (gate.isOpen(outbox.waitingMessages())) {
      gate.asked();
      skew.asked(clock.instant());
      channel.read();
    }
    if (link != null) {
      link.life().listening(gate.isAsked());
    }
  }

  private void received(ConnectionSignal.Received received) {
    gate.answered();
    silent = false;
    skew.came(received.at());
    List<Decoded<FailoverMessage>> messages = inflow.feed(received.octets());
    List<PartnerMessage> bindings = new ArrayList<>();
    boolean heard = false;
    for (int i = 0; i < messages.size() && end == null; i++) {
      boolean last = i == messages.size() - 1 && inflow.pendingOctets() == 0;
      switch (messages.get(i)) {
        case Decoded.Malformed<FailoverMessage> bad -> {
          counters.count(LinkCount.MALFORMED);
          disconnect(StatusCode.UNSPEC_FAIL, "malformed: " + LogText.of(bad.toString()));
        }
        case Decoded.Ok<FailoverMessage> ok -> {
          heard = true;
          message(ok.value(), received.at(), last, bindings);
        }
      }
    }
    if (link != null && !bindings.isEmpty()) {
      gate.handedOver();
      link.voice().arrived(bindings, received.at(), skew.millis());
    }
    if (link != null && heard && end == null) {
      link.life().heard();
      link.voice().heard(received.at(), skew.millis());
    }
  }

  private void message(
      FailoverMessage message, Instant at, boolean last, List<PartnerMessage> bindings) {
    PeerRules.Ruling ruling = PeerRules.on(phase, opening.role(), message);
    counters.received(message, ruling);
    switch (ruling) {
      case IGNORE -> {}
      case REFUSE ->
          disconnect(
              StatusCode.UNSPEC_FAIL,
              LogText.typeOf(message) + " is out of order in phase " + phase);
      case HANDLE -> {
        if (message instanceof io.outrigger.failover.wire.Disconnect goodbye) {
          StatusCodeOption status = Handshake.status(goodbye.options());
          refusedByPartner("DISCONNECT", status.status(), LogText.of(status.text()));
        } else if (link != null && message instanceof PartnerMessage said) {
          said(link, said, at, bindings);
        } else {
          take(opening.on(message, at, last));
        }
      }
    }
  }

  private void said(Link made, PartnerMessage message, Instant at, List<PartnerMessage> bindings) {
    long skewSeconds = Skew.seconds(message.sentTime(), at);
    if (skew.isExcessive(skewSeconds)) {
      if (made.settings().timeSkew() == TimeSkew.REJECT) {
        counters.count(LinkCount.SKEWED);
        disconnect(StatusCode.EXCESSIVE_TIME_SKEW, Skew.text(skewSeconds));
        return;
      }
      if (!skewWarned) {
        skewWarned = true;
        log.warn("{}: {}; times received are corrected", name(), Skew.text(skewSeconds));
      }
    }
    switch (message.type()) {
      case BNDUPD, BNDREPLY, POOLREQ, POOLRESP -> bindings.add(message);
      case CONTACT -> {}
      default -> {
        phase = Phase.OPEN;
        timers.cancel(ConnectionSignal.Timer.STATE);
        gate.said();
        if (!timers.isTimerActive(ConnectionSignal.Timer.PACE)) {
          timers.startSingleTimer(ConnectionSignal.Timer.PACE, PACE);
        }
        made.voice().said(message, at);
      }
    }
  }

  // The way to the first STATE

  private void take(Opening.Step step) {
    switch (step) {
      case Opening.Step.Await await -> {
        phase = await.phase();
        await.say().ifPresent(this::say);
      }
      case Opening.Step.Secure secure -> {
        phase = Phase.SECURING;
        secure.say().ifPresent(this::say);
        channel.startTls(secure.tls(), secure.asServer());
      }
      case Opening.Step.Made made -> {
        made.say().ifPresent(this::say);
        made(made);
      }
      case Opening.Step.Refused refused -> {
        say(refused.say());
        counters.refused(refused.status());
        over("refused: " + refused.status() + ", " + refused.text());
      }
      case Opening.Step.RefusedByPartner by ->
          refusedByPartner("a refusal", by.status(), by.text());
      case Opening.Step.Broken broken -> over(LinkCount.OUT_OF_ORDER, broken.reason());
    }
  }

  private void say(FailoverMessage message) {
    if (message instanceof PartnerMessage stamped) {
      outbox.send(List.of(stamped));
    } else {
      outbox.sendBare(message);
    }
  }

  private void made(Opening.Step.Made made) {
    LinkSettings settings = made.settings();
    LinkParameters parameters = made.parameters();
    LifeSigns life =
        new LifeSigns(timers, outbox, settings.keepalive(), parameters.partnerKeepalive());
    LinkVoice voice = new LinkVoice(made.door(), getContext().getSelf());
    link = new Link(settings, life, voice);
    phase = Phase.AWAITING_STATE;
    timers.cancel(ConnectionSignal.Timer.HANDSHAKE);
    timers.startSingleTimer(ConnectionSignal.Timer.STATE, Opening.TIME);
    gate.limits(settings.maxUnackedBndupd(), parameters.partnerMaxUnackedBndupd());
    counters.count(LinkCount.ESTABLISHED);
    log.info("{}: connected ({})", name(), parameters.tls() ? "TLS" : "in plain text");
    owner.tell(new ConnectionReport.Made(getContext().getSelf()));
    voice.established(parameters);
    life.sent();
  }

  private void disconnect(StatusCode status, String text) {
    // In the TLS handshake, words of ours would be taken for a part of it.
    if (phase != Phase.SECURING) {
      outbox.sendLast(Opening.disconnect(status, text));
    }
    counters.refused(status);
    over("DISCONNECT sent: " + status + ", " + text);
  }

  private void refusedByPartner(String how, StatusCode status, String text) {
    counters.refusedByPartner(status);
    end =
        new End(
            how + " by the partner: " + status + (text.isEmpty() ? "" : ", " + text),
            Optional.of(status),
            true);
  }

  private void channelClosed(String reason) {
    if (phase == Phase.SECURING) {
      counters.count(LinkCount.TLS_FAILED);
    } else if (link != null) {
      counters.count(LinkCount.LOST);
    }
    int cut = inflow.pendingOctets();
    over(cut == 0 ? reason : reason + ", with " + cut + " octets of an incomplete message");
  }

  private void over(LinkCount counted, String reason) {
    counters.count(counted);
    over(reason);
  }

  private void over(String reason) {
    if (end == null) {
      end = new End(reason, Optional.empty(), false);
    }
  }

  private Behavior<Command> stopped() {
    End how = end == null ? new End("this server stops it", Optional.empty(), false) : end;
    channel.close();
    counters.closed(channel);
    if (link != null) {
      log.info("{}: connection ended: {}", name(), how.reason());
      link.voice().closed(how.reason(), how.disconnect());
    }
    owner.tell(
        new ConnectionReport.Over(
            getContext().getSelf(), how.reason(), link != null, how.refused(), silent));
    return this;
  }

  private String name() {
    return (link == null ? "" : "relationship " + link.settings().name() + ", ")
        + channel.describe();
  }
}
