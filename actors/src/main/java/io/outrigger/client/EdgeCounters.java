package io.outrigger.client;

import java.util.concurrent.atomic.LongAdder;

/**
 * What passed the network edge since its start; counted on the socket threads without contention.
 */
public final class EdgeCounters {
  private final LongAdder received = new LongAdder();
  private final LongAdder receivedOctets = new LongAdder();
  private final LongAdder receiveErrors = new LongAdder();
  private final LongAdder handlerErrors = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder sentOctets = new LongAdder();
  private final LongAdder sendFailures = new LongAdder();

  /** Counts one message of {@code octets} as received. */
  public void countReceived(int octets) {
    received.increment();
    receivedOctets.add(octets);
  }

  /** Counts one message of {@code octets} as sent. */
  public void countSent(int octets) {
    sent.increment();
    sentOctets.add(octets);
  }

  public void countReceiveError() {
    receiveErrors.increment();
  }

  public void countHandlerError() {
    handlerErrors.increment();
  }

  public void countSendFailure() {
    sendFailures.increment();
  }

  /** Messages handed to the handler. */
  public long received() {
    return received.sum();
  }

  /** Octets of payload of those messages. */
  public long receivedOctets() {
    return receivedOctets.sum();
  }

  /** Receive calls that failed while the socket was meant to be open. */
  public long receiveErrors() {
    return receiveErrors.sum();
  }

  /** Messages whose handler threw. */
  public long handlerErrors() {
    return handlerErrors.sum();
  }

  /** Messages that the operating system took. */
  public long sent() {
    return sent.sum();
  }

  /** Octets of payload of those messages. */
  public long sentOctets() {
    return sentOctets.sum();
  }

  /** Messages that could not be sent. */
  public long sendFailures() {
    return sendFailures.sum();
  }
}
