package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import org.apache.pekko.actor.typed.ActorRef;

/** What the allocator of a shared pool is told by its relationship. */
public sealed interface SharingCommand extends PoolAllocator.Command {

  /** Who exchanges binding updates with the partner. */
  record Attach(ActorRef<PoolSignal> exchange) implements SharingCommand {}

  /**
   * Serve like this from now on. The answer comes when nothing that was decided otherwise is on its
   * way to a client any more.
   */
  record UsePolicy(PoolPolicy policy, ActorRef<PolicyUsed> replyTo) implements SharingCommand {}

  /** The answer to {@link UsePolicy}. */
  record PolicyUsed(String pool) {}

  /** Whether there is a connection to the partner. */
  enum LinkChange implements SharingCommand {
    CONNECTED,
    DISCONNECTED
  }

  /**
   * Send these many updates at the most; the answer is a {@link PoolSignal.UpdatesTaken}.
   *
   * @param epoch comes back with the answer: of which connection the question was
   */
  record TakeUpdates(long epoch, int max, boolean onlySweep) implements SharingCommand {}

  /**
   * The partner asks for updates (RFC 8156 §5.3.5, §5.3.6); {@link PoolSignal.SweepDone} follows.
   *
   * @param all every lease, not only those owed
   */
  record StartSweep(long number, boolean all) implements SharingCommand {}

  /** Send again what the partner has refused (§7.5.4). */
  enum Rescan implements SharingCommand {
    RESCAN
  }

  /** The secondary asks for prefixes (§5.3.3). */
  enum HandOver implements SharingCommand {
    HAND_OVER
  }

  /** The operator takes a resource out of ABANDONED (§7.2, transition 10). */
  record ResetAbandoned(Ipv6Prefix resource, ActorRef<ResetResult> replyTo)
      implements SharingCommand {}

  /** What came of {@link ResetAbandoned}. */
  enum ResetResult {
    DONE,
    /** It is in another state. */
    NOT_ABANDONED
  }
}
