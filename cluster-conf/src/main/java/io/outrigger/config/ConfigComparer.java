package io.outrigger.config;

import io.outrigger.dhcp.Ipv6Address;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares two configurations, one difference after the other. */
final class ConfigComparer {
  private static final int MANY = 3;

  private final OutriggerConfig a;
  private final OutriggerConfig b;
  private final String nameA;
  private final String nameB;
  private final List<ConfigDifference> differences = new ArrayList<>();

  ConfigComparer(OutriggerConfig a, OutriggerConfig b) {
    this.a = a;
    this.b = b;
    this.nameA = a.server().name();
    this.nameB = b.server().name();
  }

  ConfigComparison compare() {
    List<String> common = new ArrayList<>();
    if (nameA.equals(nameB)) {
      differ(null, null, "both servers are named " + nameA);
    }
    for (RelationshipConfig ours : a.failover().relationships()) {
      Optional<RelationshipConfig> theirs = b.relationship(ours.name());
      if (theirs.isPresent()) {
        common.add(ours.name());
        compare(ours, theirs.get());
      }
    }
    if (common.isEmpty()) {
      differ(null, null, nameA + " and " + nameB + " have no relationship of the same name");
    }
    return new ConfigComparison(common, differences);
  }

  private void compare(RelationshipConfig ours, RelationshipConfig theirs) {
    String name = ours.name();
    if (ours.role() == theirs.role()) {
      differ(name, null, "both are " + Values.written(ours.role()) + ": one must be the other");
    }
    checkListens(name, nameA, ours, nameB, b.failover().listen());
    checkListens(name, nameB, theirs, nameA, a.failover().listen());
    AgreementForm formA = AgreementForm.of(a, ours);
    AgreementForm formB = AgreementForm.of(b, theirs);
    compare(name, null, formA.relationship(), formB.relationship());
    NavigableSet<String> pools = new TreeSet<>(formA.pools().keySet());
    pools.addAll(formB.pools().keySet());
    for (String pool : pools) {
      NavigableMap<String, String> poolA = formA.pools().get(pool);
      NavigableMap<String, String> poolB = formB.pools().get(pool);
      if (poolA == null || poolB == null) {
        differ(name, pool, (poolA == null ? nameA : nameB) + " does not have it");
      } else {
        compare(name, pool, poolA, poolB);
      }
    }
  }

  /** A primary connects and need not listen, so an empty list is no difference. */
  private void checkListens(
      String name,
      String server,
      RelationshipConfig config,
      String partner,
      List<Endpoint> listen) {
    if (!listen.isEmpty() && listen.stream().noneMatch(l -> isAt(config.partner(), l))) {
      differ(
          name,
          null,
          server
              + " looks for its partner at "
              + config.partner()
              + ", but "
              + partner
              + " listens on "
              + listen.stream().map(Endpoint::toString).collect(Collectors.joining(", ")));
    }
  }

  /** The zone counts on its own machine only. */
  private static boolean isAt(Endpoint partner, Endpoint listen) {
    Ipv6Address address = listen.address();
    return partner.port() == listen.port()
        && (address.isUnspecified() || address.equals(partner.address()));
  }

  private void compare(
      String relationship,
      @Nullable String pool,
      NavigableMap<String, String> formA,
      NavigableMap<String, String> formB) {
    NavigableSet<String> keys = new TreeSet<>(formA.keySet());
    keys.addAll(formB.keySet());
    for (String key : keys) {
      String valueA = formA.get(key);
      String valueB = formB.get(key);
      if (!Objects.equals(valueA, valueB)) {
        differ(relationship, pool, key + describe(valueA, valueB));
      }
    }
  }

  /** Values of one line stand there whole; of longer ones only what the other has not. */
  private String describe(@Nullable String valueA, @Nullable String valueB) {
    String textA = valueA == null ? "none" : valueA;
    String textB = valueB == null ? "none" : valueB;
    if (!textA.contains("\n") && !textB.contains("\n")) {
      return " is " + shown(textA) + " on " + nameA + ", " + shown(textB) + " on " + nameB;
    }
    List<String> onlyA = new ArrayList<>(textA.lines().toList());
    List<String> onlyB = new ArrayList<>(textB.lines().toList());
    Set<String> both = new HashSet<>(onlyA);
    both.retainAll(onlyB);
    onlyA.removeAll(both);
    onlyB.removeAll(both);
    return " differ: only on "
        + nameA
        + " "
        + some(onlyA)
        + "; only on "
        + nameB
        + " "
        + some(onlyB);
  }

  private static String shown(String value) {
    return value.isEmpty() ? "none" : value;
  }

  private static String some(List<String> lines) {
    String first = String.join(", ", lines.subList(0, Math.min(lines.size(), MANY)));
    return lines.isEmpty()
        ? "none"
        : lines.size() > MANY ? first + " and " + (lines.size() - MANY) + " more" : first;
  }

  private void differ(@Nullable String relationship, @Nullable String pool, String message) {
    differences.add(
        new ConfigDifference(
            Optional.ofNullable(relationship), Optional.ofNullable(pool), message));
  }
}
