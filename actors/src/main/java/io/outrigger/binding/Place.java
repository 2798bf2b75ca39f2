package io.outrigger.binding;

import org.jspecify.annotations.Nullable;

/**
 * Where something stands in a BNDUPD, for reasons; written out only where there is one, as most
 * updates are in order.
 *
 * @param outer what it stands in; null for the message itself
 * @param option the option's name
 * @param detail which of them, by its {@code toString}; null if there is only one
 */
record Place(@Nullable Place outer, String option, @Nullable Object detail) {
  static final Place BNDUPD = new Place(null, "BNDUPD", null);
  static final Place CLIENT_DATA = new Place(null, "CLIENT_DATA", null);

  Place inside(String inner, Object which) {
    return new Place(this, inner, which);
  }

  @Override
  public String toString() {
    String here = detail == null ? option : option + " " + detail;
    return outer == null ? here : outer + " > " + here;
  }
}
