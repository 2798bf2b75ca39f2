package io.outrigger.config;

import java.util.Map;

/** Reports names that are given twice. */
final class Uniqueness {
  private Uniqueness() {}

  /** Puts {@code name} into {@code seen}, or says that it is taken. */
  static void check(Map<String, Section> seen, String name, Section section, String kind) {
    Section other = seen.putIfAbsent(name, section);
    if (other != null) {
      section.error(
          "name",
          "another "
              + kind
              + " is named "
              + name
              + " ("
              + where(other.placeOf("name"), section.placeOf("name"))
              + "): choose another name");
    }
  }

  /** {@code line N}, and the file if it is not that of {@code from}. */
  static String where(Place place, Place from) {
    String line = "line " + place.line();
    return place.file().equals(from.file()) ? line : place.file() + ", " + line;
  }
}
