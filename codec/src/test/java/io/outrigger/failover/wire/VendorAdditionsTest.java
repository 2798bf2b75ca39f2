package io.outrigger.failover.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.VendorOptsOption;
import io.outrigger.dhcp.VendorOptsOption.VendorOption;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VendorAdditionsTest {
  private static final Bytes DIGEST = Bytes.fromHex("a1b2c3d4");

  @Test
  void theDigestIsFoundAgain() {
    Options options = Options.of(new McltOption(1), VendorAdditions.agreementDigest(DIGEST));
    assertThat(VendorAdditions.agreementDigest(options)).hasValue(DIGEST);
  }

  @Test
  void theDigestIsFoundAmongOtherSubOptions() {
    Options options =
        Options.of(
            VendorAdditions.of(new VendorOption(7, Bytes.EMPTY)),
            VendorAdditions.of(
                new VendorOption(2, Bytes.fromHex("02")),
                new VendorOption(VendorAdditions.AGREEMENT_DIGEST, DIGEST),
                new VendorOption(2, Bytes.fromHex("0202"))));
    assertThat(VendorAdditions.agreementDigest(options)).hasValue(DIGEST);
    assertThat(VendorAdditions.all(2, options))
        .containsExactly(Bytes.fromHex("02"), Bytes.fromHex("0202"));
  }

  @Test
  void subOptionsOfAnotherEnterpriseAreNotOurs() {
    VendorOptsOption theirs =
        new VendorOptsOption(
            9, List.of(new VendorOption(VendorAdditions.AGREEMENT_DIGEST, DIGEST)));
    assertThat(VendorAdditions.agreementDigest(Options.of(theirs))).isEmpty();
    assertThat(VendorAdditions.agreementDigest(Options.EMPTY)).isEmpty();
  }
}
