package io.outrigger.server;

/** The operation failed and its message, one line for people, says all there is to say. */
final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  CommandFailure(String message) {
    super(message);
  }
}
