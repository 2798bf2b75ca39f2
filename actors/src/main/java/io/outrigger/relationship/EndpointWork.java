package io.outrigger.relationship;

import io.outrigger.dhcp.StatusCode;
import io.outrigger.endpoint.Effect;
import io.outrigger.endpoint.EndpointEvent;
import io.outrigger.endpoint.EndpointState;
import io.outrigger.endpoint.EndpointTimer;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.endpoint.ServicePolicy;
import io.outrigger.endpoint.Trigger;
import io.outrigger.events.EventId;
import io.outrigger.events.EventLine;
import io.outrigger.failover.wire.PartnerMessage;
import io.outrigger.lease.Lease;
import io.outrigger.partner.BindingTraffic;
import io.outrigger.partner.Farewell;
import io.outrigger.partner.LinkParameters;
import io.outrigger.partner.PartnerConnection;
import io.outrigger.pool.PoolPolicy;
import io.outrigger.pool.Sharing;
import io.outrigger.pool.SharingCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Carries out what the state machine says, one method an effect. Mutable, for {@link
 * FailoverEndpoint} alone.
 */
final class EndpointWork {

  /** States in which changes go to the partner as they come; in the others only on request. */
  private static final Set<FailoverState> FLOWING =
      Set.of(
          FailoverState.NORMAL,
          FailoverState.COMMUNICATIONS_INTERRUPTED,
          FailoverState.PARTNER_DOWN,
          FailoverState.RECOVER_DONE,
          FailoverState.CONFLICT_DONE);

  /** What only the actor can do. */
  interface Hands {
    void startTimer(EndpointTimer timer, Duration delay);

    void cancelTimer(EndpointTimer timer);

    /** To be handled as if it came from outside. */
    void tell(EndpointCommand command);
  }

  private final String name;
  private List<SharedPool> pools;
  private final ActorRef<BindingTraffic> exchange;
  private final ActorRef<SharingCommand.PolicyUsed> policies;
  private final RelationshipObserver observer;
  private final Hands hands;
  private final InstantSource clock;
  private final Logger log;
  private final EndpointMessages messages = new EndpointMessages();

  private @Nullable ActorRef<PartnerConnection.Command> connection;
  private @Nullable LinkParameters parameters;
  private Farewell farewell = Farewell.SERVER_STOPS;
  private boolean exchangeLinked;
  private boolean flowing;
  private int requestTransactionId = -1;
  private int requestNumber;

  EndpointWork(
      String name,
      List<SharedPool> pools,
      ActorRef<BindingTraffic> exchange,
      ActorRef<SharingCommand.PolicyUsed> policies,
      RelationshipObserver observer,
      Hands hands,
      InstantSource clock,
      Logger log) {
    this.name = name;
    this.pools = pools;
    this.exchange = exchange;
    this.policies = policies;
    this.observer = observer;
    this.hands = hands;
    this.clock = clock;
    this.log = log;
  }

  boolean isLinked() {
    return connection != null;
  }

  boolean isLink(ActorRef<PartnerConnection.Command> other) {
    return other.equals(connection);
  }

  void link(ActorRef<PartnerConnection.Command> established, LinkParameters settled) {
    connection = established;
    parameters = settled;
    observer.linked(Optional.of(settled));
    EventLine.of(EventId.CONNECTION_ESTABLISHED)
        .with("relationship", name)
        .with("partner", settled.peer())
        .with("tls", settled.tls())
        .with("mcltSeconds", settled.mclt().toSeconds())
        .to(log);
  }

  /** A newer connection takes the place of the one that there is. */
  void replace() {
    ActorRef<PartnerConnection.Command> old = connection;
    if (old != null) {
      EventLine.of(EventId.CONNECTION_REPLACED)
          .with("relationship", name)
          .with("partner", peer())
          .with("reason", "the partner has made a newer one")
          .to(log);
      old.tell(new PartnerConnection.Disconnect(StatusCode.UNSPEC_FAIL, "replaced by a newer one"));
    }
    unlink("replaced by a newer one");
  }

  void unlink(String reason) {
    connection = null;
    observer.unlinked(reason);
    observer.linked(Optional.empty());
  }

