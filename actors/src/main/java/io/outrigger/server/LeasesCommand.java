package io.outrigger.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the leases of a running server. */
@Command(name = "leases", description = "Lists the leases of a running server.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class LeasesCommand implements Callable<Integer> {
  private static final String ROW = "%-39s %-11s %-20s %-10s %-16s %s%n";

  @Spec private CommandSpec spec;

  @Mixin private AdminClient admin;

  @Option(names = "--client", paramLabel = "DUID", description = "Only those of this client.")
  private @Nullable String client;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS|PREFIX",
      description = "Only that of this address or prefix.")
  private @Nullable String address;

  @Option(names = "--pool", paramLabel = "NAME", description = "Only those of this pool.")
  private @Nullable String pool;

  @Option(
      names = "--after",
      paramLabel = "ADDRESS|PREFIX",
      description = "Only those past this one, the last of an earlier listing.")
  private @Nullable String after;

  @Option(names = "--limit", paramLabel = "N", description = "At the most this many.")
  private @Nullable Long limit;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Stream<String> lines = admin.lines("/api/leases" + query())) {
      if (json) {
        lines.forEach(out::println);
      } else {
        out.printf(ROW, "RESOURCE", "STATUS", "EXPIRES", "IAID", "POOL", "CLIENT");
        lines.forEach(line -> row(line, out));
      }
    } catch (UncheckedIOException e) {
      out.flush();
      throw new CommandFailure("the server broke off: what is listed is not all");
    }
    return spec.exitCodeOnSuccess();
  }

  private String query() {
    Map<String, @Nullable String> parameters = new LinkedHashMap<>();
    parameters.put("client", client);
    parameters.put("address", address);
    parameters.put("pool", pool);
    parameters.put("after", after);
    parameters.put("limit", limit == null ? null : limit.toString());
    String query =
        parameters.entrySet().stream()
            .filter(entry -> entry.getValue() != null)
            .map(
                entry ->
                    entry.getKey()
                        + "="
                        + URLEncoder.encode(
                            String.valueOf(entry.getValue()), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "" : "?" + query;
  }

  private static void row(String line, PrintWriter out) {
    try {
      JsonNode lease = AdminClient.JSON.readTree(line);
      out.printf(
          ROW,
          lease.path("resource").asText(),
          lease.path("status").asText(),
          expiry(lease),
          lease.path("iaid").asText("-"),
          lease.path("pool").asText(),
          lease.path("client").asText("-"));
    } catch (JsonProcessingException e) {
      out.println(line);
    }
  }

  private static String expiry(JsonNode lease) {
    if (!lease.path("expires").isNull()) {
      return lease.path("expires").asText();
    }
    return lease.path("valid").asLong() == INFINITY_SECONDS ? "never" : "-";
  }

  /** A valid lifetime without an end (RFC 8415 §7.7). */
  private static final long INFINITY_SECONDS = 0xffff_ffffL;
}
