package io.outrigger.lease;

import static io.outrigger.lease.SampleLease.ANNA;
import static io.outrigger.lease.SampleLease.BERT;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each time of RFC 8156 Figure 5 is another number, so that no two can be taken for each other. */
class UpdateAcceptanceTest {
  private static final long T = 1_795_000_000L;
  private static final Bytes OLD = Bytes.of((byte) 1);
  private static final Bytes NEW = Bytes.of((byte) 2);

  private static SampleLease stored(BindingStatus status) {
    return new SampleLease(status, T + 1)
        .heard(T + 2, T + 3)
        .ends(T + 1004)
        .times(T + 1005, T + 1006, T + 1007)
        .with(OLD, OLD);
  }

  private static SampleLease update(BindingStatus status) {
    return new SampleLease(status, T + 11)
        .heard(T + 12, T + 1)
        .ends(T + 1014)
        .times(T + 1015, 0, T + 1001)
        .with(NEW, NEW);
  }

  private static Lease merge(SampleLease stored, SampleLease update) {
    return UpdateAcceptance.merge(stored.stored(), update.told());
  }

  @Test
  void leaseHeardOfForTheFirstTimeIsAsThePartnerSays() {
    SampleLease expected =
        new SampleLease(BindingStatus.ACTIVE, T + 11)
            .heard(T + 1, T + 12)
            .ends(T + 1014)
            .times(T + 1001, 0, T + 1015)
            .with(NEW, NEW);
    expected.owed = false;
    assertThat(UpdateAcceptance.merge(null, update(BindingStatus.ACTIVE).told()))
        .isEqualTo(expected.stored());
  }

  @Test
  void sameClientsBindingTakesThePartnersStateAndKeepsTheGreatestOfItsOwnTimes() {
    SampleLease expected =
        new SampleLease(BindingStatus.ACTIVE, T + 11)
            .heard(T + 2, T + 12)
            .ends(T + 1014)
            .times(T + 1005, T + 1006, T + 1015)
            .with(NEW, NEW);
    expected.owed = false;
    assertThat(merge(stored(BindingStatus.ACTIVE), update(BindingStatus.ACTIVE)))
        .isEqualTo(expected.stored());
  }

  @Test
  void whatThePartnerKnowsLaterReplacesTheOwnTimes() {
    SampleLease update = update(BindingStatus.ACTIVE).heard(T + 22, T + 9);
    update.times(T + 1015, 0, T + 1009);
    Lease merged = merge(stored(BindingStatus.ACTIVE), update);
    assertThat(merged.clientLastTransactionEpochSecond()).isEqualTo(T + 9);
    assertThat(merged.partnerLifetimeEpochSecond()).isEqualTo(T + 1009);
  }

  @Test
  void expirationTimeIsTheGreatestThatWasEverAckedForTheBinding() {
    SampleLease update = update(BindingStatus.ACTIVE).times(T + 900, 0, 0);
    assertThat(merge(stored(BindingStatus.ACTIVE), update).expirationTimeEpochSecond())
        .isEqualTo(T + 1007);
  }

  @Test
  void anotherClientsBindingInheritsNothing() {
    for (SampleLease other :
        List.of(
            update(BindingStatus.ACTIVE).client(BERT, 7),
            update(BindingStatus.ACTIVE).client(ANNA, 8))) {
      other.with(null, null).times(T + 900, 0, T + 800);
      assertThat(merge(stored(BindingStatus.ACTIVE), other))
          .isEqualTo(UpdateAcceptance.merge(null, other.told()));
    }
  }

  @Test
  void ackedPartnerLifetimeEndsWithTheBinding() {
    for (BindingStatus status : BindingStatus.values()) {
      Lease merged = merge(stored(BindingStatus.ACTIVE), update(status));
      assertThat(merged.ackedPartnerLifetimeEpochSecond())
          .as("%s", status)
          .isEqualTo(status == BindingStatus.ACTIVE ? T + 1006 : 0);
      Lease again = merge(stored(status), update(BindingStatus.ACTIVE));
      assertThat(again.ackedPartnerLifetimeEpochSecond())
          .as("%s", status)
          .isEqualTo(status == BindingStatus.ACTIVE ? T + 1006 : 0);
    }
  }

