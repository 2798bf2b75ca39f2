package io.outrigger.client;

import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.Rebind;
import io.outrigger.dhcp.Renew;
import io.outrigger.pool.IaRequest;
import io.outrigger.pool.IaResult;
import io.outrigger.pool.PoolWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One client message on its way through the pools: its IAs go side by side, each from pool to pool
 * until one has an answer; whoever finishes the last one sends the answer. Thread-safe.
 */
final class Exchange {

  /** Later than this an answer would promise the client more time than the server counts. */
  static final Duration LATEST_ANSWER = Duration.ofSeconds(1);

  /** Who takes the end of an exchange; called exactly once, on any thread. */
  interface Outcome {
    void answered(ClientServerMessage answer);

    void discarded(DiscardReason reason);
  }

  private final ClientRequest request;
  private final Link link;
  private final ServerIdentity server;
  private final List<IaPlan> plans;
  private final InstantSource clock;
  private final Instant arrived;
  private final Outcome outcome;

  private final IaOutcome[] outcomes;
  private final AtomicInteger unfinished;
  private final AtomicReference<@Nullable Instant> firstDecided = new AtomicReference<>();

  /**
   * What the IAs of this message were offered so far (RFC 8415 §18.3.9: each only what it would be
   * assigned). A pool decides one question after the other and an Offer is answered at once, so
   * that what this pool has offered is here when it comes to the next one; other pools do not have
   * it.
   */
  private final Set<Ipv6Prefix> offered;

  Exchange(
      ClientRequest request,
      Link link,
      ServerIdentity server,
      List<IaPlan> plans,
      InstantSource clock,
      Outcome outcome) {
    this.request = request;
    this.link = link;
    this.server = server;
    this.plans = plans;
    this.clock = clock;
    this.arrived = clock.instant();
    this.outcome = outcome;
    this.offered = plans.size() > 1 ? ConcurrentHashMap.newKeySet() : Set.of();
    this.outcomes = new IaOutcome[plans.size()];
    Arrays.fill(outcomes, IaOutcome.OMITTED);
    // One more than there are IAs: the start itself holds the answer back until all are on their
    // way.
    this.unfinished = new AtomicInteger(plans.size() + 1);
  }

  void start() {
    for (int i = 0; i < plans.size(); i++) {
      IaPlan plan = plans.get(i);
      if (plan.settled().isPresent()) {
        settle(i, plan.settled().get());
      } else {
        ask(i, 0, Answered.NOTHING.andUncertain(plan.partial()));
      }
    }
    finishOne();
  }

  private void ask(int ia, int step, Answered before) {
    IaPlan.Step next = plans.get(ia).step(step, before);
    if (next == null) {
      exhausted(ia, before);
    } else {
      next.pool().door().accept(new Work(ia, step, next, before));
    }
  }

  private void exhausted(int ia, Answered answered) {
    if (answered.notServing()) {
      abandon(DiscardReason.NOT_RESPONSIVE);
    } else {
      settle(ia, IaOutcomes.exhausted(request.message(), plans.get(ia), link, answered));
    }
  }

  private void settle(int ia, IaOutcome settled) {
    outcomes[ia] = settled;
    finishOne();
  }

  private void finishOne() {
    if (unfinished.decrementAndGet() == 0) {
      finish();
    }
  }

  private void finish() {
    Instant decided = firstDecided.get();
    if (decided != null
        && clock.instant().isAfter(decided.plus(LATEST_ANSWER))
        && IaPlanner.commits(request.message(), link)) {
      outcome.discarded(DiscardReason.LATE);
      return;
    }
    boolean extension =
        request.message() instanceof Rebind
            || (request.message() instanceof Renew && outcomes.length > 0);
    if (extension && Arrays.stream(outcomes).allMatch(IaOutcome.Omitted.class::isInstance)) {
      outcome.discarded(DiscardReason.NOTHING_TO_SAY); // RFC 8415 §18.3.5
      return;
    }
    outcome.answered(Answers.leases(request, link, server, plans, Arrays.asList(outcomes)));
  }

  /** Far from zero, so that no IA that comes back later finishes the exchange a second time. */
  private void abandon(DiscardReason reason) {
    if (unfinished.getAndSet(Integer.MIN_VALUE / 2) > 0) {
      outcome.discarded(reason);
    }
  }

  /** One IA's question to one pool. */
  private final class Work implements PoolWork {
    private final int ia;
    private final int number;
    private final IaPlan.Step step;
    private final Answered before;

    Work(int ia, int number, IaPlan.Step step, Answered before) {
      this.ia = ia;
      this.number = number;
      this.step = step;
      this.before = before;
    }

    @Override
    public IaRequest request() {
      return step.request() instanceof IaRequest.Offer offer && !offered.isEmpty()
          ? new IaRequest.Offer(offer.client(), offer.wishes(), Set.copyOf(offered))
          : step.request();
    }

    @Override
    public Instant arrived() {
      return arrived;
    }

    @Override
    public void completed(IaResult result, Instant decidedAt) {
      // Not of which pool the answer comes first: another may have decided long before.
      firstDecided.accumulateAndGet(decidedAt, (a, b) -> a == null || b.isBefore(a) ? b : a);
      switch (result) {
        case IaResult.Granted granted -> {
          if (plans.size() > 1 && step.request() instanceof IaRequest.Offer) {
            granted.grants().forEach(grant -> offered.add(grant.resource()));
          }
          settle(ia, IaOutcomes.granted(request.message(), plans.get(ia), granted, step.pool()));
        }
        case IaResult.NoneAvailable _unused -> askNext(before);
        case IaResult.Ended _unused -> askNext(before.andEnded());
        case IaResult.NotServing _unused -> askNext(before.andNotServing());
        case IaResult.NoBinding none -> askNext(before.andUncertain(!none.certain()));
        case IaResult.Barred barred ->
            askNext(before.andBarred(barred.resources()).andUncertain(!barred.certain()));
      }
    }

    private void askNext(Answered answered) {
      ask(ia, number + 1, answered);
    }

    @Override
    public void dropped() {
      abandon(DiscardReason.OVERLOAD);
    }
  }
}
