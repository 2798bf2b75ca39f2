package io.outrigger.partner;

import io.outrigger.dhcp.StatusCode;
import io.outrigger.failover.wire.PartnerMessage;
import java.util.List;

/** One TCP connection with a partner, from its first octet to its end. */
public final class PartnerConnection {
  /**
   * Transaction-ids from here to 2^24-1 are those of the connection's own messages; whoever sends
   * through it takes smaller ones (RFC 8156 §5.4: outstanding ones differ).
   */
  public static final int OWN_TRANSACTION_IDS = 0xff_0000;

  /** What the actor is told. */
  public sealed interface Command {}

  /** Sends these, in order, with one write; the connection sets the sent-time. */
  public record Send(List<PartnerMessage> messages) implements Command {
    public Send {
      messages = List.copyOf(messages);
    }
  }

  /** Sends DISCONNECT and closes. */
  public record Disconnect(StatusCode status, String text) implements Command {}

  /** Closes without a word. */
  public record Drop(String reason) implements Command {}

  /** The binding traffic that was handed over has been handled; more may be read. */
  public enum Taken implements Command {
    TAKEN
  }

  private PartnerConnection() {}
}
