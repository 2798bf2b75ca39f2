package io.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes configurations to files and loads them. */
final class Loading {
  /** A server that hears somebody; with {@link #ROOMY_LINK} the least there must be. */
  static final String SERVER =
      "server { name = alpha, state-dir = ., listen.unicast = [\"[2001:db8::1]:547\"] }";

  /** The keys of a link that clients can be on. */
  static final String ROOMY_LINK =
      "name = lab, relay-link-addresses = [\"2001:db8:1::/64\"], prefixes = [\"2001:db8:1::/64\"]";

  /** The keys of a relationship that lacks nothing; the server must listen. */
  static final String RELATIONSHIP =
      "name = campus, role = primary, partner = \"[2001:db8:f::2]:647\", tls = off";

  private Loading() {}

  static Path write(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LoadedConfig load(Path folder, String text) {
    return ConfigLoader.load(write(folder, "test.conf", text));
  }

  static LoadedConfig.Ok ok(LoadedConfig loaded) {
    assertThat(loaded).isInstanceOf(LoadedConfig.Ok.class);
    return (LoadedConfig.Ok) loaded;
  }

  static OutriggerConfig config(Path folder, String text) {
    return ok(load(folder, text)).config();
  }

  /** The configuration with one link of these keys. */
  static LinkConfig link(Path folder, String keys) {
    return config(folder, "outrigger { " + SERVER + "\n links = [{ " + keys + " }] }")
        .links()
        .getFirst();
  }

  static List<ConfigProblem> errors(LoadedConfig loaded) {
    return loaded instanceof LoadedConfig.Failed failed ? failed.errors() : List.of();
  }
}
