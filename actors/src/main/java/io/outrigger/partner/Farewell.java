package io.outrigger.partner;

import io.outrigger.dhcp.StatusCode;

/** Why a connection that works is ended, in the words of its DISCONNECT (RFC 8156 §5.3.10). */
public record Farewell(StatusCode status, String text) {
  public static final Farewell SERVER_STOPS =
      new Farewell(StatusCode.SERVER_SHUTTING_DOWN, "the server is being stopped");

  /** The server goes on, and will refuse the partner's CONNECT with the same status. */
  public static final Farewell REMOVED =
      new Farewell(
          StatusCode.CONFIGURATION_CONFLICT,
          "the relationship has been removed from the configuration");

  /** Another relationship of the same name takes its place. */
  public static final Farewell MADE_ANEW =
      new Farewell(StatusCode.CONFIGURATION_CONFLICT, "the relationship is configured anew");

  /** What was settled with the partner is to be settled anew. */
  public static final Farewell CONFIGURATION_CHANGED =
      new Farewell(StatusCode.UNSPEC_FAIL, "the configuration has changed");

  /** What the connection is told. */
  public PartnerConnection.Disconnect disconnect() {
    return new PartnerConnection.Disconnect(status, text);
  }
}
