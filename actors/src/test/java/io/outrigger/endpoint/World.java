package io.outrigger.endpoint;

import io.outrigger.config.FailoverRole;
import io.outrigger.config.StartAlone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Two endpoints and the connection between them, in memory: ordered and perfect until it is cut.
 * Nothing happens but what the caller asks for.
 */
final class World {
  static final Duration MCLT = Duration.ofSeconds(60);
  static final EndpointSettings SETTINGS =
      new EndpointSettings(Duration.ofSeconds(5), MCLT, Optional.empty(), StartAlone.WAIT);

  /** A message between them. */
  sealed interface Message {
    record State(StateReport report) implements Message {}

    record UpdReq(int number, boolean all) implements Message {}

    record UpdDone(int number) implements Message {}

    record PoolReq() implements Message {}
  }

  final Server primary = new Server(FailoverRole.PRIMARY);
  final Server secondary = new Server(FailoverRole.SECONDARY);
  final List<String> trace = new ArrayList<>();
  EndpointSettings settings = SETTINGS;
  Instant now = Instant.parse("2030-01-01T00:00:00Z");

  World() {
    primary.partner = secondary;
    secondary.partner = primary;
  }

  /** One of the two: its endpoint, its disk, and what is on its way to it. */
  final class Server {
    final FailoverRole role;
    Server partner = this;
    Optional<EndpointFacts> disk = Optional.empty();
    Optional<EndpointState> running = Optional.empty();
    final Deque<Message> inbox = new ArrayDeque<>();
    final Deque<Integer> toAnswer = new ArrayDeque<>();
    final List<Effect> effects = new ArrayList<>();
    ServicePolicy policy =
        ServicePolicy.of(FailoverState.STARTUP, FailoverRole.PRIMARY, Instant.EPOCH, MCLT);
    boolean connected;
    boolean owing;
    boolean mayServeAlone;
    Instant answeredLast = Instant.EPOCH;
    final List<String> harm = new ArrayList<>();

    Server(FailoverRole role) {
      this.role = role;
    }

    EndpointState endpoint() {
      return running.orElseThrow();
    }

    FailoverState state() {
      return endpoint().state();
    }

    boolean up() {
      return running.isPresent();
    }

    void start() {
      take(Endpoint.start(role, new EndpointEvent.Started(disk), now, settings));
    }

    /** Without warning; the partner notices when the caller says so. */
    void crash() {
      answeredLast = policy.answersClients() ? now : answeredLast;
      running = Optional.empty();
      hangUp();
      say("crash");
    }

    void tell(EndpointEvent event) {
      take(Endpoint.step(endpoint(), event, now, settings));
    }

    /** The next message; false if there is none. */
    boolean receive() {
      if (inbox.isEmpty()) {
        return false;
      }
      tell(
          switch (inbox.removeFirst()) {
            case Message.State(StateReport report) ->
                new EndpointEvent.PartnerStateReceived(report);
            case Message.UpdReq(int number, boolean all) ->
                new EndpointEvent.UpdReqReceived(number, all);
            case Message.UpdDone(int number) -> new EndpointEvent.UpdDoneReceived(number);
            case Message.PoolReq() -> new EndpointEvent.PartnerHeard();
          });
      return true;
    }

    /** Says UPDDONE to the oldest request; false if there is none. */
    boolean answer() {
      if (toAnswer.isEmpty()) {
        return false;
      }
      send("UPDDONE", new Message.UpdDone(toAnswer.removeFirst()));
      return true;
    }

    boolean finishOwed() {
      if (!owing) {
        return false;
      }
      owing = false;
      tell(new EndpointEvent.OwedUpdatesSent());
      return true;
    }

    /** This side learns that its connection is gone. */
    void fail(EndpointEvent how) {
      hangUp();
      tell(how);
    }

    boolean connectionGone() {
      return connected && !(partner.up() && partner.connected);
    }

    private void take(Step step) {
      FailoverState before = running.map(EndpointState::state).orElse(FailoverState.STARTUP);
      if (up() && policy.answersClients()) {
        answeredLast = now;
      }
      running = Optional.of(step.next());
      effects.clear();
      effects.addAll(step.effects());
      step.effects().forEach(this::carryOut);
      if (step.effects().stream().noneMatch(Effect.LogTransition.class::isInstance)
          && before == FailoverState.STARTUP
          && step.rule().triggers().contains(Trigger.STARTED)) {
        say(FailoverState.STARTUP.rfcName());
      }
    }

