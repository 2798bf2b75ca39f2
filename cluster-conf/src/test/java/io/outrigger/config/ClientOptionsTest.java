package io.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Bytes;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientOptionsTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          dns-servers = ["2001:db8::53", "::1"] | 23 | 20010db8000000000000000000000053 00000000000000000000000000000001
          domain-search = [example.org, a.b.]   | 24 | 07 6578616d706c65 03 6f7267 00 01 61 01 62 00
          sntp-servers = "::7b"                 | 31 | 0000000000000000000000000000007b
          information-refresh-time = 1d         | 32 | 00015180
          information-refresh-time = infinite   | 32 | ffffffff
          ntp-servers = ["::1", "ff05::101", n.x] | 56 | 0001 0010 00000000000000000000000000000001 0002 0010 ff050000000000000000000000000101 0003 0005 016e 0178 00
          boot-file-url = "tftp://[::1]/a"      | 59 | 746674703a2f2f5b3a3a315d2f61
          boot-file-params = [ab, c]            | 60 | 0002 6162 0001 63
          sol-max-rt = 1h                       | 82 | 00000e10
          inf-max-rt = 60s                      | 83 | 0000003c
          "code 100" { text = grün }            | 100 | 6772c3bc6e
          "code 100" { hex = "00:ff" }          | 100 | 00ff
          "code 100" { hex = "" }               | 100 | ``
          "code 100" { addresses = ["::1"] }    | 100 | 00000000000000000000000000000001
          "code 100" { names = [a.b, c] }       | 100 | 01 61 01 62 00 01 63 00
          "code 100" { uint8 = [1, 255] }       | 100 | 01 ff
          "code 100" { uint16 = 258 }           | 100 | 0102
          "code 100" { uint32 = 4294967295 }    | 100 | ffffffff
          vendor-opts = [{ enterprise-number = 4491, "code 1" { uint8 = 7 }, "code 2" { text = a } }] | 17 | 0000118b 0001 0001 07 0002 0001 61
          """)
  void isPutIntoItsWireForm(String written, int code, String hex) {
    ClientOptionsConfig options = options("", written);

    assertThat(options.always()).isEmpty();
    assertThat(options.onRequest())
        .containsExactly(new ConfiguredOption(code, Bytes.fromHex(hex.replace(" ", "")), false));
  }

  @Test
  void theOptionsOfALinkTakeThePlaceOfThoseForEveryLink() {
    ClientOptionsConfig options =
        options(
            "dns-servers = \"::1\", sol-max-rt = 60s, \"code 100\" { text = a, always = on }",
            "dns-servers = \"::2\", inf-max-rt = 60s");

    assertThat(codes(options.onRequest().stream())).containsExactly(23, 82, 83);
    assertThat(options.onRequest().getFirst().data().unsigned(15)).isEqualTo(2);
    assertThat(codes(options.always().stream())).containsExactly(100);
  }

  @Test
  void anEmptyListDropsAnOptionForEveryLink() {
    assertThat(options("dns-servers = \"::1\"", "dns-servers = []"))
        .isEqualTo(ClientOptionsConfig.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sol-max-rt = 60s | sol-max-rt = []",
        "information-refresh-time = 600s | information-refresh-time = []",
        "boot-file-url = a | boot-file-url = []",
        "\"code 100\" { text = a } | \"code 100\" = []",
        "vendor-opts = { enterprise-number = 1 } | vendor-opts = []"
      })
  void anEmptyListDropsAnOptionOfAnyForm(String forAllAndOfLink) {
    String[] parts = forAllAndOfLink.split(" \\| ", 2);

    assertThat(options(parts[0], "")).isNotEqualTo(ClientOptionsConfig.NONE);
    assertThat(options(parts[0], parts[1])).isEqualTo(ClientOptionsConfig.NONE);
  }

  @Test
  void anyOptionCanBeForced() {
    ClientOptionsConfig options =
        options(
            "sol-max-rt = 60s",
            """
            dns-servers = "::1", "code 100" { text = a }, boot-file-url = b, inf-max-rt = 60s
            vendor-opts = [{ enterprise-number = 1 }, { enterprise-number = 2 }]
            always = [sol-max-rt, 100, "code 23", vendor-opts]""");

    assertThat(codes(options.always().stream())).containsExactly(17, 17, 23, 82, 100);
    assertThat(options.always()).allMatch(ConfiguredOption::always);
    assertThat(codes(options.onRequest().stream())).containsExactly(59, 83);
  }

  private static Stream<Integer> codes(Stream<ConfiguredOption> options) {
    return options.map(ConfiguredOption::code);
  }

  private ClientOptionsConfig options(String forAll, String ofLink) {
    return Loading.config(
            folder,
            "outrigger { %s, options { %s }, links = [{ %s, options { %s } }] }"
                .formatted(Loading.SERVER, forAll, Loading.ROOMY_LINK, ofLink))
        .links()
        .getFirst()
        .options();
  }
}
