package io.outrigger.admin;

import java.util.List;

/** What came of an operator's command. */
public sealed interface Commanded {

  /**
   * It is done, or under way (HTTP 202).
   *
   * @param text what was done, one line
   */
  record Done(String text) implements Commanded {}

  /**
   * It does not fit the present state (409); nothing was changed.
   *
   * @param reason one line that says what would have to be otherwise
   */
  record Refused(String reason) implements Commanded {}

  /**
   * What it is about is not there (404).
   *
   * @param what one line that names it
   */
  record Unknown(String what) implements Commanded {}

  /**
   * What it would put in force has errors (422); nothing was changed.
   *
   * @param errors a line each; at least one
   */
  record Invalid(List<String> errors) implements Commanded {
    public Invalid {
      errors = List.copyOf(errors);
    }
  }

  /**
   * It cannot be done for a while, or by this server at all (503).
   *
   * @param reason one line
   */
  record Unavailable(String reason) implements Commanded {}
}
