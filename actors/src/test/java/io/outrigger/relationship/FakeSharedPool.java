package io.outrigger.relationship;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.Judgement;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LifetimePolicy;
import io.outrigger.pool.Half;
import io.outrigger.pool.PartnerTask;
import io.outrigger.pool.PoolAllocator;
import io.outrigger.pool.PoolSignal;
import io.outrigger.pool.PoolStats;
import io.outrigger.pool.Sharing;
import io.outrigger.pool.SharingCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** A pool that answers its relationship at once, unless it is busy. Thread-safe. */
final class FakeSharedPool implements SharedPool {
  static final LifetimePolicy LIFETIMES = new LifetimePolicy(3600, 7200, 1800, 2880);

  private final String name;
  private final Ipv6Prefix space;
  private final List<Lease> owed = new ArrayList<>();
  final BlockingQueue<SharingCommand.TakeUpdates> asked = new LinkedBlockingQueue<>();
  final BlockingQueue<PartnerTask> submitted = new LinkedBlockingQueue<>();
  private @Nullable ActorRef<PoolSignal> exchange;
  private boolean busy;

  FakeSharedPool(String name, String space) {
    this.name = name;
    this.space = Ipv6Prefix.parse(space);
  }

  /** It does not answer for now. */
  synchronized void busy() {
    busy = true;
  }

  /** Has updates, and says so. */
  synchronized void has(Lease... leases) {
    hasQuietly(leases);
    Objects.requireNonNull(exchange).tell(new PoolSignal.UpdatesReady(name));
  }

  /** Has updates that it has yet to announce. */
  synchronized void hasQuietly(Lease... leases) {
    owed.addAll(List.of(leases));
  }

  /** Has decided about an update of the partner, and stored it. */
  synchronized void judged(PartnerTask.UpdateReceived received, Judgement judgement) {
    Objects.requireNonNull(exchange)
        .tell(
            new PoolSignal.Judged(
                List.of(new PoolSignal.Verdict(received.token(), judgement, null))));
  }

  @Override
  public synchronized void tell(PoolAllocator.Command command) {
    switch (command) {
      case SharingCommand.Attach attach -> exchange = attach.exchange();
      case SharingCommand.TakeUpdates take -> {
        if (!busy) {
          answer(take);
        }
        asked.add(take); // whoever sees it knows that the answer is on its way
      }
      case SharingCommand.UsePolicy use -> use.replyTo().tell(new SharingCommand.PolicyUsed(name));
      default -> {}
    }
  }

  /** What it was asked for, though late. */
  synchronized void answer(SharingCommand.TakeUpdates take) {
    List<Lease> some = owed.subList(0, Math.min(take.max(), owed.size()));
    List<Lease> taken = List.copyOf(some);
    some.clear();
    Objects.requireNonNull(exchange)
        .tell(new PoolSignal.UpdatesTaken(name, take.epoch(), taken, !owed.isEmpty()));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String link() {
    return "lan";
  }

  @Override
  public Optional<Sharing> sharing() {
    return Optional.of(new Sharing(Half.PRIMARY, !space.isAddress(), 50, LIFETIMES));
  }

  @Override
  public boolean covers(Ipv6Prefix resource) {
    return space.contains(resource);
  }

  @Override
  public boolean isRunning() {
    return true;
  }

  @Override
  public Optional<PoolStats> stats() {
    return Optional.empty();
  }

  @Override
  public void submit(PartnerTask task) {
    submitted.add(task);
  }
}
