package io.outrigger.relationship;

import io.outrigger.dhcp.Options;
import io.outrigger.endpoint.EndpointEvent;
import io.outrigger.failover.wire.AbsoluteTime;
import io.outrigger.failover.wire.BndReply;
import io.outrigger.failover.wire.BndUpd;
import io.outrigger.failover.wire.PartnerMessage;
import io.outrigger.failover.wire.PoolReq;
import io.outrigger.failover.wire.PoolResp;
import io.outrigger.partner.BindingTraffic;
import io.outrigger.partner.BindingTraffic.Arrived;
import io.outrigger.partner.PartnerConnection;
import io.outrigger.pool.PoolSignal;
import io.outrigger.pool.SharingCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Carries binding updates between the pools of a relationship and the connection to the partner
 * (RFC 8156 §7). It gives the pools the credit that the partner allows, in turns, and puts what
 * they send into few writes; it takes the partner's updates to the pools and answers each when the
 * pool has stored it. It decides nothing about leases.
 */
public final class UpdateExchange extends AbstractBehavior<BindingTraffic> {

  /** What the actor is told, beside what the connection hands over. */
  public interface Command extends BindingTraffic {}

  /**
   * Communications with the partner are "OK".
   *
   * @param maxUnacked BNDUPDs that may be on their way to the partner
   * @param correctSkew whether the times of the partner are shifted by the difference of the clocks
   */
  record Connected(
      ActorRef<PartnerConnection.Command> connection, int maxUnacked, boolean correctSkew)
      implements Command {}

  /** The connection is gone. */
  record Disconnected() implements Command {}

  /** Whether changes are sent as they come, or only what is asked for (§8.10). */
  record Flow(boolean on) implements Command {}

  /** Send what is owed, or everything, then say {@code done}. */
  record Bring(boolean all, Runnable done) implements Command {}

  /** The configuration has changed; {@link PoolStarted} follows for each pool that is new. */
  record UsePools(List<SharedPool> pools, Duration patience) implements Command {}

  /** An UPDREQ of ours waits for its UPDDONE, or does not any more. */
  record AwaitUpdates(boolean waiting) implements Command {}

  /** An allocator has begun anew and knows nothing of what went before. */
  public record PoolStarted(String pool) implements Command {}

  record FromPool(PoolSignal signal) implements Command {}

  private enum Check implements Command {
    CHECK,
    RESCAN,
    /** The round of the pools takes too long. */
    LATE
  }

  private static final Duration CHECK_PERIOD = Duration.ofSeconds(1);

  /** §7.5.4: what the partner rejected is sent again in a periodic scan. */
  private static final Duration RESCAN_PERIOD = Duration.ofMinutes(1);

  private final TimerScheduler<BindingTraffic> timers;
  private final InstantSource clock;
  private Duration patience;
  private final Consumer<EndpointEvent> endpoint;
  private final Pools pools;
  private final ExchangeLog log;
  private final BacklogWatch backlog = new BacklogWatch();
  private final Inbound inbound;
  private final Outbound outbound;
  private final Goals goals;

  private @Nullable ActorRef<PartnerConnection.Command> connection;
  private @Nullable Arrived early;
  private boolean correctSkew;
  private boolean flowing;
  private @Nullable Instant awaitingSince;

  private UpdateExchange(
      ActorContext<BindingTraffic> context,
      TimerScheduler<BindingTraffic> timers,
      Settings settings,
      Consumer<EndpointEvent> endpoint,
      InstantSource clock) {
    super(context);
    this.timers = timers;
    this.clock = clock;
    this.patience = settings.patience();
    this.endpoint = endpoint;
    this.pools = new Pools(settings.pools());
    this.log = new ExchangeLog(settings.name(), clock, context.getLog());
    this.inbound = new Inbound(pools, settings.counters(), log);
    this.outbound = new Outbound(pools, settings.counters(), log);
    this.goals = new Goals(pools);
    attach();
    timers.startTimerWithFixedDelay(Check.RESCAN, RESCAN_PERIOD);
  }

