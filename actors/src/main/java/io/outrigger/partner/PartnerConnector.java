package io.outrigger.partner;

/** Keeps a relationship connected in which this server is primary (RFC 8156 §6.1). */
public final class PartnerConnector {

  /** What the actor is told. */
  public sealed interface Command {}

  /** The partner has shown that it is there: no need to wait for the timer. */
  public enum ConnectNow implements Command {
    CONNECT_NOW
  }

  /** The configuration has changed; a connection made with other settings is made anew. */
  public record UseSettings(LinkSettings settings) implements Command {}

  /** The server shuts down: DISCONNECT, and no further attempt. */
  public enum Stop implements Command {
    STOP
  }

  private PartnerConnector() {}
}
