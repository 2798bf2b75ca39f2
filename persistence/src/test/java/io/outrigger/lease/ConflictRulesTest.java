package io.outrigger.lease;

import static io.outrigger.lease.SampleLease.ANNA;
import static io.outrigger.lease.SampleLease.BERT;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import org.junit.jupiter.api.Test;

class ConflictRulesTest {
  private static final long T = 1_795_000_000L;
  private static final long[] DIFFERENCES = {-6, -5, -1, 0, 1, 5, 6};
  private static final boolean[] BOTH = {true, false};

  /** Copied from Figure 4 of RFC 8156, with the columns and rows of two states written out. */
  private static final String FIGURE_4 =
      """
                  ACTIVE    EXPIRED   RELEASED  FREE    FREE_BACKUP RESET   ABANDONED
      ACTIVE      accept(3) time(1)   accept    time(1) time(1)     accept  accept
      EXPIRED     accept    accept    accept    accept  accept      accept  accept
      RELEASED    accept    accept    accept    accept  accept      accept  accept
      FREE        accept    accept    accept    accept  accept      accept  accept
      FREE_BACKUP accept    accept    accept    accept  accept      accept  accept
      RESET       time(2)   accept    accept    accept  accept      accept  accept
      ABANDONED   accept    accept    accept    accept  accept      accept  accept
      """;

  private record Cell(BindingStatus stored, BindingStatus received, String rule) {}

