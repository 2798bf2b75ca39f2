package io.outrigger.relationship;

import io.outrigger.binding.BindingReader;
import io.outrigger.binding.ReceivedBinding;
import io.outrigger.binding.ReplyWriter;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.failover.wire.BndReply;
import io.outrigger.failover.wire.BndUpd;
import io.outrigger.failover.wire.PartnerMessage;
import io.outrigger.lease.Judgement;
import io.outrigger.lease.ReceivedLease;
import io.outrigger.pool.PartnerTask;
import io.outrigger.pool.PoolSignal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The partner's updates between their arrival and their reply (RFC 8156 §7.5, §7.6). A BNDUPD may
 * tell of leases in several pools; its one BNDREPLY goes out when all of them have judged and
 * stored. Mutable, for one actor.
 */
final class Inbound {
  /** What a partner that keeps to its window never reaches; whoever does is not read until less. */
  private static final int MOST_PENDING = 20_000;

  /** A BNDUPD that waits for its pools. */
  private static final class Pending {
    private final BndUpd message;
    private final Map<Ipv6Prefix, Judgement> judgements = new HashMap<>();
    private int missing;

    Pending(BndUpd message) {
      this.message = message;
    }
  }

  /** One lease of it. */
  private record Part(Pending whole, Ipv6Prefix resource, @Nullable Duid client) {}

  private final Pools pools;
  private final ExchangeCounters counters;
  private final ExchangeLog log;
  private final Map<Long, Part> parts = new HashMap<>();
  private long lastToken;
  private boolean owesTaken;

  /** Whether it was said, since there is this connection, that the partner updates the DNS. */
  private boolean dnsNoticed;

  Inbound(Pools pools, ExchangeCounters counters, ExchangeLog log) {
    this.pools = pools;
    this.counters = counters;
    this.log = log;
  }

  /**
   * Hands the leases of an update to their pools.
   *
   * @return the reply, if it needs no pool
   */
  Optional<PartnerMessage> received(BndUpd message, long nowEpochSecond, long skewMillis) {
    return switch (BindingReader.read(message, nowEpochSecond, skewMillis)) {
      case ReceivedBinding.Incomplete incomplete -> {
        counters.leaseReceived(false);
        log.rejected("", incomplete.status(), incomplete.reason());
        yield Optional.of(
            ReplyWriter.rejection(
                message, incomplete.status(), incomplete.reason(), nowEpochSecond));
      }
      case ReceivedBinding.Update update -> {
        if (update.tellsOfDns() && !dnsNoticed) {
          dnsNoticed = true;
          log.dnsUpdates();
        }
        Pending pending = new Pending(message);
        for (ReceivedLease lease : update.leases()) {
          submit(pending, lease);
        }
        yield pending.missing == 0 ? Optional.of(complete(pending)) : Optional.empty();
      }
    };
  }

  private void submit(Pending pending, ReceivedLease lease) {
    SharedPool pool = pools.of(lease.resource());
    if (pool == null) {
      // §7.5.4: not a lease associated with the failover endpoint
      judge(
          new Part(pending, lease.resource(), lease.client()),
          new Judgement.Rejected(
              StatusCode.CONFIGURATION_CONFLICT, "no pool of this relationship has it"));
      return;
    }
    pending.missing++;
    long token = ++lastToken;
    parts.put(token, new Part(pending, lease.resource(), lease.client()));
    pool.submit(new PartnerTask.UpdateReceived(token, lease));
  }

  /** Takes what the pools have decided and stored; returns the replies that are complete now. */
  List<PartnerMessage> judged(List<PoolSignal.Verdict> verdicts) {
    List<PartnerMessage> replies = new ArrayList<>(verdicts.size());
    for (PoolSignal.Verdict verdict : verdicts) {
      Part part = parts.remove(verdict.token());
      if (part != null) {
        if (verdict.otherClient() != null && part.client() != null) {
          log.doubleAssignment(
              part.resource(), verdict.otherClient(), part.client(), verdict.judgement());
        }
        judge(part, verdict.judgement());
        if (--part.whole().missing == 0) {
          replies.add(complete(part.whole()));
        }
      }
    }
    return replies;
  }

  private void judge(Part part, Judgement judgement) {
    part.whole().judgements.put(part.resource(), judgement);
    counters.leaseReceived(judgement instanceof Judgement.Accepted);
    if (judgement instanceof Judgement.Rejected rejected) {
      log.rejected(part.resource().toString(), rejected.status(), rejected.reason());
    }
  }

  private static BndReply complete(Pending pending) {
    return ReplyWriter.reply(
        pending.message, pending.judgements, 0); // the connection sets the sent-time
  }

  /** One read of the connection has been handed out. */
  void arrived() {
    owesTaken = true;
  }

  /** Whether more may be read; true once for each {@link #arrived}. */
  boolean mayReadOn() {
    if (!owesTaken || parts.size() >= MOST_PENDING) {
      return false;
    }
    owesTaken = false;
    return true;
  }

  /** The connection is gone: nobody waits for a reply. */
  void clear() {
    parts.clear();
    owesTaken = false;
    dnsNoticed = false;
  }
}
