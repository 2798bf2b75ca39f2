package io.outrigger.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.outrigger.config.ConfigComparison;
import io.outrigger.config.ConfigDifference;
import io.outrigger.config.ConfigLoader;
import io.outrigger.config.ConfigProblem;
import io.outrigger.config.LoadedConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says all that is wrong with a configuration, or with two that are to be partners. */
@Command(
    name = "check-config",
    description =
        "Says every error and warning of a configuration, with file, line and key; of two, also"
            + " whether the two servers can be partners.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class CheckConfigCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "The configuration to look at.")
  private Path file;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PARTNER-FILE",
      description = "That of the partner.")
  private @Nullable Path partner;

  @Option(names = "--json", description = "One JSON object instead of lines.")
  private boolean json;

  /** A problem as {@code --json} prints it. */
  private record Told(
      @JsonProperty String file,
      @JsonProperty int line,
      @JsonProperty String key,
      @JsonProperty String message) {
    static Told of(ConfigProblem problem) {
      return new Told(problem.file(), problem.line(), problem.key(), problem.message());
    }
  }

  /** All that was found, as {@code --json} prints it. */
  private record Found(
      @JsonProperty List<Told> errors,
      @JsonProperty List<Told> warnings,
      @JsonProperty List<String> differences) {}

  @Override
  public Integer call() throws JsonProcessingException {
    List<LoadedConfig> loaded = new ArrayList<>();
    loaded.add(ConfigLoader.load(file));
    if (partner != null) {
      loaded.add(ConfigLoader.load(partner));
    }
    List<String> differences =
        loaded.size() == 2
                && loaded.get(0) instanceof LoadedConfig.Ok ours
                && loaded.get(1) instanceof LoadedConfig.Ok theirs
            ? ConfigComparison.compare(ours.config(), theirs.config()).differences().stream()
                .map(ConfigDifference::toString)
                .toList()
            : List.of();
    boolean good =
        differences.isEmpty() && loaded.stream().allMatch(LoadedConfig.Ok.class::isInstance);
    if (json) {
      tellJson(loaded, differences);
    } else {
      tell(loaded, differences, good);
    }
    return good ? spec.exitCodeOnSuccess() : spec.exitCodeOnInvalidInput();
  }

  private void tellJson(List<LoadedConfig> loaded, List<String> differences)
      throws JsonProcessingException {
    List<Told> errors = new ArrayList<>();
    List<Told> warnings = new ArrayList<>();
    for (LoadedConfig each : loaded) {
      if (each instanceof LoadedConfig.Failed failed) {
        failed.errors().forEach(error -> errors.add(Told.of(error)));
      }
      each.warnings().forEach(warning -> warnings.add(Told.of(warning)));
    }
    spec.commandLine()
        .getOut()
        .println(AdminClient.JSON.writeValueAsString(new Found(errors, warnings, differences)));
  }

  private void tell(List<LoadedConfig> loaded, List<String> differences, boolean good) {
    PrintWriter out = spec.commandLine().getOut();
    loaded.forEach(each -> ConfigReport.print(each, spec));
    differences.forEach(spec.commandLine().getErr()::println);
    if (good) {
      out.println(
          partner == null
              ? file + ": no errors"
              : file + " and " + partner + ": no errors, and the two servers agree");
    }
  }
}
