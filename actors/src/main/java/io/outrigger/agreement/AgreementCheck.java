package io.outrigger.agreement;

import io.outrigger.config.AgreementDigest;
import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.VendorOptsOption;
import io.outrigger.dhcp.VendorOptsOption.VendorOption;
import io.outrigger.failover.wire.AgreementAddition;
import io.outrigger.failover.wire.VendorAdditions;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** What this server tells of its configuration in CONNECT and CONNECTREPLY, and hears there. */
public final class AgreementCheck {
  private AgreementCheck() {}

  /** The option that tells the partner of {@code ours}. */
  public static VendorOptsOption option(AgreementDigest ours) {
    return new AgreementAddition(
            AgreementDigest.FORM,
            ours.whole(),
            Optional.of(ours.relationship()),
            ours.pools(),
            ours.pools().size())
        .option();
  }

  /** As {@link #compare(AgreementDigest, List)}, of all that a CONNECT or CONNECTREPLY says. */
  public static Agreement compare(AgreementDigest ours, Options received) {
    return compare(ours, VendorAdditions.all(received));
  }

  /**
   * Never fails, whatever the partner says.
   *
   * @param received the partner's sub-options of our enterprise number
   */
  public static Agreement compare(AgreementDigest ours, List<VendorOption> received) {
    return AgreementAddition.read(received)
        .map(theirs -> compare(ours, theirs))
        .orElseGet(() -> new Agreement.Unknown("the partner says nothing of its configuration"));
  }

  private static Agreement compare(AgreementDigest ours, AgreementAddition theirs) {
    if (theirs.form() != 0 && theirs.form() != AgreementDigest.FORM) {
      return new Agreement.Unknown(
          "the partner, of another version, compares configurations in form "
              + theirs.form()
              + ", this server in form "
              + AgreementDigest.FORM);
    }
    return ours.whole().equals(theirs.whole()) ? new Agreement.Agrees() : differs(ours, theirs);
  }

  private static Agreement differs(AgreementDigest ours, AgreementAddition theirs) {
    NavigableSet<String> onlyHere = new TreeSet<>();
    NavigableSet<String> different = new TreeSet<>();
    ours.pools()
        .forEach(
            (name, digest) -> {
              Bytes other = theirs.pools().get(name);
              if (other != null && !other.equals(digest)) {
                different.add(name);
              } else if (other == null && isTold(name, theirs)) {
                onlyHere.add(name);
              }
            });
    NavigableSet<String> onlyThere = new TreeSet<>(theirs.pools().keySet());
    onlyThere.removeAll(ours.pools().keySet());
    return new Agreement.Differs(
        theirs.relationship().filter(told -> !told.equals(ours.relationship())).isPresent(),
        onlyHere,
        onlyThere,
        different,
        theirs.isComplete());
  }

  /** Whether the partner would have told of the pool, if it had it: it cuts what has no room. */
  private static boolean isTold(String name, AgreementAddition theirs) {
    return theirs.isComplete()
        || (!theirs.pools().isEmpty() && name.compareTo(theirs.pools().lastKey()) < 0);
  }
}
