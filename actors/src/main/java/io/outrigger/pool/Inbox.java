package io.outrigger.pool;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue between the sockets and one consumer. When full it gives up its oldest least
 * urgent item, whose client has likely given up waiting too. While more come than are served, a new
 * client that has waited for {@value #NEW_CLIENT_MILLIS} ms goes when another comes: who asks again
 * after a second (RFC 8415 §15, SOL_TIMEOUT) is better served soon or not at all. It also tells
 * when the consumer needs a wake-up message, so that never more than one is on its way.
 * Thread-safe.
 *
 * <p>A producer: {@code offer}, then wake the consumer if {@code claimWake()}, else remind it as
 * {@code claimReminder()} says, if it does. The consumer: {@code drainTo}, or {@code drainAwakeTo}
 * if it was not reminded, and again whenever it is ready for more, until that says that nothing is
 * left; it needs and gets no further wake-up until then.
 */
public final class Inbox<T> {
  static final long NEW_CLIENT_MILLIS = 300;

  private final int capacity;
  private final int manyOfPartner;
  private final ArrayDeque<T> heldLease = new ArrayDeque<>();
  private final ArrayDeque<NewClient<T>> newClient = new ArrayDeque<>();
  private final ArrayDeque<T> partner = new ArrayDeque<>();
  private boolean wakeClaimed;
  private @Nullable Patience reminder;
  private boolean partnerWaits; // for one of what it sent

  private record NewClient<T>(T item, long arrivedMillis) {}

  /** Who waits, the more urgent first. */
  public enum Urgency {
    /** A client that would keep, take or give back a lease that it knows of. */
    HELD_LEASE,
    /** One that has nothing to lose yet, and messages that change nothing. */
    NEW_CLIENT,
    /**
     * An update of the partner, who is never given up: the flow control of its connection bounds
     * how much of it waits, so that it needs no room here. No client waits for it either: a few of
     * its messages are no reason to wake up at once.
     */
    PARTNER_UPDATE,
    /** What the partner answers to an update, likewise; not even the partner waits for that. */
    PARTNER_ANSWER;

    /**
     * @param messageType the msg-type octet of a client's message (RFC 8415 §7.3)
     */
    public static Urgency ofMessageType(int messageType) {
      return switch (messageType) {
        case 3, 5, 6, 8, 9 -> HELD_LEASE; // REQUEST, RENEW, REBIND, RELEASE, DECLINE
        default -> NEW_CLIENT;
      };
    }
  }

  /**
   * How long what nobody is woken for is gathered. A journal write for each would make clients
   * wait, and what is lost in a crash is sent again.
   */
  public enum Patience {
    /** The partner waits for an answer. */
    SOON(Duration.ofMillis(10)),
    /** Nobody waits. */
    LATER(Duration.ofMillis(100));

    private final Duration duration;

    Patience(Duration duration) {
      this.duration = duration;
    }

    public Duration duration() {
      return duration;
    }
  }

  /**
   * @param capacity items of clients together, at least 1
   * @param manyOfPartner so many of the partner's messages are reason enough to wake up at once, at
   *     least 1
   */
  public Inbox(int capacity, int manyOfPartner) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity " + capacity + " is less than 1");
    }
    if (manyOfPartner < 1) {
      throw new IllegalArgumentException("manyOfPartner " + manyOfPartner + " is less than 1");
    }
    this.capacity = capacity;
    this.manyOfPartner = manyOfPartner;
  }

  /**
   * Adds {@code item}.
   *
   * @param arrivedMillis when a new client's came, by a clock whose steps cost a client or two
   *     another try
   * @return what had to go: the oldest of the least urgent ones, {@code item} itself if all others
   *     are more urgent; null if there was room and nobody has waited too long
   */
  public synchronized @Nullable T offer(T item, Urgency urgency, long arrivedMillis) {
    int sizeBefore = size();
    switch (urgency) {
      case HELD_LEASE -> heldLease.addLast(item);
      case NEW_CLIENT -> newClient.addLast(new NewClient<>(item, arrivedMillis));
      case PARTNER_UPDATE -> {
        partner.addLast(item);
        partnerWaits = true;
      }
      case PARTNER_ANSWER -> partner.addLast(item);
    }
    boolean stale =
        urgency == Urgency.NEW_CLIENT
            && arrivedMillis - newClient.getFirst().arrivedMillis() >= NEW_CLIENT_MILLIS;
    if (!stale && (size() <= capacity || size() == sizeBefore)) {
      return null;
    }
    return newClient.isEmpty() ? heldLease.removeFirst() : newClient.removeFirst().item();
  }

  /**
   * True for one caller from when there is something to drain until {@code drainTo} has left
   * nothing: it must see to it that the consumer wakes up.
   */
  public synchronized boolean claimWake() {
    if (wakeClaimed || (size() == 0 && partner.size() < manyOfPartner)) {
      return false;
    }
    wakeClaimed = true;
    return true;
  }

  /**
   * How long all that waits has time, for one caller, which must see to it that the consumer wakes
   * up by then: instead of a later reminder, if there was one. Null for all others.
   */
  public synchronized @Nullable Patience claimReminder() {
    if (wakeClaimed || isEmpty()) {
      return null;
    }
    Patience needed = partnerWaits || size() > 0 ? Patience.SOON : Patience.LATER;
    if (reminder != null && reminder.compareTo(needed) <= 0) {
      return null;
    }
    reminder = needed;
    return needed;
  }

  /**
   * Moves up to {@code max} items to {@code target}: the partner's, but no more than half as long
   * as clients wait; then the clients', the more urgent first. Each kind is in order of arrival.
   *
   * @return whether items are left, so that the consumer must call again unasked
   */
  public synchronized boolean drainTo(Collection<? super T> target, int max) {
    int partners = Math.min(partner.size(), size() == 0 ? max : (max + 1) / 2);
    for (int i = 0; i < partners; i++) {
      target.add(partner.removeFirst());
    }
    if (partner.isEmpty()) {
      reminder = null;
      partnerWaits = false;
    }
    drainClientsTo(target, max - partners);
    boolean left = !isEmpty();
    if (!left) {
      wakeClaimed = false;
    }
    return left;
  }

  /**
   * The same for a consumer that a client has woken: what the partner sent, if it is little and a
   * reminder of it is on its way, stays where it is. Whoever asks for a new lease would wait for it
   * in the same journal write, or, if that is written with the SOLICIT, in the one before.
   */
  public synchronized boolean drainAwakeTo(Collection<? super T> target, int max) {
    if (reminder == null || partner.size() >= manyOfPartner || size() == 0) {
      return drainTo(target, max);
    }
    drainClientsTo(target, max);
    wakeClaimed = size() > 0;
    return wakeClaimed;
  }

  private void drainClientsTo(Collection<? super T> target, int max) {
    for (int room = max; room > 0 && size() > 0; room--) {
      target.add(heldLease.isEmpty() ? newClient.removeFirst().item() : heldLease.removeFirst());
    }
  }

  /** Requests of clients that wait. */
  public synchronized int size() {
    return heldLease.size() + newClient.size();
  }

  private boolean isEmpty() {
    return size() == 0 && partner.isEmpty();
  }

  public int capacity() {
    return capacity;
  }
}
