package io.outrigger.admin;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /api/leases} is asked; null is what was not.
 *
 * @param client leases of this client only
 * @param address the lease of this address or prefix only; an address also finds the delegated
 *     prefix that it lies in
 * @param pool leases of this pool only
 * @param after the last resource seen: leases past it
 * @param limit leases at the most, from 1
 * @param statuses leases of one of these only; empty: of any
 */
record LeaseQuery(
    @Nullable Duid client,
    @Nullable Ipv6Prefix address,
    @Nullable AdminPool pool,
    @Nullable Ipv6Prefix after,
    long limit,
    Set<BindingStatus> statuses) {

  private static final Set<String> PARAMETERS =
      Set.of("client", "address", "pool", "after", "limit", "status");

  /** What came of reading the parameters. */
  sealed interface Parsed {
    record Ok(LeaseQuery query) implements Parsed {}

    record Bad(Problem problem) implements Parsed {}
  }

  /** Carries a problem out of the reading of one parameter. */
  private static final class BadParameter extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    BadParameter(String parameter, String detail) {
      super(detail, null, false, false);
      this.problem = Problem.badParameter(parameter, detail);
    }
  }

  static Parsed parse(Map<String, List<String>> parameters, List<AdminPool> pools) {
    try {
      for (String name : parameters.keySet()) {
        if (!PARAMETERS.contains(name)) {
          throw new BadParameter(
              name, "unknown; known are client, address, pool, after, limit, status");
        }
      }
      @Nullable String pool = value(parameters, "pool");
      @Nullable String limit = value(parameters, "limit");
      @Nullable Set<BindingStatus> statuses = read(parameters, "status", LeaseQuery::statuses);
      return new Parsed.Ok(
          new LeaseQuery(
              read(parameters, "client", LeaseQuery::duid),
              read(parameters, "address", Ipv6Prefix::parse),
              pool == null ? null : named(pool, pools),
              read(parameters, "after", Ipv6Prefix::parse),
              limit == null ? Long.MAX_VALUE : limit(limit),
              statuses == null ? Set.of() : statuses));
    } catch (BadParameter e) {
      return new Parsed.Bad(e.problem);
    }
  }

  private static Duid duid(String text) {
    try {
      return Duid.fromHex(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no DUID: 3 to 130 octets in hexadecimal, colons allowed", e);
    }
  }

  private static Set<BindingStatus> statuses(String text) {
    Set<BindingStatus> statuses = EnumSet.noneOf(BindingStatus.class);
    for (String each : text.split(",", -1)) {
      statuses.add(LeaseStatus.parse(each));
    }
    return statuses;
  }

  /** Whether it is to be listed, wherever it was found. */
  boolean wants(Lease lease) {
    return (client == null || client.equals(lease.client()))
        && (statuses.isEmpty() || statuses.contains(lease.status()));
  }

  private static @Nullable String value(Map<String, List<String>> parameters, String name)
      throws BadParameter {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new BadParameter(name, "given more than once");
    }
    return values.isEmpty() ? null : values.getFirst();
  }

  private static <T> @Nullable T read(
      Map<String, List<String>> parameters, String name, Function<String, T> reader)
      throws BadParameter {
    @Nullable String text = value(parameters, name);
    try {
      return text == null ? null : reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new BadParameter(name, String.valueOf(e.getMessage()));
    }
  }

  private static AdminPool named(String name, List<AdminPool> pools) throws BadParameter {
    for (AdminPool pool : pools) {
      if (pool.status().name().equals(name)) {
        return pool;
      }
    }
    throw new BadParameter("pool", "no pool is named \"" + name + "\"");
  }

  private static long limit(String text) throws BadParameter {
    try {
      long limit = Long.parseLong(text);
      if (limit >= 1) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // answered below
    }
    throw new BadParameter("limit", "\"" + text + "\" is no number from 1");
  }
}
