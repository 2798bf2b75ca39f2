package io.outrigger.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.outrigger.admin.LeaseStatus;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists the leases of a running server. */
@Command(
    name = "leases",
    description =
        "Lists the leases of a running server: what clients have or had. Resources that are free are"
            + " left out, unless --all, --status, --client or --address asks for them.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class LeasesCommand implements Callable<Integer> {
  private static final String ROW = "%-39s %-11s %-20s %-10s %-16s %s%n";

  @Spec private CommandSpec spec;

  @Mixin private AdminClient admin;

  @Option(
      names = "--client",
      paramLabel = "DUID",
      converter = DuidConverter.class,
      description = "Only those of this client.")
  private @Nullable Duid client;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS|PREFIX",
      converter = ResourceConverter.class,
      description = "Only that of this address or prefix.")
  private @Nullable Ipv6Prefix address;

  @Option(names = "--pool", paramLabel = "NAME", description = "Only those of this pool.")
  private @Nullable String pool;

  @Option(
      names = "--after",
      paramLabel = "ADDRESS|PREFIX",
      converter = ResourceConverter.class,
      description = "Only those past this one, the last of an earlier listing.")
  private @Nullable Ipv6Prefix after;

  @Option(names = "--limit", paramLabel = "N", description = "At the most this many.")
  private @Nullable Long limit;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      split = ",",
      converter = LeaseStatusConverter.class,
      description = "Only those of this status or these, as in ACTIVE,EXPIRED.")
  private @Nullable List<BindingStatus> statuses;

  @Option(
      names = "--all",
      description = "Also what is free and on record, as the secondary's share of a pool is.")
  private boolean all;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    if (all && statuses != null) {
      throw new ParameterException(spec.commandLine(), "--all and --status exclude each other");
    }
    if (limit != null && limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit is a number from 1");
    }
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
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    parameters.put("client", client);
    parameters.put("address", address);
    parameters.put("pool", pool);
    parameters.put("after", after);
    parameters.put("limit", limit);
    parameters.put("status", wanted());
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

  /** The statuses to ask for; null: all. */
  private @Nullable String wanted() {
    Collection<BindingStatus> wanted = statuses;
    if (wanted == null) {
      if (all || client != null || address != null) {
        return null;
      }
      wanted = EnumSet.complementOf(EnumSet.of(BindingStatus.FREE, BindingStatus.FREE_BACKUP));
    }
    return wanted.stream().map(LeaseStatus::text).collect(Collectors.joining(","));
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
