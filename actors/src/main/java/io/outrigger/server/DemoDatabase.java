package io.outrigger.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.outrigger.loadclient.LoadClock;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lease database of a server, as {@code /api/leases} lists it. */
final class DemoDatabase {
  /** The wall clock and the clients' clock were not read at the very same moment. */
  private static final long CLOCK_TOLERANCE_SECONDS = 1;

  private final Map<String, JsonNode> leases = new HashMap<>();
  private final List<String> listedTwice = new ArrayList<>();

  private DemoDatabase() {}

  static DemoDatabase read(AdminClient admin) throws CommandFailure, InterruptedException {
    DemoDatabase database = new DemoDatabase();
    try (Stream<String> lines = admin.lines("/api/leases")) {
      for (String line : (Iterable<String>) lines::iterator) {
        JsonNode lease = AdminClient.JSON.readTree(line);
        String resource = lease.path("resource").asText();
        if (database.leases.put(resource, lease) != null) {
          database.listedTwice.add(resource + " stands in the lease database twice");
        }
      }
    } catch (JsonProcessingException | UncheckedIOException e) {
      throw new CommandFailure("the lease database cannot be read: " + e);
    }
    return database;
  }

  int size() {
    return leases.size();
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
      return "the server does not know it";
    }
    if (!lease.path("status").asText().equals("ACTIVE")) {
      return "the server has it as " + lease.path("status").asText();
    }
    if (!lease.path("client").asText().equals(promise.client().duid().toHex())
        || lease.path("iaid").asLong() != Integer.toUnsignedLong(promise.client().iaid())) {
      return "the server has it as a lease of " + lease.path("client").asText();
    }
    Instant promised = clock.instant(promise.lease().expiresNanos());
    Instant known = Instant.parse(lease.path("expires").asText());
    return known.plusSeconds(CLOCK_TOLERANCE_SECONDS).isBefore(promised)
        ? "the client may use it until " + promised + ", the server thinks until " + known
        : null;
  }
}