  /**
   * @param name of the relationship
   * @param patience after this long without an answer the partner counts as unable to work
   */
  record Settings(
      String name, List<SharedPool> pools, Duration patience, ExchangeCounters counters) {}

  static Behavior<BindingTraffic> create(
      Settings settings, Consumer<EndpointEvent> endpoint, InstantSource clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new UpdateExchange(context, timers, settings, endpoint, clock)));
  }

  private void attach() {
    pools.tellAll(new SharingCommand.Attach(signals()));
  }

  private ActorRef<PoolSignal> signals() {
    return getContext().messageAdapter(PoolSignal.class, FromPool::new);
  }

  @Override
  public Receive<BindingTraffic> createReceive() {
    return newReceiveBuilder()
        .onMessage(FromPool.class, this::onPool)
        .onMessage(Arrived.class, this::onPartner)
        .onMessage(Connected.class, this::onConnected)
        .onMessage(Disconnected.class, _gone -> onDisconnected())
        .onMessage(Flow.class, this::onFlow)
        .onMessage(Bring.class, this::onBring)
        .onMessage(AwaitUpdates.class, this::onAwait)
        .onMessage(UsePools.class, this::onUsePools)
        .onMessage(PoolStarted.class, this::onPoolStarted)
        .onMessage(Check.class, this::onCheck)
        .build();
  }

  private Behavior<BindingTraffic> onConnected(Connected connected) {
    onDisconnected();
    connection = connected.connection();
    correctSkew = connected.correctSkew();
    outbound.open(connected.maxUnacked());
    backlog.connected(pools.owed(), clock.instant());
    pools.tellAll(SharingCommand.LinkChange.CONNECTED);
    pools.allReady();
    pump();
    Arrived waited = early;
    early = null;
    return waited == null ? this : onPartner(waited);
  }

  private Behavior<BindingTraffic> onDisconnected() {
    if (connection != null) {
      connection = null;
      backlog.disconnected();
      pools.tellAll(SharingCommand.LinkChange.DISCONNECTED);
    }
    awaitingSince = null;
    outbound.close();
    inbound.clear();
    goals.clear();
    return this;
  }

  private Behavior<BindingTraffic> onFlow(Flow flow) {
    flowing = flow.on();
    pools.allReady();
    pump();
    return this;
  }

  private Behavior<BindingTraffic> onBring(Bring bring) {
    if (connection != null) {
      goals.add(bring.all(), bring.done());
      pools.allReady();
      pump();
    }
    return this;
  }

  private Behavior<BindingTraffic> onAwait(AwaitUpdates await) {
    awaitingSince = await.waiting() ? clock.instant() : null;
    watch();
    return this;
  }

  private Behavior<BindingTraffic> onUsePools(UsePools use) {
    patience = use.patience();
    outbound.use(use.pools());
    goals.poolsChanged();
    pump();
    return this;
  }

  private Behavior<BindingTraffic> onPoolStarted(PoolStarted started) {
    SharedPool pool = pools.named(started.pool());
    if (pool != null) {
      outbound.started(started.pool());
      pool.tell(new SharingCommand.Attach(signals()));
      if (connection != null) {
        pool.tell(SharingCommand.LinkChange.CONNECTED);
        goals.again(pool);
      }
      pools.ready(started.pool());
      pump();
    }
    return this;
  }

  private Behavior<BindingTraffic> onPool(FromPool message) {
    switch (message.signal()) {
      case PoolSignal.UpdatesReady ready -> pools.ready(ready.pool());
      case PoolSignal.UpdatesTaken taken -> outbound.taken(taken, clock.instant());
      case PoolSignal.Judged judged -> reply(judged);
      case PoolSignal.Balance balance -> log.balance(balance);
      case PoolSignal.SweepDone done -> goals.done(done.pool(), done.number());
      default -> {}
    }
    pump();
    return this;
  }

  /** Sends what is ready, and asks pools for more for as long as there is credit. */
  private void pump() {
    ActorRef<PartnerConnection.Command> to = connection;
    if (to != null) {
      Instant now = clock.instant();
      sendRound(to, now);
      outbound.ask(!flowing, now);
      if (outbound.isGathering() && !timers.isTimerActive(Check.LATE)) {
        timers.startSingleTimer(Check.LATE, Outbound.PATIENCE);
      }
    }
    watch();
  }

  private void reply(PoolSignal.Judged judged) {
    List<PartnerMessage> replies = inbound.judged(judged.verdicts());
    ActorRef<PartnerConnection.Command> to = connection;
    if (to == null) {
      return;
    }
    if (!replies.isEmpty()) {
      // A pool gave these before it judged. The partner must hold them against its own update, so
      // they go before it hears that this one was taken.
      if (outbound.isGathering()) {
        outbound.waitNoMore();
        sendRound(to, clock.instant());
      }
      to.tell(new PartnerConnection.Send(replies));
    }
    if (inbound.mayReadOn()) {
      to.tell(PartnerConnection.Taken.TAKEN);
    }
  }

  private void sendRound(ActorRef<PartnerConnection.Command> to, Instant now) {
    List<PartnerMessage> updates = outbound.round(now);
    if (!updates.isEmpty()) {
      to.tell(new PartnerConnection.Send(updates));
    }
  }

  private Behavior<BindingTraffic> onPartner(Arrived arrived) {
    if (!arrived.connection().equals(connection)) {
      early = arrived; // of a connection that is gone, or whose STATE is still being stored
      return this;
    }
    List<PartnerMessage> answers = new ArrayList<>();
    long now = arrived.receivedAt().getEpochSecond();
    long skew = correctSkew ? -arrived.skewMillis() : 0;
    for (PartnerMessage each : arrived.messages()) {
      switch (each) {
        case BndUpd update -> {
          awaitingSince = awaitingSince == null ? null : clock.instant();
          inbound.received(update, now, skew).ifPresent(answers::add);
        }
        case BndReply reply -> outbound.answered(reply, now);
        case PoolReq request -> {
          // §5.3.4: before, during or after the updates that it brings about
          pools.tellAll(SharingCommand.HandOver.HAND_OVER);
          answers.add(
              new PoolResp(
                  request.transactionId(), AbsoluteTime.ofEpochSecond(now), Options.EMPTY));
        }
        default -> {} // POOLRESP: the prefixes come as updates
      }
    }
    if (!answers.isEmpty()) {
      arrived.connection().tell(new PartnerConnection.Send(answers));
    }
    inbound.arrived();
    if (inbound.mayReadOn()) {
      arrived.connection().tell(PartnerConnection.Taken.TAKEN);
    }
    pump();
    return this;
  }

  /** Something may become overdue: looks at it from time to time until it is over. */
  private void watch() {
    if (isWaiting() && !timers.isTimerActive(Check.CHECK)) {
      timers.startTimerWithFixedDelay(Check.CHECK, CHECK_PERIOD);
    }
  }

  private boolean isWaiting() {
    return awaitingSince != null
        || outbound.oldestBefore(Instant.MAX)
        || (connection != null && pools.owed() > 0);
  }

  private Behavior<BindingTraffic> onCheck(Check check) {
    if (check == Check.LATE) {
      outbound.waitNoMore();
      pump();
      return this;
    }
    if (check == Check.RESCAN) {
      pools.tellAll(SharingCommand.Rescan.RESCAN);
      watch();
      return this;
    }
    if (!isWaiting()) {
      timers.cancel(Check.CHECK);
    }
    Instant now = clock.instant();
    if (connection != null) {
      backlog.look(pools.owed(), pools.oldestOwed(now), now).ifPresent(log::backlog);
    }
    Instant limit = now.minus(patience);
    if (outbound.oldestBefore(limit)) {
      endpoint.accept(new EndpointEvent.AcksOverdue());
    }
    if (awaitingSince != null && awaitingSince.isBefore(limit)) {
      awaitingSince = null;
      endpoint.accept(new EndpointEvent.UpdDoneOverdue());
    }
    return this;
  }
}
