package io.outrigger.loadclient;

import io.outrigger.dhcp.Advertise;
import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.MessageType;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.ServerIdOption;
import io.outrigger.dhcp.StatusCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One DHCPv6 client (RFC 8415 §18.2) without sockets and clock: whoever drives it hands in messages
 * and the time, and does what the listener is told. Times are nanoseconds of any one origin. Not
 * for more than one thread.
 */
public final class ClientSession {
  private final ClientIdentity identity;
  private final SessionPlan plan;
  private final RandomGenerator random;
  private final SessionListener listener;
  private final Questions questions;
  private final Inquiry inquiry;
  private final LeaseSet leases = new LeaseSet();
  private final Offers offers = new Offers();
  private final Deque<Action> actions = new ArrayDeque<>();

  private @Nullable Duid server;
  private boolean running;
  private boolean reported;

  public ClientSession(
      ClientIdentity identity, SessionPlan plan, RandomGenerator random, SessionListener listener) {
    this.identity = identity;
    this.plan = plan;
    this.random = random;
    this.listener = listener;
    this.questions = new Questions(identity, plan);
    this.inquiry = new Inquiry(questions, random);
  }

  public ClientIdentity identity() {
    return identity;
  }

  public Duid duid() {
    return questions.client();
  }

  /** What it holds at present. */
  public List<HeldLease> leases() {
    return leases.all();
  }

  /** What it awaits an answer to, or null. */
  public @Nullable MessageType question() {
    return inquiry.type();
  }

  /** Whether it will do anything more by itself. */
  public boolean isRunning() {
    return running;
  }

  /** Begins an exchange as the plan has it; one that is under way is forgotten. */
  public void begin(long nowNanos) {
    running = true;
    reported = false;
    actions.clear();
    actions.addAll(plan.actions());
    if (plan.solicit()) {
      solicit(nowNanos);
    } else {
      next(nowNanos);
    }
  }

  /** When {@link #timer} is to be called next; {@link Long#MAX_VALUE}: not by itself. */
  public long deadlineNanos() {
    if (!running) {
      return Long.MAX_VALUE;
    }
    if (inquiry.type() != null) {
      return Math.min(inquiry.deadlineNanos(), leases.firstExpiryNanos());
    }
    return Math.min(
        waitingForRebind() ? leases.t2Nanos() : leases.t1Nanos(), leases.firstExpiryNanos());
  }

  private boolean waitingForRebind() {
    return actions.peekFirst() == Action.REBIND;
  }

  /** The deadline has come. Harmless if it has not. */
  public void timer(long nowNanos) {
    if (!running || nowNanos < deadlineNanos()) {
      return;
    }
    MessageType asked = inquiry.type();
    if (leases.firstExpiryNanos() <= nowNanos) {
      leases.removeExpired(nowNanos).forEach(l -> listener.gaveUp(this, l, MessageType.SOLICIT));
      if (leases.isEmpty() && asked != MessageType.SOLICIT && asked != MessageType.REQUEST) {
        startAgain(Outcome.TIMED_OUT, nowNanos);
        return;
      }
    }
    if (asked == null) {
      whenBound(nowNanos);
    } else if (nowNanos >= inquiry.deadlineNanos()) {
      whenUnanswered(asked, nowNanos);
    }
  }

  private void whenBound(long nowNanos) {
    if (waitingForRebind()) {
      if (leases.t2Nanos() <= nowNanos) {
        actions.removeFirst();
        rebind(nowNanos);
      }
    } else if (leases.t1Nanos() <= nowNanos) {
      if (actions.peekFirst() == Action.RENEW) {
        actions.removeFirst();
      }
      renew(nowNanos);
    }
  }

  private void whenUnanswered(MessageType asked, long nowNanos) {
    if (asked == MessageType.SOLICIT) {
      Offer offer = offers.best();
      if (offer != null) {
        request(offer, nowNanos);
        return;
      }
      if (offers.isRefused() && !plan.keep()) {
        end(Outcome.REFUSED);
        return;
      }
    }
    Inquiry.Transmission next = inquiry.again(nowNanos);
    if (next != null) {
      transmit(next);
      return;
    }
    listener.unanswered(this, asked);
    switch (asked) {
      case RENEW -> {
        if (leases.t2Nanos() <= nowNanos) {
          rebind(nowNanos);
        } else {
          startAgain(Outcome.TIMED_OUT, nowNanos);
        }
      }
      // without an answer the addresses stay in use (§18.2.3)
      case CONFIRM -> next(nowNanos);
      case RELEASE, DECLINE -> {
        inquiry.end();
        if (plan.keep()) {
          startAgain(Outcome.TIMED_OUT, nowNanos);
        } else {
          end(Outcome.TIMED_OUT);
        }
      }
      default -> startAgain(Outcome.TIMED_OUT, nowNanos);
    }
  }

