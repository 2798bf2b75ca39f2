package io.outrigger.pool;

import io.outrigger.binding.BindingReader;
import io.outrigger.binding.BindingWriter;
import io.outrigger.binding.ReceivedBinding;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.failover.wire.BndUpd;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Judgement;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LifetimePolicy;
import io.outrigger.lease.ReceivedLease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The same pool on two partners, with updates that go when the test says so. */
final class PoolPair {
  static final long MCLT_SECONDS = 3600;
  static final long NORMAL_SINCE = 0;

  final MutableClock clock = new MutableClock();
  final Side primary;
  final Side secondary;

  PoolPair(PoolSpace space, boolean proportional, LifetimePolicy lifetimes) {
    primary = new Side(space, new Sharing(Half.PRIMARY, proportional, 50, lifetimes));
    secondary = new Side(space, new Sharing(Half.SECONDARY, proportional, 50, lifetimes));
    primary.normal();
    secondary.normal();
    connect();
  }

  void connect() {
    primary.pool.book().outbox().linkChanged(SharingCommand.LinkChange.CONNECTED, 0);
    secondary.pool.book().outbox().linkChanged(SharingCommand.LinkChange.CONNECTED, 0);
  }

  /** Updates and replies on their way are lost. */
  void cut() {
    primary.disconnect();
    secondary.disconnect();
    primary.interrupted();
    secondary.interrupted();
  }

  void heal() {
    primary.normal();
    secondary.normal();
    connect();
  }

  /** Everything that is owed goes over, both ways, until there is no more. */
  void exchange() {
    for (int i = 0; i < 100; i++) {
      List<Lease> ours = primary.take();
      List<Lease> theirs = secondary.take();
      if (ours.isEmpty() && theirs.isEmpty()) {
        return;
      }
      // Both are on their way before either arrives.
      List<Boolean> toSecondary = secondary.receiveAll(ours, primary);
      List<Boolean> toPrimary = primary.receiveAll(theirs, secondary);
      primary.answered(ours, toSecondary);
      secondary.answered(theirs, toPrimary);
    }
    throw new AssertionError("updates go to and fro for ever");
  }

  /** What matters of a side's database. */
  static Map<String, String> database(Side side) {
    Map<String, String> found = new TreeMap<>();
    for (Lease lease : side.pool.book().page(null, 100_000).leases()) {
      found.put(
          lease.resource().toString(),
          lease.status()
              + " "
              + (lease.status() == BindingStatus.ACTIVE
                  ? lease.client() + "/" + lease.iaid() + " until " + lease.expiresEpochSecond()
                  : ""));
    }
    return found;
  }

  /** One of the two. */
  final class Side {
    final InstantPool pool;
    final Sharing sharing;

    Side(PoolSpace space, Sharing sharing) {
      this.sharing = sharing;
      this.pool =
          new InstantPool(new PoolSettings("p", space, Set.of(), 500, Optional.of(sharing)), clock);
      pool.book().recovered();
    }

    void normal() {
      use(true, true, Lease.INFINITE, sharing.primary(), true, true);
    }

    /** NORMAL, but the partner has not said so yet. */
    void normalFirst() {
      use(true, true, Lease.INFINITE, sharing.primary(), true, false);
    }

    void interrupted() {
      use(true, true, Lease.INFINITE, false, false, false);
    }

    void silent() {
      use(false, false, Lease.INFINITE, false, false, false);
    }

    void recoverDone() {
      use(true, false, Lease.INFINITE, false, false, false);
    }

    void partnerDown() {
      use(true, true, clock.instant().getEpochSecond(), false, false, false);
    }

    private void use(
        boolean serves,
        boolean newLeases,
        long downSince,
        boolean balances,
        boolean inTouch,
        boolean bothNormal) {
      pool.book()
          .use(
              new PoolPolicy(
                  serves,
                  newLeases,
                  downSince == Lease.INFINITE,
                  MCLT_SECONDS,
                  downSince,
                  balances,
                  inTouch,
                  bothNormal),
              clock.instant().getEpochSecond());
    }

    void disconnect() {
      pool.book().outbox().disconnected(pool.events().size());
    }

    List<Lease> take() {
      return pool.book().outbox().take(100, false);
    }

    Judgement receive(Lease lease, LifetimePolicy policy) {
      long now = clock.instant().getEpochSecond();
      BndUpd message = BindingWriter.update(7, lease, policy, now);
      ReceivedBinding read = BindingReader.read(message, now, 0);
      ReceivedLease update = ((ReceivedBinding.Update) read).leases().getFirst();
      List<PoolSignal> heard =
          pool.work(shift -> shift.carryOut(new PartnerTask.UpdateReceived(1, update)));
      return ((PoolSignal.Judged) heard.getFirst()).verdicts().getFirst().judgement();
    }

    private List<Boolean> receiveAll(List<Lease> leases, Side from) {
      List<Boolean> accepted = new ArrayList<>();
      for (Lease lease : leases) {
        accepted.add(receive(lease, from.sharing.lifetimes()) instanceof Judgement.Accepted);
      }
      return accepted;
    }

    void answered(List<Lease> sent, List<Boolean> accepted) {
      for (int i = 0; i < sent.size(); i++) {
        answered(sent.get(i).resource(), accepted.get(i));
      }
    }

    void answered(Ipv6Prefix resource, boolean accepted) {
      answered(resource, accepted, Lease.INFINITE); // all that it was told
    }

    void answered(Ipv6Prefix resource, boolean accepted, long partnerLifetime) {
      pool.work(
          shift ->
              shift.carryOut(new PartnerTask.UpdateAnswered(resource, accepted, partnerLifetime)));
    }

    void handOver() {
      pool.book().balance().asked(pool.book());
      pool.work(shift -> shift.balance(1_000));
    }

    void balanceTick() {
      pool.book().balance().tick(pool.book());
      pool.work(shift -> shift.balance(1_000));
    }

    Instant now() {
      return clock.instant();
    }
  }
}