  /** The client may not know yet that it lost the lease; without a new ack it still bounds it. */
  @Test
  void expiredAndReleasedLeasesKeepWhatWasToldAndAcked() {
    for (BindingStatus status : List.of(BindingStatus.EXPIRED, BindingStatus.RELEASED)) {
      Lease merged = merge(stored(BindingStatus.ACTIVE), update(status).times(0, 0, 0));
      assertThat(merged.partnerLifetimeEpochSecond()).isEqualTo(T + 1005);
      assertThat(merged.expirationTimeEpochSecond()).isEqualTo(T + 1007);
      assertThat(merged.expiresEpochSecond()).isZero();
    }
  }

  @Test
  void freeLeaseKeepsItsLastClientAsAHintAndNoTimes() {
    SampleLease free = new SampleLease(BindingStatus.FREE_BACKUP, T + 20);
    SampleLease expected =
        new SampleLease(BindingStatus.FREE_BACKUP, T + 20).heard(T + 2, T + 3).with(OLD, OLD);
    expected.owed = false;
    assertThat(merge(stored(BindingStatus.EXPIRED), free)).isEqualTo(expected.stored());
  }

  /** Only time(1) accepts it: the client of the binding that ended was heard later. */
  @Test
  void leaseSetFreeByAnOlderUpdateIsNotNewerThanOnThePartner() {
    SampleLease free = new SampleLease(BindingStatus.FREE, T - 50);
    Lease merged = merge(stored(BindingStatus.ACTIVE), free);
    assertThat(merged.client()).isEqualTo(ANNA);
    assertThat(ConflictRules.storedTime(merged, free.told())).isEqualTo(T - 50);
  }

  @Test
  void rawTimeIsKeptExactlyAsThePartnerSaidIt() {
    SampleLease update = update(BindingStatus.ACTIVE).offset(-100);
    assertThat(merge(stored(BindingStatus.ACTIVE), update).partnerRawCltEpochSecond())
        .isEqualTo(T + 112);
  }

  @Test
  void updateWithoutATransactionLeavesTheRawTime() {
    SampleLease update = update(BindingStatus.ACTIVE).heard(0, T + 30);
    assertThat(merge(stored(BindingStatus.ACTIVE), update).partnerRawCltEpochSecond())
        .isEqualTo(T + 3);
  }

  @Test
  void laterRenewalMayShortenWhatThePartnerPromised() {
    SampleLease stored = stored(BindingStatus.ACTIVE);
    stored.owed = false;
    SampleLease update = update(BindingStatus.ACTIVE).ends(T + 500);
    assertThat(merge(stored, update).expiresEpochSecond()).isEqualTo(T + 500);
  }

  @Test
  void laterRenewalDoesNotShortenWhatThisServerPromisedByItself() {
    SampleLease promised = stored(BindingStatus.ACTIVE).heard(T + 4, T + 3);
    Lease merged =
        UpdateAcceptance.merge(
            promised.stored(), update(BindingStatus.ACTIVE).ends(T + 500).told());
    assertThat(merged.expiresEpochSecond()).isEqualTo(T + 1004);
    assertThat(merged.owed()).as("the partner must hear of it").isTrue();
  }

  @Test
  void renewalOfTheSameSecondDoesNot() {
    SampleLease update = update(BindingStatus.ACTIVE).ends(T + 500).heard(T + 3, 0);
    update.valid = 50;
    Lease merged = merge(stored(BindingStatus.ACTIVE), update);
    assertThat(merged.expiresEpochSecond()).isEqualTo(T + 1004);
    assertThat(merged.validSeconds()).isEqualTo(100);
  }

  @Test
  void infiniteLifetimeNeverEnds() {
    SampleLease update = update(BindingStatus.ACTIVE).ends(0);
    update.valid = LifetimePolicy.INFINITE;
    assertThat(UpdateAcceptance.merge(null, update.told()).expiresEpochSecond())
        .isEqualTo(Lease.INFINITE);
  }
}
