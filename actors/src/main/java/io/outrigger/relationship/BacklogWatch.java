package io.outrigger.relationship;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notices when the partner acks more slowly than clients change leases, and when it has caught up.
 * Only while it is in reach: what gathers while it is not needs no word of its own. For one thread.
 */
final class BacklogWatch {
  private static final Duration LOOK = Duration.ofSeconds(30);

  /** What a look found. */
  sealed interface Found {
    /** It has grown for as long as {@link #LOOK}, and the oldest of it is older than that. */
    record Growing(long owed, long oldestSeconds) implements Found {}

    /** There was one, when the connection came or since, and there is none any more. */
    record Drained(long seconds) implements Found {}
  }

  private @Nullable Instant since;
  private Instant lookedAt = Instant.EPOCH;
  private long owedThen;
  private boolean told;

  /** There is a connection with that much to be brought. */
  void connected(long owed, Instant now) {
    disconnected();
    since = owed > 0 ? now : null;
    lookedAt = now;
    owedThen = owed;
  }

  /** There is none. */
  void disconnected() {
    since = null;
    told = false;
  }

  /**
   * To be called now and then while there is a connection.
   *
   * @param owed leases that the partner has yet to ack, without those that it refused
   * @param oldest since when the oldest of them waits
   */
  Optional<Found> look(long owed, Instant oldest, Instant now) {
    Instant began = since;
    if (owed == 0) {
      since = null;
      told = false;
      lookedAt = now;
      owedThen = 0;
      return began == null
          ? Optional.empty()
          : Optional.of(new Found.Drained(Math.max(0, Duration.between(began, now).toSeconds())));
    }
    if (Duration.between(lookedAt, now).compareTo(LOOK) < 0) {
      return Optional.empty();
    }
    boolean grows = owedThen > 0 && owed > owedThen;
    lookedAt = now;
    owedThen = owed;
    long age = Duration.between(oldest, now).toSeconds();
    if (told || !grows || age < LOOK.toSeconds()) {
      return Optional.empty();
    }
    told = true;
    since = began == null ? oldest : began;
    return Optional.of(new Found.Growing(owed, age));
  }
}
