package io.outrigger.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.outrigger.lease.Lease;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.util.ByteString;

/**
 * Leases as JSON, one object a line. Times that are unknown or never come are null; which of both,
 * the valid lifetime tells (4294967295 is infinite).
 */
final class LeaseJson {
  private LeaseJson() {}

  static ByteString lines(List<Lease> leases, String pool, String server) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(leases.size() * 450);
    try (JsonGenerator json = Answers.JSON.createGenerator(octets)) {
      json.setRootValueSeparator(null);
      for (Lease lease : leases) {
        write(lease, pool, server, json);
        json.writeRaw('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // from memory to memory
    }
    return ByteString.fromArrayUnsafe(octets.toByteArray());
  }

  private static void write(Lease lease, String pool, String server, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("resource", lease.resource().toString());
    json.writeStringField("kind", lease.resource().isAddress() ? "address" : "prefix");
    json.writeStringField("pool", pool);
    if (lease.client() == null) {
      json.writeNullField("client");
      json.writeNullField("iaid");
    } else {
      json.writeStringField("client", lease.client().toHex());
      json.writeNumberField("iaid", Integer.toUnsignedLong(lease.iaid()));
    }
    json.writeStringField("status", LeaseStatus.text(lease.status()));
    time("since", lease.sinceEpochSecond(), json);
    time("expires", lease.expiresEpochSecond(), json);
    json.writeNumberField("preferred", lease.preferredSeconds());
    json.writeNumberField("valid", lease.validSeconds());
    time("partnerLifetime", lease.partnerLifetimeEpochSecond(), json);
    time("ackedPartnerLifetime", lease.ackedPartnerLifetimeEpochSecond(), json);
    time("expirationTime", lease.expirationTimeEpochSecond(), json);
    time("clientLastTransaction", lease.clientLastTransactionEpochSecond(), json);
    json.writeStringField("server", server);
    json.writeEndObject();
  }

  private static void time(String field, long epochSecond, JsonGenerator json) throws IOException {
    if (epochSecond == 0 || epochSecond == Lease.INFINITE) {
      json.writeNullField(field);
    } else {
      json.writeStringField(field, Instant.ofEpochSecond(epochSecond).toString());
    }
  }
}
