package io.outrigger.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The operator's word that the partner is down. */
@Command(
    name = "partner-down",
    description = {
      "Tells a running server that its partner is down, so that it takes over all of the"
          + " relationship's leases (RFC 8156 section 8.4).",
      "Be sure that the partner serves nobody: if it does, both may lease the same resource."
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class PartnerDownCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private AdminClient admin;

  @Parameters(paramLabel = "RELATIONSHIP", description = "Its name in the configuration.")
  private String relationship;

  @Option(
      names = "--dry-run",
      description = "Only says whether it would be taken, and what it would free and when.")
  private boolean dryRun;

  @Option(names = "--json", description = "One JSON object instead of lines.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    String path = "/api/relationships/" + AdminClient.segment(relationship) + "/partner-down";
    JsonNode answer = dryRun ? admin.json(path + "/preview") : admin.command(path);
    OperatorOutput.print(answer, json, spec);
    return spec.exitCodeOnSuccess();
  }
}
