package io.outrigger.relationship;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.events.EventBudget;
import io.outrigger.events.EventId;
import io.outrigger.events.EventLine;
import io.outrigger.lease.Judgement;
import io.outrigger.pool.PoolSignal;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;

/** What the exchange of updates tells operators, each event a few times a minute at the most. */
final class ExchangeLog {
  private final String relationship;
  private final InstantSource clock;
  private final Logger log;
  private final Map<EventId, EventBudget> budgets = new EnumMap<>(EventId.class);

  ExchangeLog(String relationship, InstantSource clock, Logger log) {
    this.relationship = relationship;
    this.clock = clock;
    this.log = log;
  }

  /**
   * We did not accept an update.
   *
   * @param resource empty if the update does not say it
   */
  void rejected(String resource, StatusCode status, String reason) {
    if (log.isDebugEnabled() || !status.equals(StatusCode.OUTDATED_BINDING_INFORMATION)) {
      rejection(EventId.UPDATE_REJECTED, resource, status, reason);
    }
  }

  /** The partner did not accept one. */
  void rejectedByPartner(Ipv6Prefix resource, StatusCode status, String reason) {
    if (log.isDebugEnabled() || !status.equals(StatusCode.OUTDATED_BINDING_INFORMATION)) {
      rejection(EventId.UPDATE_REJECTED_BY_PARTNER, resource.toString(), status, reason);
    }
  }

  private void rejection(EventId id, String resource, StatusCode status, String reason) {
    OptionalLong leftOut = budget(id);
    if (leftOut.isPresent()) {
      long more = leftOut.getAsLong();
      EventLine.of(id)
          .with("relationship", relationship)
          .with("resource", resource)
          .with("status", status)
          .with("reason", more == 0 ? reason : reason + " (" + more + " others were not logged)")
          .to(log);
    }
  }

  /** The partner updates the DNS (RFC 8156 §9). */
  void dnsUpdates() {
    if (budget(EventId.DNS_NOT_UPDATED_HERE).isPresent()) {
      EventLine.of(EventId.DNS_NOT_UPDATED_HERE).with("relationship", relationship).to(log);
    }
  }

  /** Both servers have the resource ACTIVE, for different clients. */
  void doubleAssignment(Ipv6Prefix resource, Duid ours, Duid theirs, Judgement judgement) {
    if (budget(EventId.DOUBLE_ASSIGNMENT).isPresent()) {
      EventLine.of(EventId.DOUBLE_ASSIGNMENT)
          .with("relationship", relationship)
          .with("resource", resource)
          .with("ours", ours.toHex())
          .with("theirs", theirs.toHex())
          .with("kept", judgement instanceof Judgement.Accepted ? "theirs" : "ours")
          .to(log);
    }
  }

  void balance(PoolSignal.Balance balance) {
    EventId id =
        switch (balance) {
          case PoolSignal.BalanceStarted _unused -> EventId.BALANCE_STARTED;
          case PoolSignal.BalanceDone _unused -> EventId.BALANCE_DONE;
          case PoolSignal.BalanceRefused _unused -> EventId.BALANCE_REFUSED;
        };
    if (budget(id).isEmpty()) {
      return;
    }
    EventLine line =
        EventLine.of(id).with("relationship", relationship).with("pool", balance.pool());
    switch (balance) {
      case PoolSignal.BalanceStarted started ->
          line.with("freeOwn", started.freeOwn())
              .with("freePartner", started.freePartner())
              .with("moving", started.moving())
              .to(log);
      case PoolSignal.BalanceDone done ->
          line.with("freeOwn", done.freeOwn()).with("freePartner", done.freePartner()).to(log);
      case PoolSignal.BalanceRefused refused -> line.with("reason", refused.reason()).to(log);
    }
  }

  void backlog(BacklogWatch.Found found) {
    switch (found) {
      case BacklogWatch.Found.Growing growing ->
          EventLine.of(EventId.BACKLOG_GROWS)
              .with("relationship", relationship)
              .with("owed", growing.owed())
              .with("oldestSeconds", growing.oldestSeconds())
              .to(log);
      case BacklogWatch.Found.Drained drained ->
          EventLine.of(EventId.BACKLOG_DRAINED)
              .with("relationship", relationship)
              .with("seconds", drained.seconds())
              .to(log);
    }
  }

  private OptionalLong budget(EventId id) {
    return budgets.computeIfAbsent(id, _id -> new EventBudget()).take(clock.instant());
  }
}
