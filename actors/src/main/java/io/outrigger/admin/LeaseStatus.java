package io.outrigger.admin;

import io.outrigger.lease.BindingStatus;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The status of a lease as it is written for people and programs: {@code FREE-BACKUP}. */
public final class LeaseStatus {
  private LeaseStatus() {}

  public static String text(BindingStatus status) {
    return status.name().replace('_', '-');
  }

  /**
   * The status that is written {@code text}, in capitals or not.
   *
   * @throws IllegalArgumentException if none is, with all that there are
   */
  public static BindingStatus parse(String text) {
    for (BindingStatus status : BindingStatus.values()) {
      if (text(status).equalsIgnoreCase(text)) {
        return status;
      }
    }
    throw new IllegalArgumentException(
        "\""
            + text
            + "\" is no status; there are "
            + Arrays.stream(BindingStatus.values())
                .map(LeaseStatus::text)
                .collect(Collectors.joining(", ")));
  }
}
