package io.outrigger.failover.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.OctetWriter;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.VendorOptsOption.VendorOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class AgreementAdditionTest {
  private static final Bytes WHOLE = Bytes.fromHex("a1b2c3d4");
  private static final Bytes RELATIONSHIP = Bytes.fromHex("0000000000000001");
  private static final Bytes POOL = Bytes.fromHex("0000000000000002");

  private static AgreementAddition addition(Map<String, Bytes> pools) {
    return new AgreementAddition(
        1, WHOLE, Optional.of(RELATIONSHIP), new TreeMap<>(pools), pools.size());
  }

  private static Optional<AgreementAddition> read(VendorOption... additions) {
    return AgreementAddition.read(List.of(additions));
  }

  private static VendorOption parts(String hex) {
    return new VendorOption(VendorAdditions.PART_DIGESTS, Bytes.fromHex(hex));
  }

  private static final VendorOption DIGEST =
      new VendorOption(VendorAdditions.AGREEMENT_DIGEST, WHOLE);

  @Test
  void theOctetsAreThoseOfTheManual() {
    OctetWriter out = new OctetWriter();
    out.option(addition(Map.of("na", POOL)).option());
    assertThat(Bytes.of(out.toArray()).toHex())
        .isEqualTo(
            "0011002e"
                + "00007ed9"
                + "00010004a1b2c3d4"
                + "00030006000100000001"
                + "00020014"
                + "000000000000000001"
                + "026e610000000000000002");
  }

  @Test
  void whatIsSentIsReadAgain() {
    AgreementAddition sent =
        addition(Map.of("na", POOL, "pd", RELATIONSHIP, "x".repeat(63), WHOLE8));
    assertThat(AgreementAddition.read(VendorAdditions.all(Options.of(sent.option()))))
        .hasValue(sent);
    assertThat(sent.isComplete()).isTrue();
  }

  private static final Bytes WHOLE8 = Bytes.fromHex("a1b2c3d4a1b2c3d4");

  @Test
  void morePoolsThanFitAreCutInOrderAndTheirNumberIsSaid() {
    TreeMap<String, Bytes> pools = new TreeMap<>();
    for (int i = 0; i < 1000; i++) {
      pools.put("pool-%04d-%s".formatted(i, "x".repeat(40)), POOL);
    }
    VendorOption parts =
        addition(pools).option().options().stream()
            .filter(each -> each.code() == VendorAdditions.PART_DIGESTS)
            .findFirst()
            .orElseThrow();
    assertThat(parts.data().length())
        .isBetween(AgreementAddition.MAX_PARTS_OCTETS - 72, AgreementAddition.MAX_PARTS_OCTETS);
    AgreementAddition received =
        AgreementAddition.read(addition(pools).option().options()).orElseThrow();
    assertThat(received.isComplete()).isFalse();
    assertThat(received.poolCount()).isEqualTo(1000);
    assertThat(received.pools())
        .isEqualTo(pools.headMap(received.pools().lastKey(), true))
        .hasSizeGreaterThan(500);
  }

  @Test
  void partsMayComeInSeveralSubOptions() {
    AgreementAddition received =
        read(
                DIGEST,
                parts("026e610000000000000002"),
                parts("0270640000000000000003" + "000000000000000001"))
            .orElseThrow();
    assertThat(received.pools()).containsOnlyKeys("na", "pd");
    assertThat(received.relationship()).hasValue(RELATIONSHIP);
    assertThat(received.form()).isZero();
    assertThat(received.isComplete()).isFalse();
  }

  @Test
  void withoutADigestNothingIsSaid() {
    assertThat(read()).isEmpty();
    assertThat(read(parts("026e610000000000000002"))).isEmpty();
  }

  @Test
  void whatIsMalformedCountsAsNotSaid() {
    AgreementAddition received =
        read(
                DIGEST,
                new VendorOption(VendorAdditions.AGREEMENT_FORM, Bytes.fromHex("0001")),
                parts("026e610000000000000002" + "ff6e61"))
            .orElseThrow();
    assertThat(received.form()).isZero();
    assertThat(received.pools()).containsOnlyKeys("na");
    assertThat(received.isComplete()).isFalse();
  }

  @Test
  void namesThatNoPoolCanHaveAreLeftOut() {
    assertThat(read(DIGEST, parts("021b5b0000000000000002")).orElseThrow().pools()).isEmpty();
    assertThatThrownBy(() -> addition(Map.of("a b", POOL)).option())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anyOctetsAtAllAreRead() {
    Random random = new Random(1);
    for (int round = 0; round < 20_000; round++) {
      byte[] octets = new byte[random.nextInt(40)];
      random.nextBytes(octets);
      for (int i = 0; i < octets.length && round % 2 == 0; i++) {
        octets[i] &= 3; // short names, many parts
      }
      VendorOption odd = new VendorOption(1 + random.nextInt(3), Bytes.of(octets));
      AgreementAddition read = read(DIGEST, odd).orElseThrow();
      assertThat(read.poolCount()).isGreaterThanOrEqualTo(read.pools().size());
    }
  }
}
