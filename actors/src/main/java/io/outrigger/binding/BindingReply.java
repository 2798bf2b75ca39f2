package io.outrigger.binding;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.StatusCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a BNDREPLY says of the BNDUPD with the same transaction-id.
 *
 * @param transactionId 0 to 2^24-1
 * @param rejection why the whole update was rejected, also if no lease is named; null if it was not
 * @param leases those that the reply names, in its order; a lease of the update that is not among
 *     them is not acked
 */
public record BindingReply(
    int transactionId, @Nullable Rejection rejection, List<LeaseReply> leases) {
  public BindingReply {
    leases = List.copyOf(leases);
  }

  /**
   * @param status the error
   * @param text for a log, as the partner sent it: may be empty, may hold anything
   */
  public record Rejection(StatusCode status, String text) {}

  /**
   * @param rejection why this lease was rejected, by a status here or around it; null if it was
   *     accepted
   * @param partnerLifetimeSentEpochSecond the partner-lifetime that is acked, in seconds since
   *     1970-01-01T00:00Z; 0 if the reply has none
   */
  public record LeaseReply(
      Ipv6Prefix resource, @Nullable Rejection rejection, long partnerLifetimeSentEpochSecond) {
    public boolean accepted() {
      return rejection == null;
    }

    /** The error; null if the lease was accepted. */
    public @Nullable StatusCode status() {
      return rejection == null ? null : rejection.status();
    }
  }
}
