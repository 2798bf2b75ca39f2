package io.outrigger.partner;

import io.outrigger.failover.wire.PartnerMessage;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** What whoever handles binding updates is told; his own commands may be of this kind as well. */
public interface BindingTraffic {

  /**
   * All BNDUPD, BNDREPLY, POOLREQ and POOLRESP that one read brought, in order. The receiver
   * answers {@link PartnerConnection.Taken}; nothing further is read before that.
   *
   * @param receivedAt when their octets came
   * @param skewMillis the partner's clock minus ours, the average of the last messages
   */
  record Arrived(
      ActorRef<PartnerConnection.Command> connection,
      List<PartnerMessage> messages,
      Instant receivedAt,
      long skewMillis)
      implements BindingTraffic {
    public Arrived {
      messages = List.copyOf(messages);
    }
  }
}
