package io.outrigger.pool;

import java.util.ArrayDeque;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue between the sockets and one consumer. When full it gives up its oldest least
 * urgent item, whose client has likely given up waiting too. It also tells when the consumer needs
 * a wake-up message, so that never more than one is on its way. Thread-safe.
 *
 * <p>A producer: {@code offer}, then wake the consumer if {@code claimWake()}. The consumer, awake:
 * {@code drainTo}, and again whenever it is ready for more, until {@code drainTo} left nothing; it
 * needs and gets no further wake-up until then.
 */
public final class Inbox<T> {
  private final int capacity;
  private final ArrayDeque<T> heldLease = new ArrayDeque<>();
  private final ArrayDeque<T> newClient = new ArrayDeque<>();
  private boolean wakeClaimed;

  /** Who waits, the more urgent first. */
  public enum Urgency {
    /** A client that would keep, take or give back a lease that it knows of. */
    HELD_LEASE,
    /** One that has nothing to lose yet, and messages that change nothing. */
    NEW_CLIENT;

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
   * @param capacity items of both kinds together, at least 1
   */
  public Inbox(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity " + capacity + " is less than 1");
    }
    this.capacity = capacity;
  }

  /**
   * Adds {@code item}.
   *
   * @return what had to go: the oldest of the least urgent ones, {@code item} itself if all others
   *     are more urgent; null if there was room
   */
  public synchronized @Nullable T offer(T item, Urgency urgency) {
    (urgency == Urgency.HELD_LEASE ? heldLease : newClient).addLast(item);
    if (size() <= capacity) {
      return null;
    }
    return newClient.isEmpty() ? heldLease.removeFirst() : newClient.removeFirst();
  }

  /**
   * True for one caller from when there is something to drain until {@code drainTo} has left
   * nothing: it must see to it that the consumer wakes up.
   */
  public synchronized boolean claimWake() {
    if (wakeClaimed || size() == 0) {
      return false;
    }
    wakeClaimed = true;
    return true;
  }

  /**
   * Moves up to {@code max} items to {@code target}, the more urgent first, each kind in order of
   * arrival.
   *
   * @return whether items are left, so that the consumer must call again unasked
   */
  public synchronized boolean drainTo(Collection<? super T> target, int max) {
    for (int room = max; room > 0 && size() > 0; room--) {
      target.add(heldLease.isEmpty() ? newClient.removeFirst() : heldLease.removeFirst());
    }
    boolean left = size() > 0;
    if (!left) {
      wakeClaimed = false;
    }
    return left;
  }

  public synchronized int size() {
    return heldLease.size() + newClient.size();
  }

  public int capacity() {
    return capacity;
  }
}
