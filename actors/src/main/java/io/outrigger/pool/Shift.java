package io.outrigger.pool;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LeaseEvent;
import io.outrigger.lease.LeaseTransitions;
import io.outrigger.lease.ReceivedLease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What goes into one journal write: everything that has gathered is decided, entered in the book at
 * once so that the next decision sees it, and its answers are kept until the write is done.
 */
final class Shift {
  private final PoolBook book;
  private final Instant now;
  private final long nowEpochSecond;
  private final List<LeaseEvent> events = new ArrayList<>();
  private final List<Runnable> answers = new ArrayList<>();
  private final List<PoolSignal.Verdict> verdicts = new ArrayList<>();
  private long sequenceNr;
  private boolean more;

  Shift(PoolBook book, Instant now, long lastSequenceNr) {
    this.book = book;
    this.now = now;
    this.nowEpochSecond = LeaseTransitions.ceilingSecond(now);
    this.sequenceNr = lastSequenceNr;
  }

  /** As of when it decides. */
  Instant begun() {
    return now;
  }

  /** What is to be stored. */
  List<LeaseEvent> events() {
    return events;
  }

  /** Whether the book itself has work left that did not fit. */
  boolean hasMore() {
    return more;
  }

  /** Leases whose time has come. */
  void due(int max) {
    for (Lease lease : book.due(now.getEpochSecond(), max)) {
      enter(DueRules.due(book, lease, endOf(lease)));
    }
  }

  /**
   * As of when something is known of what became due. That an ABANDONED resource is usable again is
   * no news of it to a server that is out of touch: whatever the partner heard since the client's
   * DECLINE is newer, however late this server finds out that the time is over.
   */
  private Instant endOf(Lease lease) {
    return lease.status() == BindingStatus.ABANDONED && !book.policy().inTouch()
        ? Instant.ofEpochSecond(Math.min(lease.sinceEpochSecond(), nowEpochSecond))
        : now;
  }

  /** Prefixes that are to change hands between the partners. */
  void balance(int max) {
    for (int i = 0; i < max && book.balance().isPending(); i++) {
      LeaseChange change = book.balance().next(book, now);
      if (change != null) {
        enter(change);
      }
    }
    more = book.balance().isPending();
  }

  void carryOut(PoolTask task) {
    switch (task) {
      case PoolWork work -> answer(work);
      case PartnerTask.UpdateReceived received -> receive(received);
      case PartnerTask.UpdateAnswered answered -> land(answered);
    }
  }

  private void answer(PoolWork work) {
    Decision decision = PoolRules.decide(book, work.request(), now);
    decision.changes().forEach(this::enter);
    if (decision.changes().isEmpty()) {
      work.completed(decision.result(), now);
    } else {
      answers.add(() -> work.completed(decision.result(), now));
    }
    if (decision.result() instanceof IaResult.NoneAvailable && book.policy().balances()) {
      book.balance().wanted(book);
      more |= book.balance().isPending();
    }
  }

  private void receive(PartnerTask.UpdateReceived received) {
    Duid other = otherClient(received.update());
    ReceivedLease update = received.update();
    book.heardOf(Math.max(update.cltEpochSecond(), update.sinceEpochSecond()), nowEpochSecond);
    PartnerRules.Outcome outcome =
        PartnerRules.received(book, book.sharing().orElseThrow(), update, nowEpochSecond);
    outcome.changes().forEach(this::enter);
    verdicts.add(new PoolSignal.Verdict(received.token(), outcome.judgement(), other));
  }

  /** Who still holds here what the partner says that another client holds; null if nobody does. */
  private @Nullable Duid otherClient(ReceivedLease update) {
    Lease stored = book.lease(update.resource());
    return stored != null
            && stored.status() == BindingStatus.ACTIVE
            && update.status() == BindingStatus.ACTIVE
            && stored.expiresEpochSecond() > nowEpochSecond
            && stored.client() != null
            && !stored.client().equals(update.client())
        ? stored.client()
        : null;
  }

  private void land(PartnerTask.UpdateAnswered answered) {
    Ipv6Prefix resource = answered.resource();
    Flight flight = book.outbox().answered(resource);
    if (flight == null) {
      return; // of a connection that is gone, or of an allocator that is
    }
    if (answered.accepted()) {
      @Nullable Lease stored = book.lease(resource);
      PartnerRules.acked(
              book, stored, book.sequenceNrOf(resource), flight, answered.partnerLifetime(), now)
          .forEach(this::enter);
    }
    @Nullable Lease left = book.lease(resource);
    boolean again =
        left != null
            && left.status() != BindingStatus.ACTIVE
            && left.status() != BindingStatus.ABANDONED
            && PartnerRules.provesNothing(book);
    book.outbox().landed(resource, again || !answered.accepted());
  }

  /** Leases that come from another pool. */
  void adopt(List<Lease> leases, boolean samePartner) {
    for (Lease lease : leases) {
      LeaseChange change = Adoption.adopted(book, lease, samePartner);
      if (change != null) {
        enter(change);
      }
    }
  }

  /** Leases that another pool has adopted. */
  void disown(List<Ipv6Prefix> resources) {
    for (Ipv6Prefix resource : resources) {
      if (book.lease(resource) != null && !book.covers(resource)) {
        enter(new LeaseChange.Forget(resource));
      }
    }
  }

  /** The operator's word about an ABANDONED resource (RFC 8156 §7.2, transition 10). */
  void reset(Ipv6Prefix resource, Consumer<SharingCommand.ResetResult> answer) {
    Lease lease = book.lease(resource);
    if (lease == null || lease.status() != BindingStatus.ABANDONED) {
      answer.accept(SharingCommand.ResetResult.NOT_ABANDONED);
      return;
    }
    enter(
        book.sharing().isPresent()
            ? new LeaseChange.Put(LeaseTransitions.reset(lease, now).owing(true))
            : new LeaseChange.Forget(lease.resource()));
    answers.add(() -> answer.accept(SharingCommand.ResetResult.DONE));
  }

  private void enter(LeaseChange change) {
    events.add(book.enter(change, ++sequenceNr));
  }

  /** To be called when all events are on stable storage. */
  void tell(Consumer<PoolSignal> exchange) {
    answers.forEach(Runnable::run);
    if (!verdicts.isEmpty()) {
      exchange.accept(new PoolSignal.Judged(List.copyOf(verdicts)));
    }
  }
}
