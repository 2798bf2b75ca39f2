package io.outrigger.agreement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a comparison of two configurations by their digests came to. */
public sealed interface Agreement {

  /** {@code agrees}, {@code differs} or {@code unknown}, as in a relationship's status. */
  String word();

  /** One line for people. */
  String reason();

  /** They have everything alike. */
  record Agrees() implements Agreement {
    @Override
    public String word() {
      return "agrees";
    }

    @Override
    public String reason() {
      return "the two configurations agree";
    }
  }

  /**
   * They do not; where, the partner may have said only in part.
   *
   * @param relationship whether what is no pool's differs (MCLT, TLS)
   * @param onlyHere pools that the partner does not have
   * @param onlyThere pools that this server does not have
   * @param different pools that both have, but not alike
   * @param complete whether the partner told of each of its pools
   */
  record Differs(
      boolean relationship,
      NavigableSet<String> onlyHere,
      NavigableSet<String> onlyThere,
      NavigableSet<String> different,
      boolean complete)
      implements Agreement {
    public Differs {
      onlyHere = Collections.unmodifiableNavigableSet(new TreeSet<>(onlyHere));
      onlyThere = Collections.unmodifiableNavigableSet(new TreeSet<>(onlyThere));
      different = Collections.unmodifiableNavigableSet(new TreeSet<>(different));
    }

    /** All pools that are known to be not alike, in order. */
    public NavigableSet<String> pools() {
      NavigableSet<String> all = new TreeSet<>(onlyHere);
      all.addAll(onlyThere);
      all.addAll(different);
      return all;
    }

    /** Whether the partner may have a resource that is in no pool of this server. */
    public boolean inPools() {
      return !complete || !pools().isEmpty();
    }

    @Override
    public String word() {
      return "differs";
    }

    @Override
    public String reason() {
      List<String> parts = new ArrayList<>();
      if (relationship) {
        parts.add("the relationship itself (mclt, tls) differs");
      }
      add("pools that differ", different, parts);
      add("pools only here", onlyHere, parts);
      add("pools only at the partner", onlyThere, parts);
      if (!complete) {
        parts.add("the partner did not tell of all its pools");
      }
      return parts.isEmpty() ? "the partner does not say in what" : String.join("; ", parts);
    }

    private static void add(String what, SortedSet<String> names, List<String> parts) {
      if (!names.isEmpty()) {
        parts.add(what + ": " + String.join(", ", names));
      }
    }
  }

  /**
   * The partner does not say, as that of another vendor, or says it in a form that this server does
   * not know.
   */
  record Unknown(String reason) implements Agreement {
    @Override
    public String word() {
      return "unknown";
    }
  }
}
