package io.outrigger.loadclient;

import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.MessageType;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The message that a client awaits an answer to, if any, and its retransmission. */
final class Inquiry {
  private static final int TRANSACTION_ID_BOUND = 1 << 24;
  private static final int MAX_ELAPSED_HUNDREDTHS = 0xffff;
  private static final long NANOS_PER_HUNDREDTH = 10_000_000L;

  private final Questions questions;
  private final RandomGenerator random;
  private final RetransmissionTimer retransmission;

  private @Nullable MessageType type;
  private int transactionId;
  private @Nullable Duid server;
  private List<DhcpOption> ias = List.of();
  private long askedNanos;

  /**
   * A message to send.
   *
   * @param again whether it was sent before
   */
  record Transmission(ClientServerMessage message, boolean again) {}

  Inquiry(Questions questions, RandomGenerator random) {
    this.questions = questions;
    this.random = random;
    this.retransmission = new RetransmissionTimer(random);
  }

  /** What was asked; null if no answer is awaited. */
  @Nullable MessageType type() {
    return type;
  }

  int transactionId() {
    return transactionId;
  }

  /** The first transmission. */
  long askedNanos() {
    return askedNanos;
  }

  /** No answer is awaited any more. */
  void end() {
    type = null;
  }

  /**
   * Asks now.
   *
   * @param to the server it is meant for; null for any
   */
  Transmission ask(
      MessageType what, @Nullable Duid to, List<DhcpOption> about, Retransmission rule, long now) {
    prepare(what, to, about);
    retransmission.start(rule, now);
    askedNanos = now;
    return new Transmission(build(what, now), false);
  }

  /** Asks any server after {@code delayNanos}: {@link #again} will say so. */
  void askLater(
      MessageType what, List<DhcpOption> about, Retransmission rule, long delayNanos, long now) {
    prepare(what, null, about);
    retransmission.startLater(rule, delayNanos, now);
  }

  private void prepare(MessageType what, @Nullable Duid to, List<DhcpOption> about) {
    type = what;
    server = to;
    ias = about;
    transactionId = random.nextInt(TRANSACTION_ID_BOUND);
  }

  /** When to call {@link #again}. */
  long deadlineNanos() {
    return retransmission.deadlineNanos();
  }

  /** The deadline has come: what to send, or null if the exchange has failed. */
  @Nullable Transmission again(long now) {
    MessageType what = type;
    boolean first = retransmission.isYetToStart();
    if (what == null || !retransmission.again(now)) {
      return null;
    }
    if (first) {
      askedNanos = now;
    }
    return new Transmission(build(what, now), !first);
  }

  private ClientServerMessage build(MessageType what, long now) {
    int elapsed = (int) Math.min((now - askedNanos) / NANOS_PER_HUNDREDTH, MAX_ELAPSED_HUNDREDTHS);
    return questions.build(what, transactionId, elapsed, server, ias);
  }
}
