package io.outrigger.config;

import com.typesafe.config.ConfigObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Loads a configuration from a HOCON file and says all that is wrong with it. */
public final class ConfigLoader {
  private static final String ROOT = "outrigger";

  private final Path file;
  private final boolean toServe;
  private final Problems problems;

  private ConfigLoader(Path file, boolean toServe) {
    this.file = file;
    this.toServe = toServe;
    this.problems = new Problems(file);
  }

  /**
   * Loads {@code file} to look at it: files and folders that it names and this machine does not
   * have are warnings. Relative paths in it are relative to its folder.
   */
  public static LoadedConfig load(Path file) {
    return new ConfigLoader(file, false).load();
  }

  /** As {@link #load}, for a server that is to run here: files that are missing are errors. */
  public static LoadedConfig loadToServe(Path file) {
    return new ConfigLoader(file, true).load();
  }

  private LoadedConfig load() {
    Optional<ConfigObject> contents = ConfigSource.read(file, problems);
    // Where a part could not be included, most else that is missing is missing for that reason.
    Optional<OutriggerConfig> config =
        problems.hasErrors() ? Optional.empty() : contents.flatMap(this::root);
    List<ConfigProblem> warnings = problems.sorted(Severity.WARNING);
    return config.isPresent() && !problems.hasErrors()
        ? new LoadedConfig.Ok(config.get(), warnings)
        : new LoadedConfig.Failed(problems.sorted(Severity.ERROR), warnings);
  }

  private Optional<OutriggerConfig> root(ConfigObject values) {
    Place start = new Place(file.toString(), 1);
    Section contents = Section.of("", values, Reference.file(), start, problems);
    Section root = contents.child(ROOT);
    if (root.keys().isEmpty()) {
      if (!contents.isBad(ROOT)) {
        contents.error(ROOT, "missing: all stands in a section outrigger { ... }");
      }
      return Optional.empty();
    }
    return Optional.of(read(root));
  }

  private OutriggerConfig read(Section root) {
    Path folder = file.toAbsolutePath().getParent();
    Path base = folder == null ? file : folder;
    Section serverSection = root.child("server");
    Section failover = root.child("failover");
    ServerConfig server = ServerReader.read(serverSection, base);
    List<Endpoint> listen = FailoverReader.listen(failover);
    List<FailoverReader.Read> relationships = FailoverReader.relationships(failover, listen, base);
    OptionsReader.Options options = OptionsReader.read(root, OptionsReader.Options.NONE);
    List<LinkReader.Read> links = new ArrayList<>();
    for (Section link : root.children("links", Reference.element("link"), key -> false)) {
      links.add(LinkReader.read(link, options));
    }
    if (links.isEmpty() && !root.isBad("links")) {
      root.error("links", "no links: nobody would get a lease; write links = [{ ... }]");
    }
    LinkChecks.check(links, server, serverSection);
    PoolIndex pools = PoolIndex.of(links);
    PoolChecks.check(links, relationships, failover);
    ReservationChecks.check(links, pools);
    MachineChecks.check(server, serverSection, relationships, toServe);
    return new OutriggerConfig(
        server,
        new FailoverConfig(
            listen, relationships.stream().map(FailoverReader.Read::config).toList()),
        links.stream().map(LinkReader.Read::config).toList());
  }
}