  void closed(String reason, Optional<StatusCode> status) {
    EventLine.of(EventId.CONNECTION_CLOSED)
        .with("relationship", name)
        .with("partner", peer())
        .with("status", status)
        .with("reason", reason)
        .to(log);
    unlink(reason);
  }

  /** The configuration has changed. */
  void use(List<SharedPool> changed, Duration patience) {
    pools = changed;
    exchange.tell(new UpdateExchange.UsePools(changed, patience));
  }

  /** What was settled with the partner holds no more: it is to be settled anew. */
  void relink() {
    if (connection != null) {
      connection.tell(Farewell.CONFIGURATION_CHANGED.disconnect());
    }
  }

  /** What the DISCONNECT will say. */
  void stopping(Farewell why) {
    farewell = why;
  }

  void skewed(long millis) {
    observer.skewed(millis);
  }

  private String peer() {
    return parameters == null ? "unknown" : parameters.peer();
  }

  /** The number of the request of ours that an UPDDONE answers; 0 if it answers none. */
  int requestAnsweredBy(int transactionId) {
    if (transactionId != requestTransactionId) {
      return 0;
    }
    requestTransactionId = -1;
    exchange.tell(new UpdateExchange.AwaitUpdates(false));
    return requestNumber;
  }

  /** What must be so before the effects of a step are carried out. */
  void beforeEffects(EndpointState state, boolean correctSkew) {
    ActorRef<PartnerConnection.Command> to = connection;
    LinkParameters settled = parameters;
    if (!state.communicationsOk() || to == null || settled == null) {
      if (exchangeLinked) {
        requestTransactionId = -1;
        exchange.tell(new UpdateExchange.Disconnected());
      }
      exchangeLinked = false;
      return;
    }
    if (!exchangeLinked) {
      exchange.tell(
          new UpdateExchange.Connected(to, settled.partnerMaxUnackedBndupd(), correctSkew));
    }
    exchangeLinked = true;
  }

  /** What may be so after them. */
  void afterEffects(EndpointState state, Duration mclt) {
    boolean flow = exchangeLinked && FLOWING.contains(state.state());
    if (flow != flowing) { // not at each sign of life: the exchange would ask all its pools
      flowing = flow;
      exchange.tell(new UpdateExchange.Flow(flow));
    }
    observer.stepped(state, mclt);
  }

  /** Makes the policy known; returns the pools that have yet to say that they follow it. */
  Set<String> publish(ServicePolicy policy, Duration mclt) {
    observer.serves(policy);
    Set<String> awaited = new HashSet<>();
    for (SharedPool pool : pools) {
      if (pool.isRunning()) {
        awaited.add(pool.name());
        instruct(pool, policy, mclt);
      }
    }
    return awaited;
  }

  /** Tells one pool how to serve. */
  void instruct(SharedPool pool, ServicePolicy policy, Duration mclt) {
    boolean primary = pool.sharing().map(Sharing::primary).orElse(false);
    Duration valid =
        Duration.ofSeconds(pool.sharing().map(own -> own.lifetimes().validSeconds()).orElse(0L));
    ServicePolicy own = policy.forLeasesOf(valid, mclt);
    pool.tell(new SharingCommand.UsePolicy(poolPolicy(own, primary, mclt), policies));
  }

  /** What a policy of the endpoint means to a pool. */
  static PoolPolicy poolPolicy(ServicePolicy policy, boolean primary, Duration mclt) {
    boolean normal = policy.state() == FailoverState.NORMAL;
    return new PoolPolicy(
        policy.answersClients(),
        policy.givesNewLeases(),
        policy.mcltBound(),
        mclt.toSeconds(),
        policy.partnerDownSince().map(Instant::getEpochSecond).orElse(Lease.INFINITE),
        primary && normal,
        normal,
        policy.bothNormal());
  }

  Optional<SharedPool> pool(String pool) {
    return pools.stream().filter(each -> each.name().equals(pool)).findFirst();
  }

  void poolStarted(String pool) {
    exchange.tell(new UpdateExchange.PoolStarted(pool));
  }

