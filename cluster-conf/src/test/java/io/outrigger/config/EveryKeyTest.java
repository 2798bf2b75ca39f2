package io.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The keys of the reference are those that are read: none is silently ignored. */
class EveryKeyTest {
  /** Elements of lists, at a place of their own for the test to break them. */
  private static final String TEMPLATE =
      """
      outrigger {
        server { name = alpha, state-dir = ., listen.interfaces = [eth0] }
        failover {
          listen = ["[2001:db8:f::1]:647"]
          relationships = [${outrigger.definitions.relationship}]
        }
        links = [${outrigger.definitions.link}]
        definitions {
          relationship {
            name = campus, role = primary, partner = "[2001:db8:f::2]:647"
            tls { certificate = a.pem, key = a.key, authority = c.pem }
          }
          link {
            name = lab, interface = eth0, prefixes = ["2001:db8:1::/64"]
            pools = [${outrigger.definitions.pool}, ${outrigger.definitions.prefixes}]
            reservations = [${outrigger.definitions.reservation}]
            options = ${outrigger.definitions.options}
          }
          pool { name = na, kind = address, range = "2001:db8:1::/65", relationship = campus }
          prefixes { name = pd, kind = prefix, prefix = "2001:db8:8000::/40", delegated-length = 56 }
          reservation { duid = "00030001aa", address = "2001:db8:1::1" }
          options { vendor-opts = [${outrigger.definitions.vendor-opts}], "code 100" = ${outrigger.definitions.option} }
          vendor-opts { enterprise-number = 1 }
          option { hex = aa }
        }
      }
      """;

  @TempDir Path folder = Path.of("");

  static Stream<String> keys() {
    List<String> keys = new ArrayList<>();
    collect("outrigger", Reference.file().toConfig().getObject("outrigger"), keys);
    for (String element :
        List.of(
            "relationship", "link", "pool", "reservation", "options", "vendor-opts", "option")) {
      collect("outrigger.definitions." + element, Reference.element(element), keys);
    }
    keys.remove("outrigger.definitions");
    return keys.stream();
  }

  private static void collect(String path, ConfigObject section, List<String> keys) {
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(section).entrySet()) {
      String key = path + "." + entry.getKey();
      keys.add(key);
      if (entry.getValue().valueType() == ConfigValueType.OBJECT) {
        collect(key, (ConfigObject) entry.getValue(), keys);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aKeyOfTheReferenceIsReadAndItsValueChecked(String key) {
    String name = key.substring(key.lastIndexOf('.') + 1);
    String wrong = isSection(key) ? "1" : "{ nonsense = 1 }";

    // One client is selected in one way only.
    String other =
        List.of("hw-address", "interface-id", "remote-id").contains(name)
            ? "outrigger.definitions.reservation.duid = null\n"
            : "";

    LoadedConfig loaded =
        Loading.load(folder, TEMPLATE + other + key + " = null\n" + key + " = " + wrong + "\n");

    assertThat(Loading.errors(loaded))
        .anySatisfy(
            error ->
                assertThat(error.key()).containsPattern("\\." + name + "(\\[0])?(\\.nonsense|$)"));
  }

  @Test
  void theTemplateItselfIsSound() {
    assertThat(Loading.errors(Loading.load(folder, TEMPLATE))).isEmpty();
  }

  private static boolean isSection(String key) {
    return Stream.of(
            "server",
            "listen",
            "admin",
            "limits",
            "failover",
            "tls",
            "lifetimes",
            "options",
            "links",
            "pools",
            "reservations",
            "relationships",
            "vendor-opts")
        .anyMatch(section -> key.endsWith("." + section));
  }
}