    private void carryOut(Effect effect) {
      switch (effect) {
        case Effect.Persist(EndpointFacts facts) -> disk = Optional.of(facts);
        case Effect.PublishPolicy(ServicePolicy published) -> policy = published;
        case Effect.SendState(StateReport report) ->
            send(
                "STATE(" + report.state().rfcName() + (report.startup() ? ", STARTUP)" : ")"),
                new Message.State(report));
        case Effect.SendUpdReq(int number) -> send("UPDREQ", new Message.UpdReq(number, false));
        case Effect.SendUpdReqAll(int number) ->
            send("UPDREQALL", new Message.UpdReq(number, true));
        case Effect.AnswerUpdReq(int transactionId, boolean all) -> toAnswer.add(transactionId);
        case Effect.SendOwedUpdates() -> owing = true;
        case Effect.SendPoolReq() -> send("POOLREQ", new Message.PoolReq());
        case Effect.SendDisconnect gone -> hangUp();
        case Effect.DropConnection gone -> hangUp();
        case Effect.LogTransition(FailoverState from, FailoverState to, Rule rule) -> {
          say(to.rfcName());
          if (rule.id().equals("8.6.2/2") && now.isBefore(answeredLast.plus(MCLT))) {
            harm.add("RECOVER-DONE at " + now + ", answered at " + answeredLast);
          }
          mayServeAlone |=
              rule.triggers().contains(Trigger.PARTNER_DOWN_DECLARED)
                  || rule.triggers().contains(Trigger.AUTO_PARTNER_DOWN_TIMER)
                  || (from == FailoverState.STARTUP && to == FailoverState.PARTNER_DOWN);
        }
        case Effect.RaiseAlarm(Alarm alarm) -> say("[alarm " + alarm + "]");
        case Effect.LogRefusal refusal -> say("[refused " + refusal.rule().id() + "]");
        case Effect.StartTimer timer -> {}
        case Effect.CancelTimer timer -> {}
      }
    }

    private void send(String title, Message message) {
      line(role == FailoverRole.PRIMARY ? "   | >--" + title + "-->" : "", "<--" + title + "--< |");
      if (connected && partner.connected) {
        partner.inbox.add(message);
      }
    }

    private void hangUp() {
      connected = false;
      inbox.clear();
      toAnswer.clear();
      owing = false;
    }

    private void say(String what) {
      line(role == FailoverRole.PRIMARY ? what : "", what);
    }

    private void line(String left, String right) {
      trace.add(
          role == FailoverRole.PRIMARY
              ? left
              : " ".repeat(Math.max(1, 66 - right.length())) + right);
    }
  }

  List<Server> servers() {
    return List.of(primary, secondary);
  }

  /** A new connection; one that a side still holds is failed first. */
  void connect() {
    for (Server server : servers()) {
      if (server.connected) {
        server.fail(new EndpointEvent.CommunicationsFailed());
      }
    }
    primary.connected = true;
    secondary.connected = true;
    trace.add("             [connection succeeds]");
    secondary.tell(new EndpointEvent.ConnectionEstablished());
    primary.tell(new EndpointEvent.ConnectionEstablished());
  }

  /** The connection is gone, and both know it. */
  void cut() {
    trace.add("             [connection broken]");
    for (Server server : servers()) {
      if (server.up() && server.connected) {
        server.fail(new EndpointEvent.CommunicationsFailed());
      }
    }
  }

  /** Lets messages, answers and owed updates run until nothing more happens without time. */
  void settle() {
    boolean busy = true;
    for (int i = 0; busy; i++) {
      if (i > 1000) {
        throw new IllegalStateException("no end:\n" + String.join("\n", trace));
      }
      busy = false;
      for (Server server : servers()) {
        if (server.up()) {
          busy |= server.receive() || server.answer() || server.finishOwed();
        }
      }
    }
  }

  /** To the next timer, but not further than that; false if none runs. */
  boolean toNextTimer() {
    Server next = primary;
    Optional<EndpointTimer> timer = Optional.empty();
    Instant at = Instant.MAX;
    for (Server server : servers()) {
      for (EndpointTimer each : EndpointTimer.values()) {
        Instant when = server.running.map(r -> r.timers().get(each)).orElse(Instant.MAX);
        if (when.isBefore(at)) {
          next = server;
          timer = Optional.of(each);
          at = when;
        }
      }
    }
    if (timer.isEmpty()) {
      return false;
    }
    now = at.isAfter(now) ? at : now;
    next.tell(new EndpointEvent.TimerFired(timer.get()));
    return true;
  }

  /** Lets time pass, with all that happens by timer and message. */
  void pass(Duration duration) {
    Instant end = now.plus(duration);
    settle();
    while (nextTimer().map(at -> !at.isAfter(end)).orElse(false)) {
      toNextTimer();
      settle();
    }
    now = end;
  }

  boolean isQuietFor(Duration span) {
    return nextTimer().map(at -> at.isAfter(now.plus(span))).orElse(true);
  }

  private Optional<Instant> nextTimer() {
    return servers().stream()
        .flatMap(server -> server.running.stream())
        .flatMap(state -> state.timers().values().stream())
        .min(Instant::compareTo);
  }

  /** Both started blank and brought to NORMAL. */
  static World inNormal() {
    World world = new World();
    world.primary.start();
    world.secondary.start();
    world.connect();
    world.settle();
    world.trace.clear();
    return world;
  }

  String story() {
    return String.join("\n", trace) + "\n";
  }

  String states() {
    return primary.state().rfcName() + " / " + secondary.state().rfcName();
  }
}
