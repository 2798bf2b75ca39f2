package io.outrigger.relationship;

import io.outrigger.binding.BindingReply;
import io.outrigger.binding.BindingReply.LeaseReply;
import io.outrigger.binding.BindingWriter;
import io.outrigger.binding.ClientBundles;
import io.outrigger.binding.ReplyReader;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.failover.wire.BndReply;
import io.outrigger.failover.wire.PartnerMessage;
import io.outrigger.lease.Lease;
import io.outrigger.pool.PartnerTask;
import io.outrigger.pool.PoolSignal;
import io.outrigger.pool.SharingCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * This server's updates from their pools to the partner and back (RFC 8156 §7.4, §7.7). Pools are
 * asked in rounds, and what a round brings of one client goes into one BNDUPD, whatever pools its
 * leases are of. Mutable, for one actor.
 */
final class Outbound {
  /**
   * How long updates wait for the rest of their round: for a pool that is in the middle of a
   * journal write. One that takes longer is not waited for until it has answered.
   */
  static final Duration PATIENCE = Duration.ofMillis(50);

  /** How many updates of ours may wait in a pool's answer at a time. */
  private static final int LARGEST_TAKE = 256;

  /** Of how many leases it is remembered that a BNDUPD with several was refused as a whole. */
  private static final int MOST_ALONE = 10_000;

  /** One lease, on its way from its pool to the partner. */
  record Update(SharedPool pool, Lease lease) {}

  private final Pools pools;
  private final ExchangeCounters counters;
  private final ExchangeLog log;
  private final Window window = new Window();

  /** What this round has brought so far. */
  private final List<Update> gathered = new ArrayList<>();

  /** One that the partner cannot read must not keep others from it for ever. */
  private final Set<Ipv6Prefix> alone = new LinkedHashSet<>();

  Outbound(Pools pools, ExchangeCounters counters, ExchangeLog log) {
    this.pools = pools;
    this.counters = counters;
    this.log = log;
  }

  /** There is a connection, over which so many BNDUPDs may be on their way. */
  void open(int maxUnacked) {
    window.open(maxUnacked);
  }

  /** There is none; nothing is on its way. */
  void close() {
    window.close();
    gathered.clear();
    alone.clear();
    pools.noneAsked();
  }

  /** The configuration names these now. */
  void use(List<SharedPool> changed) {
    window.release(pools.use(changed));
  }

  /** The allocator has begun anew: what the one before was asked for, nobody answers. */
  void started(String pool) {
    window.release(pools.answered(pool, false));
    gathered.removeIf(update -> update.pool().name().equals(pool));
  }

  /** Asks for updates, for as long as there is credit. */
  void ask(boolean onlySweep, Instant now) {
    if (!gathered.isEmpty() || !pools.hasReady() || window.credit() == 0) {
      return;
    }
    List<SharedPool> turn = pools.turn(now);
    int left = turn.size();
    for (SharedPool pool : turn) {
      int max = Math.min(Math.ceilDiv(window.credit(), left--), LARGEST_TAKE);
      if (max > 0) {
        pools.asked(pool, max);
        window.reserve(max);
        pool.tell(new SharingCommand.TakeUpdates(window.epoch(), max, onlySweep));
      }
    }
  }

  /** A pool has answered. */
  void taken(PoolSignal.UpdatesTaken taken, Instant now) {
    SharedPool pool = pools.named(taken.pool());
    if (pool == null || taken.epoch() != window.epoch()) {
      return; // the pool has heard of the end of that connection too
    }
    window.release(pools.answered(taken.pool(), taken.more()));
    taken.leases().forEach(lease -> gathered.add(new Update(pool, lease)));
    if (taken.leases().isEmpty()) {
      pools.idle(taken.pool(), now);
    }
  }

  /** Whether updates wait for the rest of their round. */
  boolean isGathering() {
    return !gathered.isEmpty() && pools.awaitsAnswers();
  }

  /** They have waited long enough. */
  void waitNoMore() {
    pools.awaitNone();
  }

  /** What is to be sent now: all of the round if it is complete. */
  List<PartnerMessage> round(Instant now) {
    if (gathered.isEmpty() || pools.awaitsAnswers()) {
      return List.of();
    }
    List<PartnerMessage> messages = new ArrayList<>(gathered.size());
    for (List<Update> bundle :
        ClientBundles.of(gathered, Update::lease, lease -> alone.contains(lease.resource()))) {
      List<BindingWriter.Told> told = new ArrayList<>(bundle.size());
      for (Update each : bundle) {
        told.add(new BindingWriter.Told(each.lease(), each.pool().lifetimes()));
      }
      int transactionId = window.depart(bundle, now);
      messages.add(BindingWriter.update(transactionId, told, now.getEpochSecond()));
      counters.updateSent();
    }
    gathered.clear();
    return messages;
  }

  /** Hands the answer to a BNDUPD of ours to the pools. */
  void answered(BndReply reply, long nowEpochSecond) {
    Window.Sent sent = window.land(reply.transactionId());
    if (sent == null) {
      return;
    }
    BindingReply read = ReplyReader.read(reply, nowEpochSecond);
    boolean several = sent.updates().size() > 1;
    if (several && read.rejection() != null && alone.size() < MOST_ALONE) {
      sent.updates().forEach(update -> alone.add(update.lease().resource()));
    }
    boolean all = true;
    for (Update update : sent.updates()) {
      all &= answered(update, read);
    }
    counters.answered(all);
  }

  private boolean answered(Update update, BindingReply read) {
    Ipv6Prefix resource = update.lease().resource();
    boolean accepted = false;
    long partnerLifetime = 0;
    BindingReply.@Nullable Rejection rejection = read.rejection();
    if (rejection == null) {
      for (LeaseReply lease : read.leases()) {
        if (lease.resource().equals(resource)) {
          accepted |= lease.accepted();
          partnerLifetime = Math.max(partnerLifetime, lease.partnerLifetimeSentEpochSecond());
          rejection = lease.rejection();
        }
      }
    }
    if (!accepted && rejection != null) {
      log.rejectedByPartner(resource, rejection.status(), rejection.text());
    }
    update.pool().submit(new PartnerTask.UpdateAnswered(resource, accepted, partnerLifetime));
    return accepted;
  }

  /** Whether a BNDUPD that went out before {@code limit} has no answer. */
  boolean oldestBefore(Instant limit) {
    return window.oldestBefore(limit);
  }
}
