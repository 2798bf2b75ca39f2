package io.outrigger.failover.wire;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.VendorOptsOption;
import io.outrigger.dhcp.VendorOptsOption.VendorOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Outrigger adds to RFC 8156: sub-options in a VENDOR_OPTS (RFC 8415 §21.17), which the server
 * of another vendor ignores.
 *
 * <p>Sub-option 1, the agreement digest, stands in CONNECT and CONNECTREPLY: a hash over what the
 * configurations of both partners must agree in. Of two digests of different length or content the
 * receiver knows only that the configurations differ; sub-options 2 and 3 beside it, {@link
 * AgreementAddition}, say in what.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |    OPTION_VENDOR_OPTS (17)    |           option-len          |
 * +-------------------------------+-------------------------------+
 * |                    enterprise-number 32473                    |
 * +-------------------------------+-------------------------------+
 * |         sub-opt-code 1        |         sub-option-len        |
 * +-------------------------------+-------------------------------+
 * :                             digest                            :
 * +---------------------------------------------------------------+
 * </pre>
 */
public final class VendorAdditions {
  /**
   * A placeholder: the number that IANA keeps for examples (RFC 5612), as Outrigger has been given
   * none. Nobody else may be taken to mean the same with it, so lease data never depends on it.
   */
  public static final long ENTERPRISE_NUMBER = 32_473;

  public static final int AGREEMENT_DIGEST = 1;

  /** See {@link AgreementAddition}. */
  public static final int PART_DIGESTS = 2;

  /** See {@link AgreementAddition}. */
  public static final int AGREEMENT_FORM = 3;

  private VendorAdditions() {}

  /** The option with the agreement digest alone. */
  public static VendorOptsOption agreementDigest(Bytes digest) {
    return of(new VendorOption(AGREEMENT_DIGEST, digest));
  }

  /** The first agreement digest in {@code options}, if there is any. */
  public static Optional<Bytes> agreementDigest(Options options) {
    return all(AGREEMENT_DIGEST, options).stream().findFirst();
  }

  public static VendorOptsOption of(VendorOption... additions) {
    return new VendorOptsOption(ENTERPRISE_NUMBER, List.of(additions));
  }

  /** The data of each sub-option of that code in {@code options}, in order. */
  public static List<Bytes> all(int subOptionCode, Options options) {
    return all(options).stream()
        .filter(addition -> addition.code() == subOptionCode)
        .map(VendorOption::data)
        .toList();
  }

  /** Every sub-option of ours in {@code options}, in order. */
  public static List<VendorOption> all(Options options) {
    List<VendorOption> found = new ArrayList<>();
    for (VendorOptsOption vendor : options.all(VendorOptsOption.class)) {
      if (vendor.enterpriseNumber() == ENTERPRISE_NUMBER) {
        found.addAll(vendor.options());
      }
    }
    return found;
  }
}
