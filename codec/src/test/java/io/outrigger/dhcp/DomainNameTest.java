package io.outrigger.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DomainNameTest {

  @ParameterizedTest
  @CsvSource({
    "example.com, 076578616d706c6503636f6d00, example.com.",
    "example.com., 076578616d706c6503636f6d00, example.com.",
    "., 00, .",
    "A, 014100, A.",
    "a\\.b.c, 03612e62016300, a\\.b.c.",
    "a\\\\b, 03615c6200, a\\\\b.",
    "\\000\\255 x, 0400ff207800, \\000\\255\\032x.",
    "a\\300b, 056133303062" + "00, a300b.",
  })
  void textOfFullNames(String text, String wire, String canonical) {
    DomainName name = DomainName.parse(text);
    assertThat(name.wire()).isEqualTo(Bytes.fromHex(wire));
    assertThat(name).hasToString(canonical);
    assertThat(name.isPartial()).isFalse();
    assertThat(DomainName.parse(canonical)).isEqualTo(name);
  }

  @Test
  void partialNamesLackTheirEnd() {
    assertThat(DomainName.parsePartial("host").wire()).isEqualTo(Bytes.fromHex("04686f7374"));
    assertThat(DomainName.parsePartial("host")).hasToString("host");
    assertThat(DomainName.parsePartial("host").isPartial()).isTrue();
    assertThat(DomainName.parsePartial("")).isEqualTo(DomainName.NONE);
    assertThat(DomainName.NONE.isPartial()).isTrue();
    assertThat(new DomainName(Bytes.fromHex("026100")).isPartial()).isTrue();
    assertThat(new DomainName(Bytes.fromHex("0261" + "00" + "00")).isPartial()).isFalse();
  }

  @Test
  void labelsAreThoseWithoutTheRoot() {
    assertThat(DomainName.parse("a.bc").labels())
        .containsExactly(Bytes.fromHex("61"), Bytes.fromHex("6263"));
    assertThat(DomainName.parse(".").labels()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a..b", ".a", "..", "a\\"})
  void textWithEmptyLabelsOrEscapesIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DomainName.parse(text));
  }

  @Test
  void lengthsAreLimited() {
    String label = "x".repeat(63);
    String longest = label + "." + label + "." + label + "." + "x".repeat(61);
    assertThat(DomainName.parse(longest).wire().length()).isEqualTo(255);
    assertThatIllegalArgumentException().isThrownBy(() -> DomainName.parse(longest + "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> DomainName.parse(label + "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0261", "c000", "40", "0000", "016100" + "0162"})
  void octetsThatAreNotOneNameAreRefused(String wire) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DomainName(Bytes.fromHex(wire)))
        .withMessageContaining(wire);
  }

  @Test
  void everyNameSurvivesItsText() {
    for (long seed = 0; seed < 2_000; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      boolean partial = random.nextBoolean();
      DomainName name = DhcpGenerators.domainName(random, partial);
      String text = name.toString();
      assertThat(partial ? DomainName.parsePartial(text) : DomainName.parse(text))
          .as("seed %d", seed)
          .isEqualTo(name);
      assertThat(name.isPartial()).as("seed %d", seed).isEqualTo(partial);
    }
  }
}
