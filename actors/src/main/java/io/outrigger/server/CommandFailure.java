package io.outrigger.server;

import java.util.List;

/** The operation failed and its message, one line for people, says all there is to say. */
final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> configurationErrors;

  CommandFailure(String message) {
    this(message, List.of());
  }

  CommandFailure(String message, List<String> configurationErrors) {
    super(message);
    this.configurationErrors = List.copyOf(configurationErrors);
  }

  /** What is wrong with the server's configuration, a line each; empty if that is not why. */
  List<String> configurationErrors() {
    return configurationErrors;
  }
}
