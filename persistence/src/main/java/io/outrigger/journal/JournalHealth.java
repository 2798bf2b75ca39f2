package io.outrigger.journal;

import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/** How the journal of an actor system fares; safe to ask from any thread. */
public interface JournalHealth {

  /** What the journal can do now. */
  sealed interface State {
    /** It stores what it is given. */
    record Working() implements State {}

    /**
     * It cannot write for the time being: what it was given waits and nothing is acknowledged. It
     * tries again about once a second.
     *
     * @param reason what is wrong and what to do, in one line
     */
    record Stalled(Instant since, String reason) implements State {}

    /**
     * It could not be opened and never will be: every request fails.
     *
     * @param reason what is wrong and what to do, in one line
     */
    record Refused(String reason) implements State {}
  }

  /**
   * Counts since the journal was opened.
   *
   * @param writes requests to store events that were completed
   * @param syncs writes to stable storage
   * @param events events stored
   * @param superseded events deleted because a newer one replaced them
   * @param octets keys and values written
   * @param stalls how often writing became impossible
   * @param eventsPerSync at index i the syncs that stored 2^i to 2^(i+1)-1 events, the last index
   *     all larger ones
   */
  record Counters(
      long writes,
      long syncs,
      long events,
      long superseded,
      long octets,
      long stalls,
      List<Long> eventsPerSync) {}

  State state();

  Counters counters();

  /** How many requests wait to be stored just now. */
  int waiting();

  /** The directory of the journal. */
  String place();

  /** The health of the journal plugin {@code outrigger.journal} of {@code system}. */
  static JournalHealth of(ClassicActorSystemProvider system) {
    return JournalExtension.of(system).journal(OutriggerJournal.PLUGIN_ID).health();
  }
}