  private static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    List<String> lines = FIGURE_4.lines().toList();
    List<String> columns = words(lines.getFirst());
    for (String line : lines.subList(1, lines.size())) {
      List<String> words = words(line);
      for (int i = 0; i < columns.size(); i++) {
        cells.add(
            new Cell(
                BindingStatus.valueOf(words.getFirst()),
                BindingStatus.valueOf(columns.get(i)),
                words.get(i + 1)));
      }
    }
    return cells;
  }

  private static List<String> words(String line) {
    return new Scanner(line).tokens().toList();
  }

  private static String verdict(Judgement judgement) {
    return switch (judgement) {
      case Judgement.Accepted _unused -> "accepted";
      case Judgement.Rejected rejected -> rejected.status().toString();
    };
  }

  private static final String OUTDATED = StatusCode.OUTDATED_BINDING_INFORMATION.toString();
  private static final String IN_USE = StatusCode.ADDRESS_IN_USE.toString();

  @Test
  void figureNamesEveryPairOfStates() {
    assertThat(cells()).hasSize(49).doesNotHaveDuplicates();
  }

  /** The difference is of the client's times, of now and the end (1), of CLT and start (2), (3). */
  @Test
  void everyCellForBothRolesAndBothClientsAtEveryDifference() {
    int judged = 0;
    for (Cell cell : cells()) {
      for (boolean primary : BOTH) {
        for (boolean sameClient : BOTH) {
          for (long difference : DIFFERENCES) {
            assertThat(verdict(judge(cell, primary, sameClient, difference)))
                .as("%s, primary %s, same client %s, %+d s", cell, primary, sameClient, difference)
                .isEqualTo(expected(cell, primary, sameClient, difference));
            judged++;
          }
        }
      }
    }
    assertThat(judged).isEqualTo(49 * 2 * 2 * 7);
  }

  private static Judgement judge(Cell cell, boolean primary, boolean sameClient, long difference) {
    boolean startCounts =
        cell.rule().equals("time(2)") || (cell.rule().equals("accept(3)") && !sameClient);
    Lease stored =
        new SampleLease(cell.stored(), startCounts ? T : T - 100)
            .heard(startCounts ? T - 50 : T, T - 200)
            .ends(T + 1000)
            .acked()
            .stored();
    SampleLease update =
        new SampleLease(cell.received(), T - 90)
            .client(sameClient ? ANNA : BERT, 7)
            .heard(T + difference, 0)
            .ends(T + 1000);
    boolean clientless =
        cell.received() == BindingStatus.FREE || cell.received() == BindingStatus.FREE_BACKUP;
    if (clientless) {
      update.since = T + difference;
    }
    long now = cell.rule().equals("time(1)") ? stored.expiresEpochSecond() + difference : T + 500;
    return ConflictRules.judge(primary, stored, update.told(), now);
  }

  private static String expected(Cell cell, boolean primary, boolean sameClient, long difference) {
    boolean clientless =
        cell.received() == BindingStatus.FREE || cell.received() == BindingStatus.FREE_BACKUP;
    boolean says = cell.stored() == cell.received() && (sameClient || clientless);
    boolean newer = difference > 0 || (difference == 0 && (!primary || says));
    if (sameClient && isTakenAgain(cell) && Math.abs(difference) <= 5) {
      return cell.received() == BindingStatus.ACTIVE ? "accepted" : OUTDATED;
    }
    return switch (cell.rule()) {
      // Two answers to one message of the client, and only the partner's has not run out.
      case "accept" ->
          newer
                  || (cell.stored() == BindingStatus.EXPIRED
                      && cell.received() == BindingStatus.ACTIVE
                      && sameClient
                      && difference >= -5)
              ? "accepted"
              : OUTDATED;
      case "time(1)" -> difference > 0 ? "accepted" : OUTDATED;
      case "time(2)" -> difference > 0 || (difference == 0 && !primary) ? "accepted" : OUTDATED;
      case "accept(3)" ->
          sameClient ? "accepted" : (!primary || difference > 0 ? "accepted" : IN_USE);
      default -> throw new AssertionError(cell.rule());
    };
  }

  /** Both servers of these samples have heard the client themselves. */
  private static boolean isTakenAgain(Cell cell) {
    return (cell.stored() == BindingStatus.ACTIVE && cell.received() == BindingStatus.RELEASED)
        || (cell.stored() == BindingStatus.RELEASED && cell.received() == BindingStatus.ACTIVE);
  }

  /**
   * The partner's end of a lease came twice, its ack was lost, and the partner's clock is ahead.
   */
  @Test
  void resourceLeasedAnewIsNotTakenBackByTheEndThatCameBefore() {
    for (BindingStatus over : List.of(BindingStatus.RELEASED, BindingStatus.RESET)) {
      SampleLease ended = new SampleLease(over, T + 5).client(BERT, 7).heard(T + 5, 0);
      SampleLease anew = new SampleLease(BindingStatus.ACTIVE, T).heard(T, 0).ends(T + 1000);
      for (boolean primary : BOTH) {
        assertThat(ConflictRules.judge(primary, anew.stored(), ended.told(), T + 9))
            .isEqualTo(
                new Judgement.Rejected(
                    StatusCode.OUTDATED_BINDING_INFORMATION,
                    "stored: ACTIVE, leased at essentially the same time"));
        assertThat(ConflictRules.judge(primary, ended.stored(), anew.told(), T + 9))
            .isEqualTo(Judgement.ACCEPTED);
      }
    }
  }

  @Test
  void resourceLeasedAnewIsTakenBackByALaterEndOrOnceThePartnerKnewOfIt() {
    for (BindingStatus over : List.of(BindingStatus.RELEASED, BindingStatus.RESET)) {
      SampleLease later = new SampleLease(over, T + 6).client(BERT, 7).heard(T + 6, 0);
      SampleLease near = new SampleLease(over, T + 1).client(BERT, 7).heard(T + 1, 0);
      SampleLease anew = new SampleLease(BindingStatus.ACTIVE, T).heard(T, 0).ends(T + 1000);
      assertThat(ConflictRules.judge(true, anew.stored(), later.told(), T + 9))
          .isEqualTo(Judgement.ACCEPTED);
      assertThat(ConflictRules.judge(true, anew.acked().stored(), near.told(), T + 9))
          .isEqualTo(Judgement.ACCEPTED);
    }
  }

  @Test
  void whatIsNotKnownHereIsAccepted() {
    for (boolean primary : BOTH) {
      for (BindingStatus status : BindingStatus.values()) {
        ReceivedLease update = new SampleLease(status, T).told();
        assertThat(ConflictRules.judge(primary, null, update, T)).isEqualTo(Judgement.ACCEPTED);
      }
    }
  }

  @Test
  void anotherIaidIsAnotherClient() {
    Lease stored = new SampleLease(BindingStatus.ACTIVE, T).heard(T, 0).ends(T + 100).stored();
    ReceivedLease update =
        new SampleLease(BindingStatus.ACTIVE, T - 9)
            .client(ANNA, 8)
            .heard(T - 1, 0)
            .ends(T + 99)
            .told();
    assertThat(verdict(ConflictRules.judge(true, stored, update, T))).isEqualTo(IN_USE);
    assertThat(verdict(ConflictRules.judge(false, stored, update, T))).isEqualTo("accepted");
  }

  @Test
  void startOfStateCountsWhereNobodyHeardTheClient() {
    Lease stored = new SampleLease(BindingStatus.EXPIRED, T).stored();
    assertThat(ConflictRules.storedTime(stored, new SampleLease(BindingStatus.FREE, T).told()))
        .isEqualTo(T);
    assertThat(ConflictRules.updateTime(new SampleLease(BindingStatus.RELEASED, T + 3).told()))
        .isEqualTo(T + 3);
  }

  @Test
  void clientOfALeaseCountsBeforeItsStart() {
    SampleLease expired = new SampleLease(BindingStatus.EXPIRED, T + 50).heard(T, 0);
    assertThat(ConflictRules.updateTime(expired.told())).isEqualTo(T);
    assertThat(ConflictRules.storedTime(expired.stored(), expired.told())).isEqualTo(T);
  }

  @Test
  void laterOfClientAndStartCountsWhereNobodyHoldsTheLease() {
    for (BindingStatus status : List.of(BindingStatus.RESET, BindingStatus.ABANDONED)) {
      assertThat(ConflictRules.updateTime(new SampleLease(status, T + 50).heard(T, 0).told()))
          .isEqualTo(T + 50);
      assertThat(ConflictRules.updateTime(new SampleLease(status, T).heard(T + 9, 0).told()))
          .isEqualTo(T + 9);
    }
  }

  @Test
  void whoeverHeardTheClientLastCountsInUpdateAndDatabase() {
    SampleLease byPartner = new SampleLease(BindingStatus.ACTIVE, T).heard(T + 10, T + 30);
    assertThat(ConflictRules.updateTime(byPartner.told())).isEqualTo(T + 30);
    assertThat(ConflictRules.storedTime(byPartner.stored(), byPartner.told())).isEqualTo(T + 30);
  }

  @Test
  void whatWasHeardOfThePartnerIsAcceptedWhenThePartnerGetsItBack() {
    SampleLease theirs = new SampleLease(BindingStatus.ACTIVE, T).heard(T + 30, 0).ends(T + 130);
    Lease learned = UpdateAcceptance.merge(null, theirs.told());
    SampleLease echo =
        new SampleLease(BindingStatus.ACTIVE, T)
            .heard(0, learned.partnerRawCltEpochSecond())
            .ends(T + 130);
    for (boolean primary : BOTH) {
      assertThat(ConflictRules.judge(primary, theirs.stored(), echo.told(), T + 31))
          .isEqualTo(Judgement.ACCEPTED);
    }
  }

  @Test
  void clientThatHoldsALeaseDoesNotLoseItToOneSetFreeLaterByAServerThatDidNotKnow() {
    Lease free = new SampleLease(BindingStatus.FREE, T + 50).heard(T, 0).stored();
    SampleLease held = new SampleLease(BindingStatus.ACTIVE, T + 9).heard(T + 9, 0).ends(T + 999);
    assertThat(ConflictRules.judge(true, free, held.told(), T + 60)).isEqualTo(Judgement.ACCEPTED);
    held.iaid = 8;
    assertThat(ConflictRules.judge(true, free, held.told(), T + 60)).isEqualTo(Judgement.ACCEPTED);
  }

  @Test
  void partnerRawTimeIsComparedByTheOwnClock() {
    // The partner's clock is 100 s ahead: what it calls T + 100 is T here.
    Lease stored = new SampleLease(BindingStatus.EXPIRED, T).heard(0, T + 100).stored();
    SampleLease later = new SampleLease(BindingStatus.RELEASED, T).heard(T + 1, 0).offset(-100);
    assertThat(ConflictRules.judge(true, stored, later.told(), T)).isEqualTo(Judgement.ACCEPTED);
    later.offset(0);
    assertThat(verdict(ConflictRules.judge(true, stored, later.told(), T))).isEqualTo(OUTDATED);
  }

  @Test
  void bindingWithoutAnEndIsNotEndedByThePartner() {
    Lease stored =
        new SampleLease(BindingStatus.ACTIVE, T).heard(T, 0).ends(Lease.INFINITE).stored();
    ReceivedLease update = new SampleLease(BindingStatus.EXPIRED, T + 9).heard(T + 9, 0).told();
    assertThat(verdict(ConflictRules.judge(false, stored, update, T + 99))).isEqualTo(OUTDATED);
  }

  @Test
  void resetIsNotUndoneByAClientThatWasNotHeard() {
    Lease stored = new SampleLease(BindingStatus.RESET, T).stored();
    ReceivedLease update = new SampleLease(BindingStatus.ACTIVE, T + 9).ends(T + 99).told();
    assertThat(verdict(ConflictRules.judge(false, stored, update, T + 10))).isEqualTo(OUTDATED);
  }

  @Test
  void reasonSaysWhatIsStoredAndByHowMuchItIsNewer() {
    Lease stored = new SampleLease(BindingStatus.RELEASED, T).heard(T, 0).stored();
    ReceivedLease update = new SampleLease(BindingStatus.EXPIRED, T).heard(T - 12, 0).told();
    assertThat(ConflictRules.judge(true, stored, update, T))
        .isEqualTo(
            new Judgement.Rejected(
                StatusCode.OUTDATED_BINDING_INFORMATION, "stored: RELEASED, which is 12 s newer"));
  }
}
