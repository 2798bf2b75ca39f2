package io.outrigger.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.config.ConfigLoader;
import io.outrigger.config.LoadedConfig;
import io.outrigger.config.OutriggerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reload takes over, what it refuses, and how it says what has changed. */
class ReloadRulesTest {
  private static final String FILE =
      """
      outrigger {
        server {
          name = alpha
          state-dir = /tmp/alpha
          listen { unicast = ["[::1]:5470"] }
          admin { address = "[::1]:8647" }
        }
        failover {
          listen = ["[::1]:6470"]
          relationships = [{
            name = campus, role = primary, partner = "[::1]:6471", mclt = 1h, keepalive = 60s
            tls { mode = off }
          }]
        }
        links = [{
          name = lab
          relay-link-addresses = ["2001:db8:1::/64"]
          prefixes = ["2001:db8:1::/64"]
          lifetimes { preferred = 2h, valid = 3h }
          pools = [{ name = na, kind = address, range = "2001:db8:1::10 - 2001:db8:1::ff", relationship = campus }]
        }]
      }
      """;

  @TempDir Path directory;

  private OutriggerConfig load(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("a.conf"), text);
    return ((LoadedConfig.Ok) ConfigLoader.load(file)).config();
  }

  private OutriggerConfig changed(String from, String to) throws IOException {
    assertThat(FILE).contains(from);
    return load(FILE.replace(from, to));
  }

  @ParameterizedTest
  @CsvSource({
    "name = alpha, name = beta, outrigger.server.name",
    "/tmp/alpha, /tmp/other, outrigger.server.state-dir",
    "[::1]:5470, [::1]:5471, outrigger.server.listen.unicast",
    "[::1]:8647, [::1]:8648, outrigger.server.admin.address",
    "[::1]:6470, [::1]:6472, outrigger.failover.listen",
    "role = primary, role = secondary, outrigger.failover.relationships[campus].role",
  })
  void whatOnlyARestartCanChangeIsRefusedByItsKey(String from, String to, String key)
      throws IOException {
    assertThat(ReloadRules.refusals(load(FILE), changed(from, to)))
        .singleElement()
        .asString()
        .startsWith(key + ": only a restart can change this");
  }

  @ParameterizedTest
  @CsvSource({
    "keepalive = 60s, keepalive = 30s, relationship campus changed",
    "mclt = 1h, mclt = 30m, relationship campus changed",
    "preferred = 2h, preferred = 1h, link lab changed",
    "2001:db8:1::ff, 2001:db8:1::1ff, pool na changed",
    "name = lab, name = lab2, link lab2 added; link lab removed; pool na changed",
  })
  void allElseIsTakenOverAndNamed(String from, String to, String changes) throws IOException {
    OutriggerConfig before = load(FILE);
    OutriggerConfig after = changed(from, to);
    assertThat(ReloadRules.refusals(before, after)).isEmpty();
    assertThat(String.join("; ", ReloadChanges.of(before, after))).isEqualTo(changes);
  }

  @Test
  void theSameFileChangesNothing() throws IOException {
    assertThat(ReloadChanges.of(load(FILE), load(FILE))).isEmpty();
  }
}