  void perform(Effect effect) {
    Instant now = clock.instant();
    switch (effect) {
      case Effect.Persist _unused -> throw new IllegalStateException("stored by the actor");
      case Effect.PublishPolicy _unused -> throw new IllegalStateException("awaited by the actor");
      case Effect.SendState send -> send(messages.state(send.report(), now));
      case Effect.SendUpdReq send -> request(send.number(), false, now);
      case Effect.SendUpdReqAll send -> request(send.number(), true, now);
      case Effect.AnswerUpdReq answer -> bring(answer);
      case Effect.SendOwedUpdates _unused ->
          exchange.tell(
              new UpdateExchange.Bring(
                  false,
                  () ->
                      hands.tell(
                          new EndpointCommand.Happened(new EndpointEvent.OwedUpdatesSent()))));
      case Effect.SendPoolReq _unused -> {
        if (pools.stream().anyMatch(SharedPool::isProportional)) {
          send(messages.poolReq(now));
        }
      }
      case Effect.SendDisconnect _unused -> {
        if (connection != null) {
          connection.tell(farewell.disconnect());
        }
      }
      case Effect.DropConnection _unused -> {
        if (connection != null) {
          connection.tell(new PartnerConnection.Drop("the partner does not answer updates"));
          unlink("the partner does not answer updates");
        }
      }
      case Effect.StartTimer start -> {
        Duration delay = Duration.between(now, start.at());
        hands.startTimer(start.timer(), delay.isNegative() ? Duration.ZERO : delay);
      }
      case Effect.CancelTimer cancel -> hands.cancelTimer(cancel.timer());
      case Effect.RaiseAlarm raise -> alarm(raise);
      case Effect.LogTransition transition -> {
        EventLine.of(EventId.STATE_CHANGED)
            .with("relationship", name)
            .with("from", transition.from().rfcName())
            .with("to", transition.to().rfcName())
            .with("rule", transition.rule().id())
            .with("reason", transition.rule().reason())
            .to(log);
        declared(transition);
      }
      case Effect.LogRefusal refusal ->
          EventLine.of(EventId.STEP_REFUSED)
              .with("relationship", name)
              .with("state", refusal.state().rfcName())
              .with("event", refusal.event().getClass().getSimpleName())
              .with("rule", refusal.rule().id())
              .with("reason", refusal.rule().reason())
              .to(log);
    }
  }

  /** Somebody said that the partner is down: who, the row's trigger says. */
  private void declared(Effect.LogTransition transition) {
    boolean operator = transition.rule().triggers().contains(Trigger.PARTNER_DOWN_DECLARED);
    boolean auto = transition.rule().triggers().contains(Trigger.AUTO_PARTNER_DOWN_TIMER);
    if (transition.to() == FailoverState.PARTNER_DOWN && (operator || auto)) {
      EventLine.of(EventId.PARTNER_DOWN_DECLARED)
          .with("relationship", name)
          .with("by", operator ? "operator" : "auto-partner-down")
          .with("reason", transition.rule().reason())
          .to(log);
    }
  }

  private void alarm(Effect.RaiseAlarm raise) {
    observer.alarmed(raise.alarm());
    EventId id =
        switch (raise.alarm()) {
          case COMMUNICATIONS_INTERRUPTED -> EventId.COMMUNICATIONS_INTERRUPTED;
          case RESOLUTION_INTERRUPTED -> EventId.RESOLUTION_INTERRUPTED;
          case STORAGE_LOST -> EventId.STORAGE_LOST;
        };
    EventLine line = EventLine.of(id).with("relationship", name);
    (id == EventId.STORAGE_LOST ? line : line.with("partner", peer())).to(log);
  }

  private void request(int number, boolean all, Instant now) {
    PartnerMessage request = messages.updReq(all, now);
    requestTransactionId = request.transactionId();
    requestNumber = number;
    exchange.tell(new UpdateExchange.AwaitUpdates(true));
    send(request);
  }

  private void bring(Effect.AnswerUpdReq answer) {
    ActorRef<PartnerConnection.Command> asked = connection;
    if (asked != null) {
      exchange.tell(
          new UpdateExchange.Bring(
              answer.all(),
              () -> hands.tell(new EndpointCommand.Brought(answer.transactionId(), asked))));
    }
  }

  void updDone(int transactionId) {
    send(messages.updDone(transactionId, clock.instant()));
  }

  private void send(PartnerMessage message) {
    if (connection != null) {
      connection.tell(new PartnerConnection.Send(List.of(message)));
    }
  }
}
