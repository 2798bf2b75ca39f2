package io.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeTest {
  @TempDir Path folder = Path.of("");

  @Test
  void whatThisMachineLacksIsAnErrorOnlyForAServerThatIsToRunHere() {
    Path file =
        Loading.write(
            folder,
            "test.conf",
            """
            outrigger {
              server { name = alpha, listen.unicast = "[2001:db8::1]:547"
                state-dir = no/such }
              failover.relationships = [{ name = a, role = primary, partner = "[2001:db8:f::2]:647"
                tls { certificate = a.pem, key = test.conf, partner-certificate = c.pem } }]
              links = [{ %s }]
            }
            """
                .formatted(Loading.ROOMY_LINK));

    assertThat(Loading.errors(ConfigLoader.loadToServe(file)))
        .extracting(ConfigProblem::line, ConfigProblem::key)
        .containsExactly(
            tuple(3, "outrigger.server.state-dir"),
            tuple(5, "outrigger.failover.relationships[0].tls.certificate"),
            tuple(5, "outrigger.failover.relationships[0].tls.partner-certificate"));
    assertThat(ConfigLoader.load(file)).isInstanceOf(LoadedConfig.Ok.class);
  }

  @Test
  void aFileInPlaceOfTheStateFolderIsAnError() {
    Path file =
        Loading.write(
            folder,
            "test.conf",
            "outrigger { "
                + Loading.SERVER
                + ", server.state-dir = test.conf, links = [{ "
                + Loading.ROOMY_LINK
                + " }] }");

    assertThat(Loading.errors(ConfigLoader.loadToServe(file)))
        .extracting(ConfigProblem::key)
        .containsExactly("outrigger.server.state-dir");
  }
}