  /** A message came; whether it is for this client is looked at here. */
  public void received(ClientServerMessage message, long nowNanos) {
    String fault =
        AnswerChecks.fault(
            message, inquiry.type(), inquiry.transactionId(), duid(), plan.rapidCommit());
    if (fault != null) {
      listener.ignored(this, message, fault);
      return;
    }
    Duid from = message.options().first(ServerIdOption.class).orElseThrow().duid();
    if (message instanceof Advertise) {
      advertised(from, message, nowNanos);
    } else {
      replied(from, message.options(), nowNanos);
    }
  }

  private void advertised(Duid from, ClientServerMessage advertise, long nowNanos) {
    listener.answered(
        this, MessageType.SOLICIT, MessageType.ADVERTISE, nowNanos - inquiry.askedNanos());
    noteStatuses(advertise.options());
    Offer offer = Offer.of(from, identity.iaid(), advertise);
    offers.add(offer);
    boolean atOnce = !plan.collectAdvertises() || offer.preference() == Offer.CHOOSE_AT_ONCE;
    if (atOnce && !offer.isEmpty()) {
      request(offer, nowNanos);
    }
  }

  private void replied(Duid from, Options reply, long nowNanos) {
    MessageType asked = inquiry.type();
    if (asked == null) {
      return;
    }
    listener.answered(this, asked, MessageType.REPLY, nowNanos - inquiry.askedNanos());
    noteStatuses(reply);
    StatusCode status = AnswerChecks.status(reply);
    switch (asked) {
      case RELEASE, DECLINE, INFORMATION_REQUEST -> next(nowNanos);
      case CONFIRM -> {
        if (status.equals(StatusCode.NOT_ON_LINK)) {
          leases.removeAll().forEach(l -> listener.gaveUp(this, l, MessageType.CONFIRM));
          startAgain(Outcome.REFUSED, nowNanos);
        } else {
          next(nowNanos);
        }
      }
      default -> leaseReplied(asked, from, reply, nowNanos);
    }
  }

  private void leaseReplied(MessageType asked, Duid from, Options reply, long now) {
    boolean isNew = asked == MessageType.SOLICIT || asked == MessageType.REQUEST;
    if (AnswerChecks.status(reply).equals(StatusCode.UNSPEC_FAIL)) {
      offers.refuse();
      return; // keeps asking (§18.2.10)
    }
    LeaseSet.Change change =
        leases.update(identity.iaid(), reply, from, asked, inquiry.askedNanos(), now);
    change.granted().forEach(lease -> listener.granted(this, lease));
    change.gone().forEach(lease -> listener.gaveUp(this, lease, MessageType.REPLY));
    if (!isNew && AnswerChecks.iaStatuses(reply).contains(StatusCode.NO_BINDING)) {
      server = from;
      ask(MessageType.REQUEST, from, iasToAskAgain(), plan.timers().request(), now);
    } else if (!change.granted().isEmpty()) {
      server = from;
      next(now);
    } else if (asked == MessageType.SOLICIT || (!isNew && !leases.isEmpty() && plan.keep())) {
      offers.refuse(); // keeps asking (§18.2.10.1)
    } else {
      startAgain(Outcome.REFUSED, now);
    }
  }

  private List<DhcpOption> iasToAskAgain() {
    List<DhcpOption> held = questions.iasOf(leases.all());
    return held.isEmpty() ? questions.wantedIas() : held;
  }

  private void noteStatuses(Options answer) {
    noteUnlessSuccess(AnswerChecks.status(answer));
    AnswerChecks.iaStatuses(answer).forEach(this::noteUnlessSuccess);
  }

