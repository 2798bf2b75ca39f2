package io.outrigger.relationship;

import io.outrigger.partner.PartnerConnection;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The BNDUPDs on their way to the partner, never more than it said that it takes
 * (OPTION_F_MAX_UNACKED_BNDUPD, RFC 8156 §6.1). Mutable, for one actor.
 */
final class Window {

  /** A BNDUPD on its way, with all that it tells of. */
  record Sent(List<Outbound.Update> updates, Instant at) {}

  private final Map<Integer, Sent> sent = new LinkedHashMap<>(); // oldest first
  private int size;
  private int reserved;
  private long epoch;
  private int lastTransactionId;

  /** There is a connection. */
  void open(int maxUnacked) {
    close();
    size = maxUnacked;
  }

  /** There is none; nothing is on its way. */
  void close() {
    epoch++;
    size = 0;
    reserved = 0;
    sent.clear();
  }

  /** Of which connection this window is; never the same again. */
  long epoch() {
    return epoch;
  }

  /** How many more may be asked of the pools. */
  int credit() {
    return Math.max(0, size - sent.size() - reserved);
  }

  void reserve(int updates) {
    reserved += updates;
  }

  void release(int updates) {
    reserved -= updates;
  }

  /** Takes down one that goes out now; returns its transaction-id, unlike all that are out. */
  int depart(List<Outbound.Update> updates, Instant now) {
    do {
      lastTransactionId = (lastTransactionId + 1) % PartnerConnection.OWN_TRANSACTION_IDS;
    } while (sent.containsKey(lastTransactionId));
    sent.put(lastTransactionId, new Sent(updates, now));
    return lastTransactionId;
  }

  /** The one that a BNDREPLY answers; null if there is none. */
  @Nullable Sent land(int transactionId) {
    return sent.remove(transactionId);
  }

  boolean oldestBefore(Instant limit) {
    Iterator<Sent> all = sent.values().iterator();
    return all.hasNext() && all.next().at().isBefore(limit);
  }
}
