package io.outrigger.config;

import java.util.List;

/** What came of loading a configuration; problems stand in order of file and line. */
public sealed interface LoadedConfig {
  List<ConfigProblem> warnings();

  record Ok(OutriggerConfig config, List<ConfigProblem> warnings) implements LoadedConfig {
    public Ok {
      warnings = List.copyOf(warnings);
    }
  }

  /** At least one error. */
  record Failed(List<ConfigProblem> errors, List<ConfigProblem> warnings) implements LoadedConfig {
    public Failed {
      errors = List.copyOf(errors);
      warnings = List.copyOf(warnings);
    }
  }
}