  private void noteUnlessSuccess(StatusCode status) {
    if (!status.equals(StatusCode.SUCCESS)) {
      listener.status(this, status);
    }
  }

  /** Does the next action, or waits for its time, or ends. */
  private void next(long nowNanos) {
    inquiry.end();
    Action action = actions.peekFirst();
    if (action == null) {
      if (plan.keep()) {
        report(Outcome.COMPLETED);
        if (leases.isEmpty()) {
          running = plan.solicit();
          if (running) {
            solicit(nowNanos);
          }
        }
      } else {
        end(Outcome.COMPLETED);
      }
      return;
    }
    boolean waits = plan.renewAtT1() && (action == Action.RENEW || action == Action.REBIND);
    if (waits && !leases.isEmpty()) {
      return;
    }
    actions.removeFirst();
    perform(action, nowNanos);
  }

  private void perform(Action action, long now) {
    boolean pointless =
        switch (action) {
          case INFORMATION_REQUEST -> false;
          case CONFIRM, DECLINE -> !leases.hasAddress();
          case RENEW, REBIND, RELEASE -> leases.isEmpty();
        };
    if (pointless) {
      next(now);
      return;
    }
    ClientTimers timers = plan.timers();
    switch (action) {
      case INFORMATION_REQUEST ->
          ask(MessageType.INFORMATION_REQUEST, null, List.of(), timers.informationRequest(), now);
      case RENEW -> renew(now);
      case REBIND -> rebind(now);
      case CONFIRM ->
          ask(
              MessageType.CONFIRM,
              null,
              questions.iasOf(leases.addresses()),
              timers.confirm(),
              now);
      case DECLINE -> giveUp(MessageType.DECLINE, leases.removeAddresses(), timers.decline(), now);
      case RELEASE -> giveUp(MessageType.RELEASE, leases.removeAll(), timers.release(), now);
    }
  }

  private void giveUp(MessageType how, List<HeldLease> gone, Retransmission rule, long now) {
    gone.forEach(lease -> listener.gaveUp(this, lease, how));
    ask(how, server, questions.iasOf(gone), rule, now);
  }

  private void solicit(long now) {
    offers.clear();
    ask(MessageType.SOLICIT, null, questions.wantedIas(), plan.timers().solicit(), now);
  }

  private void request(Offer offer, long now) {
    server = offer.server();
    ask(MessageType.REQUEST, offer.server(), offer.ias(), plan.timers().request(), now);
  }

  private void renew(long now) {
    Retransmission rule = plan.timers().renew();
    boolean forever = leases.t2Nanos() == Long.MAX_VALUE;
    ask(
        MessageType.RENEW,
        server,
        questions.iasOf(leases.all()),
        forever ? rule : rule.within(leases.t2Nanos() - now),
        now);
  }

  private void rebind(long now) {
    ask(MessageType.REBIND, null, questions.iasOf(leases.all()), plan.timers().rebind(), now);
  }

  private void ask(
      MessageType type, @Nullable Duid to, List<DhcpOption> about, Retransmission rule, long now) {
    Retransmission limited = plan.keep() ? rule : rule.limitedTo(plan.transmissions());
    transmit(inquiry.ask(type, to, about, limited, now));
  }

  private void transmit(Inquiry.Transmission next) {
    listener.send(this, next.message(), next.again());
  }

  /**
   * What an exchange that failed leads to: the end, or from the beginning if the plan is to keep.
   */
  private void startAgain(Outcome outcome, long now) {
    inquiry.end();
    if (!plan.keep() || !plan.solicit()) {
      end(outcome);
      return;
    }
    leases.removeAll().forEach(lease -> listener.gaveUp(this, lease, MessageType.SOLICIT));
    actions.clear();
    offers.clear();
    inquiry.askLater(
        MessageType.SOLICIT,
        questions.wantedIas(),
        plan.timers().solicit(),
        plan.timers().anySolicitDelay(random),
        now);
  }

  /** Ends now, whatever is under way; leases are kept. */
  public void stop() {
    if (running) {
      end(Outcome.UNFINISHED);
    }
  }

  private void end(Outcome outcome) {
    inquiry.end();
    running = false;
    report(outcome);
  }

  private void report(Outcome outcome) {
    if (!reported) {
      reported = true;
      listener.ended(this, outcome);
    }
  }
}
