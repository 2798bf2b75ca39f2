package io.outrigger.config;

import java.util.Collection;
import java.util.Locale;

/** Finds what someone may have meant. */
final class Suggestion {
  private Suggestion() {}

  /** " (did you mean X?)" if one of {@code known} is near {@code written}, else nothing. */
  static String of(String written, Collection<String> known) {
    String nearest = "";
    int least = Math.max(2, written.length() / 3) + 1;
    for (String candidate : known.stream().sorted().toList()) {
      int distance = distance(normal(written), normal(candidate));
      if (distance < least) {
        nearest = candidate;
        least = distance;
      }
    }
    return nearest.isEmpty() ? "" : " (did you mean " + nearest + "?)";
  }

  private static String normal(String key) {
    return key.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Levenshtein's: letters to add, drop or replace. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
