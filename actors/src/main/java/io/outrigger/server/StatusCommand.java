package io.outrigger.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says how a running server fares. */
@Command(
    name = "status",
    description =
        "Says how a running server fares: whether it serves, its relationships, its pools.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private AdminClient admin;

  @Option(names = "--json", description = "The answer of /api/status as it is.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode status = admin.json("/api/status");
    if (json) {
      out.println(status);
      return spec.exitCodeOnSuccess();
    }
    out.printf(
        "%s %s, running since %s, %s%n",
        status.path("server").asText(),
        status.path("version").asText(),
        status.path("since").asText(),
        readiness());
    if (!status.path("relationships").isEmpty()) {
      out.println();
      relationships(status.path("relationships"), out);
    }
    out.println();
    table(
        status.path("pools"),
        out,
        "name",
        "link",
        "kind",
        "capacity",
        "active",
        "freeOwn",
        "freePartner",
        "abandoned",
        "waiting",
        "allocation",
        "relationship");
    return spec.exitCodeOnSuccess();
  }

  /** A line each with what there always is; below it what an operator should know of. */
  private static void relationships(JsonNode relationships, PrintWriter out) {
    table(
        relationships,
        out,
        "name",
        "role",
        "state",
        "since",
        "partnerState",
        "communications",
        "owed",
        "unacked",
        "skewMillis");
    for (JsonNode relationship : relationships) {
      for (String remark : remarks(relationship)) {
        out.println(
            "  " + relationship.path("name").asText() + ": " + OperatorOutput.printable(remark));
      }
    }
  }

  private static List<String> remarks(JsonNode relationship) {
    List<String> remarks = new ArrayList<>();
    relationship.path("alarms").forEach(alarm -> remarks.add("ALARM " + alarm.asText()));
    if (!cell(relationship.path("lastError")).equals("-")) {
      remarks.add("no connection: " + relationship.path("lastError").asText());
    }
    String waitingFor = relationship.path("waitingFor").asText("");
    if (!waitingFor.isEmpty()) {
      String until = cell(relationship.path("waitingUntil"));
      remarks.add("waits for " + waitingFor + (until.equals("-") ? "" : ", until " + until));
    }
    if (relationship.path("partnerStartup").asBoolean()) {
      remarks.add("the partner is starting");
    }
    if (relationship.path("owed").asLong() > 0 && relationship.hasNonNull("owedAgeSeconds")) {
      remarks.add(
          "the oldest update owed is "
              + relationship.path("owedAgeSeconds").asText()
              + " s old; rejected by the partner and tried again later: "
              + relationship.path("rejected").asText());
    }
    if (relationship.path("agreement").asText().equals("differs")) {
      List<String> pools = new ArrayList<>();
      relationship.path("differingPools").forEach(pool -> pools.add(pool.asText()));
      remarks.add(
          "the two configurations differ"
              + (pools.isEmpty() ? "" : " in pools " + String.join(", ", pools))
              + ": run check-config with both files");
    }
    return remarks;
  }

  private String readiness() throws CommandFailure, InterruptedException {
    HttpResponse<Stream<String>> answer = admin.get("/readyz");
    try (Stream<String> lines = answer.body()) {
      String body = lines.collect(Collectors.joining());
      return answer.statusCode() == 200
          ? "serving"
          : "NOT serving: " + AdminClient.JSON.readTree(body).path("detail").asText();
    } catch (JsonProcessingException e) {
      return "NOT serving";
    }
  }

  /** The fields of the objects in {@code rows} as columns, each as wide as it must be. */
  private static void table(JsonNode rows, PrintWriter out, String... fields) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(Stream.of(fields).map(StatusCommand::heading).toList());
    for (JsonNode row : rows) {
      lines.add(Stream.of(fields).map(field -> cell(row.path(field))).toList());
    }
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < fields.length; i++) {
        int column = i;
        int width = lines.stream().mapToInt(each -> each.get(column).length()).max().orElse(0);
        text.append(String.format("%-" + width + "s  ", line.get(i)));
      }
      out.println(text.toString().stripTrailing());
    }
  }

  /** {@code freeOwn} becomes FREE-OWN. */
  private static String heading(String field) {
    return field.replaceAll("([a-z])([A-Z])", "$1-$2").toUpperCase(java.util.Locale.ROOT);
  }

  private static String cell(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "-";
    }
    return value.isLong() && value.asLong() == Long.MAX_VALUE ? "2^63+" : value.asText();
  }
}
