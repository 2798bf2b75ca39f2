package io.outrigger.binding;

import io.outrigger.dhcp.StatusCode;
import io.outrigger.lease.ReceivedLease;
import java.util.List;

/** What a BNDUPD says, or why it says too little. */
public sealed interface ReceivedBinding {

  /**
   * Each lease is to be judged by itself.
   *
   * @param leases at least one, no resource twice
   * @param tellsOfDns whether the partner says what it has entered into the DNS
   */
  record Update(List<ReceivedLease> leases, boolean tellsOfDns) implements ReceivedBinding {
    public Update {
      leases = List.copyOf(leases);
    }
  }

  /**
   * The whole BNDUPD is to be rejected.
   *
   * @param status what the BNDREPLY says
   * @param reason why, naming the place, for the BNDREPLY and a log
   */
  record Incomplete(StatusCode status, String reason) implements ReceivedBinding {}
}
