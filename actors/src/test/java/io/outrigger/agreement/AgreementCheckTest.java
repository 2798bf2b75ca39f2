package io.outrigger.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.config.AgreementDigest;
import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.VendorOptsOption;
import io.outrigger.dhcp.VendorOptsOption.VendorOption;
import io.outrigger.failover.wire.VendorAdditions;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AgreementCheckTest {

  /** A digest of one octet's making; each pool written as name and octet, as in {@code na1}. */
  private static AgreementDigest digest(int relationship, String... pools) {
    TreeMap<String, Bytes> parts = new TreeMap<>();
    for (String pool : pools) {
      int last = pool.length() - 1;
      parts.put(pool.substring(0, last), part(pool.charAt(last)));
    }
    byte[] whole = ByteBuffer.allocate(4).putInt(List.of(relationship, parts).hashCode()).array();
    return new AgreementDigest(Bytes.of(whole), part(relationship), parts);
  }

  private static Bytes part(int octet) {
    return Bytes.of(new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) octet});
  }

  private static Agreement compare(AgreementDigest ours, AgreementDigest theirs) {
    return AgreementCheck.compare(ours, Options.of(AgreementCheck.option(theirs)));
  }

  private static Agreement.Differs differs(AgreementDigest ours, AgreementDigest theirs) {
    Agreement agreement = compare(ours, theirs);
    assertThat(agreement.word()).isEqualTo("differs");
    return (Agreement.Differs) agreement;
  }

  @Test
  void equalDigestsAgree() {
    Agreement agreement = compare(digest(1, "na1", "pd1"), digest(1, "pd1", "na1"));
    assertThat(agreement).isEqualTo(new Agreement.Agrees());
    assertThat(agreement.word()).isEqualTo("agrees");
  }

  @Test
  void eachPoolThatDiffersIsNamedAndNoOther() {
    Agreement.Differs differs =
        differs(digest(1, "here1", "na1", "pd1"), digest(1, "na1", "pd2", "there1"));
    assertThat(differs.relationship()).isFalse();
    assertThat(differs.onlyHere()).containsExactly("here");
    assertThat(differs.onlyThere()).containsExactly("there");
    assertThat(differs.different()).containsExactly("pd");
    assertThat(differs.pools()).containsExactly("here", "pd", "there");
    assertThat(differs.complete()).isTrue();
    assertThat(differs.inPools()).isTrue();
    assertThat(differs.reason())
        .isEqualTo(
            "pools that differ: pd; pools only here: here; pools only at the partner: there");
  }

  @Test
  void aRelationshipThatDiffersIsTold() {
    Agreement.Differs differs = differs(digest(1, "na1"), digest(2, "na1"));
    assertThat(differs.relationship()).isTrue();
    assertThat(differs.pools()).isEmpty();
    assertThat(differs.inPools()).isFalse();
    assertThat(differs.reason()).contains("mclt");
  }

  @Test
  void aPartnerThatGivesNoPartsOnlyDiffers() {
    AgreementDigest ours = digest(1, "na1");
    Agreement.Differs differs =
        (Agreement.Differs)
            AgreementCheck.compare(
                ours, Options.of(VendorAdditions.agreementDigest(Bytes.fromHex("00"))));
    assertThat(differs.pools()).isEmpty();
    assertThat(differs.relationship()).isFalse();
    assertThat(differs.complete()).isFalse();
    assertThat(
            AgreementCheck.compare(ours, Options.of(VendorAdditions.agreementDigest(ours.whole()))))
        .isInstanceOf(Agreement.Agrees.class);
  }

  @Test
  void aPartnerOfAnotherVendorIsUnknown() {
    VendorOptsOption ours = AgreementCheck.option(digest(1, "na1"));
    VendorOptsOption theirs = new VendorOptsOption(9, ours.options());
    for (Options received : List.of(Options.EMPTY, Options.of(theirs))) {
      assertThat(AgreementCheck.compare(digest(1, "na1"), received).word()).isEqualTo("unknown");
    }
  }

  @Test
  void anotherFormIsUnknownEvenIfTheDigestIsEqual() {
    AgreementDigest ours = digest(1, "na1");
    Agreement agreement =
        AgreementCheck.compare(
            ours,
            List.of(
                new VendorOption(VendorAdditions.AGREEMENT_DIGEST, ours.whole()),
                new VendorOption(VendorAdditions.AGREEMENT_FORM, Bytes.fromHex("000200000001"))));
    assertThat(agreement.word()).isEqualTo("unknown");
    assertThat(agreement.reason()).contains("form 2").contains("form 1");
  }

  @Test
  void ofAListThatWasCutOnlyWhatWasToldIsCompared() {
    String[] ours = new String[2000];
    String[] theirs = new String[2001];
    for (int i = 0; i < ours.length; i++) {
      ours[i] = "pool-%04d-%s1".formatted(i, "x".repeat(40));
      theirs[i] = i == 3 ? ours[i].replaceAll("1$", "2") : ours[i];
    }
    theirs[2000] = "zzz1";
    Agreement.Differs differs = differs(digest(1, ours), digest(1, theirs));
    assertThat(differs.pools()).containsExactly(ours[3].substring(0, ours[3].length() - 1));
    assertThat(differs.complete()).isFalse();
    assertThat(differs.reason()).contains("did not tell of all its pools");
  }

  @Test
  void nothingThatAPartnerSaysMakesItFail() {
    Random random = new Random(7);
    AgreementDigest ours = digest(1, "a1", "b1");
    List<VendorOption> ordinary = AgreementCheck.option(digest(2, "a1", "b2")).options();
    for (int round = 0; round < 20_000; round++) {
      VendorOption part = ordinary.get(random.nextInt(ordinary.size()));
      byte[] octets = part.data().toArray();
      octets[random.nextInt(octets.length)] = (byte) random.nextInt();
      Bytes damaged = Bytes.of(octets, 0, random.nextInt(octets.length + 1));
      Agreement agreement =
          AgreementCheck.compare(
              ours,
              List.of(
                  ordinary.getFirst(), new VendorOption(part.code(), damaged), ordinary.getLast()));
      assertThat(agreement).as("round %s", round).isNotInstanceOf(Agreement.Agrees.class);
      assertThat(agreement.reason()).isNotEmpty();
    }
  }
}
