package io.outrigger.lease;

import static io.outrigger.lease.BindingStatus.ABANDONED;
import static io.outrigger.lease.BindingStatus.ACTIVE;
import static io.outrigger.lease.BindingStatus.EXPIRED;
import static io.outrigger.lease.BindingStatus.FREE;
import static io.outrigger.lease.BindingStatus.FREE_BACKUP;
import static io.outrigger.lease.BindingStatus.RELEASED;
import static io.outrigger.lease.BindingStatus.RESET;
import static io.outrigger.lease.ConflictRules.Cell.ACCEPT;
import static io.outrigger.lease.ConflictRules.Cell.ACCEPT_3;
import static io.outrigger.lease.ConflictRules.Cell.TIME_1;
import static io.outrigger.lease.ConflictRules.Cell.TIME_2;

import io.outrigger.dhcp.StatusCode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether an update from the partner is accepted (RFC 8156 §7.5.4, Figure 4).
 *
 * <p>Where the RFC leaves two servers free to swap their bindings when their updates cross, these
 * rules come out the same on both:
 *
 * <ul>
 *   <li>Times are compared to the second, also where they differ by 5 s or less (§7.5.1). Of two
 *       that are equal the binding of the primary wins, on the primary and on the secondary; but an
 *       update that says what is stored already is accepted.
 *   <li>A binding has the same time in an update as in the database ({@link #updateTime}, {@link
 *       #storedTime}).
 *   <li>An ACTIVE binding of the same client is accepted in any case, as accept(3) has it; {@link
 *       UpdateAcceptance} sees to it that an older renewal does not end a newer one.
 * </ul>
 *
 * <p>Two remain: ACTIVE bindings of two clients, where accept(3) may hand each server the other's,
 * and time(1), by which an ACTIVE binding stays until its end whatever the partner has; after it
 * nobody holds the lease on either server.
 */
public final class ConflictRules {

  /** What the cells of Figure 4 say. */
  enum Cell {
    ACCEPT,
    ACCEPT_3,
    TIME_1,
    TIME_2
  }

  /** A row of Figure 4: the binding-status stored, and a cell for each column. */
  private record Row(
      BindingStatus stored, Cell active, Cell expired, Cell released, Cell free, Cell reset) {
    Cell at(BindingStatus received) {
      return switch (received) {
        case ACTIVE -> active;
        case EXPIRED -> expired;
        case RELEASED -> released;
        case FREE, FREE_BACKUP -> free;
        case RESET, ABANDONED -> reset;
      };
    }
  }

  /** Columns: ACTIVE, EXPIRED, RELEASED, FREE and FREE-BACKUP, RESET and ABANDONED. */
  private static final List<Row> FIGURE_4 =
      List.of(
          new Row(ACTIVE, ACCEPT_3, TIME_1, ACCEPT, TIME_1, ACCEPT),
          new Row(EXPIRED, ACCEPT, ACCEPT, ACCEPT, ACCEPT, ACCEPT),
          new Row(RELEASED, ACCEPT, ACCEPT, ACCEPT, ACCEPT, ACCEPT),
          new Row(FREE, ACCEPT, ACCEPT, ACCEPT, ACCEPT, ACCEPT),
          new Row(FREE_BACKUP, ACCEPT, ACCEPT, ACCEPT, ACCEPT, ACCEPT),
          new Row(RESET, TIME_2, ACCEPT, ACCEPT, ACCEPT, ACCEPT),
          new Row(ABANDONED, ACCEPT, ACCEPT, ACCEPT, ACCEPT, ACCEPT));

  private static final Map<BindingStatus, Row> ROWS =
      FIGURE_4.stream().collect(Collectors.toUnmodifiableMap(Row::stored, Function.identity()));

  /** RFC 8156 §7.5.1: times this close represent the same time. */
  private static final long NEAR_SECONDS = 5;

  private ConflictRules() {}

  /**
   * @param primary whether the receiver is the primary of the relationship
   * @param stored what the receiver has; null if it knows nothing of the lease
   * @param nowEpochSecond seconds since 1970-01-01T00:00Z
   */
  public static Judgement judge(
      boolean primary, @Nullable Lease stored, ReceivedLease update, long nowEpochSecond) {
    if (stored == null) {
      return Judgement.ACCEPTED;
    }
    if (isLeasedBeforeGivenBack(stored, update, nowEpochSecond)
        || isLongerPromise(stored, update, nowEpochSecond)) {
      return Judgement.ACCEPTED;
    }
    if (isTakenAgain(stored.status(), update.status()) && heardByBoth(stored, update)) {
      return update.status() == ACTIVE
          ? Judgement.ACCEPTED
          : outdated(stored, "heard of by this server at essentially the same time");
    }
    if (isLeasedAnew(stored, update)) {
      return update.status() == ACTIVE
          ? Judgement.ACCEPTED
          : outdated(stored, "leased at essentially the same time");
    }
    return switch (cell(stored.status(), update.status())) {
      case ACCEPT -> later(primary, stored, update);
      case ACCEPT_3 -> activeOnActive(primary, stored, update);
      case TIME_1 ->
          nowEpochSecond > stored.expiresEpochSecond()
              ? Judgement.ACCEPTED
              : outdated(stored, "which has not ended");
      case TIME_2 -> time2(primary, stored, update) ? Judgement.ACCEPTED : notHeardSince(stored);
    };
  }

  /**
   * What is FREE here and not yet acked was the partner's to lease until it hears of it (§4.2.2): a
   * client that has it now must not lose it because both happened in one second, or because the
   * clocks differ.
   */
  private static boolean isLeasedBeforeGivenBack(
      Lease stored, ReceivedLease update, long nowEpochSecond) {
    return update.status() == ACTIVE
        && (stored.status() == FREE || stored.status() == FREE_BACKUP)
        && stored.owed()
        && update.stateExpirationEpochSecond() > nowEpochSecond;
  }

  /**
   * Both servers answered one message of the client, the promise of this one has run out, that of
   * the partner has not: the client may count on it.
   */
  private static boolean isLongerPromise(Lease stored, ReceivedLease update, long nowEpochSecond) {
    return stored.status() == EXPIRED
        && update.status() == ACTIVE
        && update.isOfClientOf(stored)
        && newerBySeconds(stored, update) == 0
        && update.stateExpirationEpochSecond() > nowEpochSecond;
  }

  /** One server heard the client give the lease back, the other heard it take it. */
  private static boolean isTakenAgain(BindingStatus stored, BindingStatus update) {
    return (stored == ACTIVE && update == RELEASED) || (stored == RELEASED && update == ACTIVE);
  }

  /**
   * Whether each server heard the client by itself at essentially the same time (§7.5.1). Which was
   * first, two clocks cannot say; that the client holds the lease is the word that does no harm.
   */
  private static boolean heardByBoth(Lease stored, ReceivedLease update) {
    long own = stored.clientLastTransactionEpochSecond();
    return update.isOfClientOf(stored)
        && own > stored.partnerRawCltEpochSecond() + update.clockOffsetSeconds()
        && update.cltEpochSecond() > update.partnerRawCltEpochSecond()
        && Math.abs(update.cltEpochSecond() - own) <= NEAR_SECONDS;
  }

  /**
   * Whether one server says that a lease is over, and the other that it has leased the resource, at
   * essentially the same time (§7.5.1). Who hears that a lease is over may lease it at once; if its
   * answer is lost it hears so again, and by two clocks that may be the later word. What was acked
   * comes before what the partner says next, so this is of news that it may not have.
   */
  private static boolean isLeasedAnew(Lease stored, ReceivedLease update) {
    if (!stored.owed() || (stored.status() == ACTIVE) == (update.status() == ACTIVE)) {
      return false;
    }
    BindingStatus over = stored.status() == ACTIVE ? update.status() : stored.status();
    return (over == RESET || (over == RELEASED && !update.isOfClientOf(stored)))
        && newerBySeconds(stored, update) == 0;
  }

  static Cell cell(BindingStatus stored, BindingStatus received) {
    Row row = ROWS.get(stored);
    if (row == null) {
      throw new AssertionError(stored);
    }
    return row.at(received);
  }

  private static Judgement later(boolean primary, Lease stored, ReceivedLease update) {
    long updateTime = updateTime(update);
    long storedTime = storedTime(stored, update);
    if (updateTime == storedTime) {
      return saysTheSame(stored, update) || !primary
          ? Judgement.ACCEPTED
          : outdated(stored, "of the same second, and the primary's binding wins");
    }
    return updateTime > storedTime
        ? Judgement.ACCEPTED
        : outdated(stored, "which is " + (storedTime - updateTime) + " s newer");
  }

  private static Judgement activeOnActive(boolean primary, Lease stored, ReceivedLease update) {
    if (update.isOfClientOf(stored)) {
      return Judgement.ACCEPTED;
    }
    return !primary || time2(primary, stored, update)
        ? Judgement.ACCEPTED
        : new Judgement.Rejected(StatusCode.ADDRESS_IN_USE, "held by another client or IAID");
  }

  /**
   * By how much the update is newer than what is stored, in seconds, negative if it is older; 0 for
   * times that represent the same time (§7.5.1). Those may be answers of both servers to one
   * message of the client, a Rebind that both heard, and nobody knows which of them it took.
   */
  static long newerBySeconds(Lease stored, ReceivedLease update) {
    long difference = updateTime(update) - storedTime(stored, update);
    return Math.abs(difference) <= NEAR_SECONDS ? 0 : difference;
  }

  /** Without a CLT_TIME the client was not heard since. */
  private static boolean time2(boolean primary, Lease stored, ReceivedLease update) {
    return update.cltEpochSecond() > stored.sinceEpochSecond()
        || (update.cltEpochSecond() == stored.sinceEpochSecond() && !primary);
  }

  private static Judgement notHeardSince(Lease stored) {
    return outdated(stored, "and the client was not heard since");
  }

  private static Judgement outdated(Lease stored, String why) {
    return new Judgement.Rejected(
        StatusCode.OUTDATED_BINDING_INFORMATION, "stored: " + stored.status() + ", " + why);
  }

  private static boolean saysTheSame(Lease stored, ReceivedLease update) {
    return stored.status() == update.status()
        && (update.client() == null || update.isOfClientOf(stored));
  }

  /**
   * The time of a binding in an update: for ACTIVE, EXPIRED and RELEASED when its client was last
   * heard, by either server, or the start of the state if it was not; for others the latest of all.
   *
   * <p>The RFC counts CLT_TIME alone. Then a lease that was heard of by the partner and expired
   * here would be newer in an update than it is in the database, and change places with the
   * partner's RELEASED one.
   */
  static long updateTime(ReceivedLease update) {
    long heard = Math.max(update.cltEpochSecond(), update.partnerRawCltEpochSecond());
    return time(update.status(), heard, update.sinceEpochSecond());
  }

  /**
   * The time of a binding in the database, against {@code update}: the same. But an ACTIVE update
   * on a free lease counts as the RFC has it, when the client was last heard (or the start of the
   * state if it never was): a client that holds a lease must not lose it to one that was set free
   * later by a server that did not know.
   */
  static long storedTime(Lease stored, ReceivedLease update) {
    long raw = stored.partnerRawCltEpochSecond();
    long heard =
        Math.max(
            stored.clientLastTransactionEpochSecond(),
            raw == 0 ? 0 : raw + update.clockOffsetSeconds());
    boolean heldOverFree =
        update.status() == ACTIVE && (stored.status() == FREE || stored.status() == FREE_BACKUP);
    return time(heldOverFree ? ACTIVE : stored.status(), heard, stored.sinceEpochSecond());
  }

  private static long time(BindingStatus status, long heard, long since) {
    return switch (status) {
      case ACTIVE, EXPIRED, RELEASED -> heard == 0 ? since : heard;
      case FREE, FREE_BACKUP, RESET, ABANDONED -> Math.max(heard, since);
    };
  }
}
