package io.outrigger.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.outrigger.loadclient.LoadClock;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lease database of a server, as {@code /api/leases} lists it. */
final class DemoDatabase {
  /** The wall clock and the clients' clock were not read at the very same moment. */
  private static final long CLOCK_TOLERANCE_SECONDS = 1;

  /** RFC 8156 §7.5: what differs by no more is the same. */
  private static final long SAME_SECONDS = 5;

  private static final String ACTIVE = "ACTIVE";

  private final String server;
  private final Map<String, JsonNode> leases = new TreeMap<>();
  private final List<String> listedTwice = new ArrayList<>();

  private DemoDatabase(String server) {
    this.server = server;
  }

  static DemoDatabase read(DemoServer server) throws CommandFailure, InterruptedException {
    try (Stream<String> lines = server.admin().lines("/api/leases")) {
      return of(server.name(), lines);
    } catch (JsonProcessingException | UncheckedIOException e) {
      throw new CommandFailure("the lease database of " + server.name() + " cannot be read: " + e);
    }
  }

  /**
   * @param server its name
   * @param lines one JSON object each
   */
  static DemoDatabase of(String server, Stream<String> lines) throws JsonProcessingException {
    DemoDatabase database = new DemoDatabase(server);
    for (String line : (Iterable<String>) lines::iterator) {
      JsonNode lease = AdminClient.JSON.readTree(line);
      String resource = lease.path("resource").asText();
      if (database.leases.put(resource, lease) != null) {
        database.listedTwice.add(server + " lists " + resource + " twice");
      }
    }
    return database;
  }

  /** Leases of clients. */
  long active() {
    return leases.values().stream().filter(DemoDatabase::isActive).count();
  }

  /** Resources with more than one record. */
  List<String> listedTwice() {
    return listedTwice;
  }

  /** What is wrong: promises that the database does not bear out. */
  List<String> missing(List<DemoLedger.Promise> promises, LoadClock clock) {
    List<String> missing = new ArrayList<>();
    for (DemoLedger.Promise promise : promises) {
      String wrong = wrong(promise, clock);
      if (wrong != null) {
        missing.add(promise + ": " + wrong);
      }
    }
    return missing;
  }

  private @Nullable String wrong(DemoLedger.Promise promise, LoadClock clock) {
    JsonNode lease = leases.get(promise.lease().resource().toString());
    if (lease == null) {
      return server + " does not know it";
    }
    if (!isActive(lease)) {
      return server + " has it as " + lease.path("status").asText();
    }
    if (!lease.path("client").asText().equals(promise.client().duid().toHex())
        || lease.path("iaid").asLong() != Integer.toUnsignedLong(promise.client().iaid())) {
      return server + " has it as a lease of " + client(lease);
    }
    Instant promised = clock.instant(promise.lease().expiresNanos());
    Instant known = expires(lease);
    return known.plusSeconds(CLOCK_TOLERANCE_SECONDS).isBefore(promised)
        ? "the client may use it until " + promised + ", " + server + " thinks until " + known
        : null;
  }

  /** Resources that are leased to one client here and to another there. */
  List<String> inTwoHands(DemoDatabase other) {
    List<String> wrong = new ArrayList<>();
    leases.forEach(
        (resource, here) -> {
          JsonNode there = other.leases.get(resource);
          if (there != null
              && isActive(here)
              && isActive(there)
              && !client(here).equals(client(there))) {
            wrong.add(
                "%s: %s has it as a lease of %s, %s of %s"
                    .formatted(resource, server, client(here), other.server, client(there)));
          }
        });
    return wrong;
  }

  /** Resources of which the two do not say the same. */
  List<String> differences(DemoDatabase other) {
    List<String> wrong = new ArrayList<>();
    var all = new TreeMap<>(leases);
    all.putAll(other.leases);
    for (String resource : all.keySet()) {
      JsonNode here = leases.get(resource);
      JsonNode there = other.leases.get(resource);
      if (!alike(here, there)) {
        wrong.add(
            "%s: %s has %s, %s has %s"
                .formatted(resource, server, said(here), other.server, said(there)));
      }
    }
    return wrong;
  }

  private static boolean alike(@Nullable JsonNode here, @Nullable JsonNode there) {
    if (here == null || there == null) {
      // What is free may be forgotten, a lease may not.
      JsonNode only = here == null ? there : here;
      return only == null || !isActive(only);
    }
    if (!here.path("status").equals(there.path("status"))) {
      return false;
    }
    return !isActive(here)
        || (client(here).equals(client(there))
            && Duration.between(expires(here), expires(there)).abs().toSeconds() <= SAME_SECONDS);
  }

  private static String said(@Nullable JsonNode lease) {
    if (lease == null) {
      return "nothing";
    }
    return isActive(lease)
        ? "a lease of " + client(lease) + " until " + lease.path("expires").asText()
        : lease.path("status").asText();
  }

  private static boolean isActive(JsonNode lease) {
    return lease.path("status").asText().equals(ACTIVE);
  }

  private static String client(JsonNode lease) {
    return lease.path("client").asText() + " IAID " + lease.path("iaid").asText();
  }

  /** The far future for a lease that does not expire. */
  private static Instant expires(JsonNode lease) {
    return lease.path("expires").isTextual()
        ? Instant.parse(lease.path("expires").asText())
        : Instant.MAX;
  }
}
