package io.outrigger.journal;

import java.time.InstantSource;
import org.apache.pekko.actor.setup.Setup;

/**
 * Gives an actor system's journal another store, another course of time and another thread than
 * those of the configuration: hand it to the system when it is created.
 */
public final class JournalSetup extends Setup {
  private final KeyValueStore.Opener opener;
  private final Turns turns;
  private final InstantSource clock;

  /**
   * @param opener opens the store, at the start and after failures
   * @param turns runs the writer
   * @param clock only for reports of how long something has lasted
   */
  public JournalSetup(KeyValueStore.Opener opener, Turns turns, InstantSource clock) {
    this.opener = opener;
    this.turns = turns;
    this.clock = clock;
  }

  /** A journal with a thread of its own; the actor system closes {@code journal} when it ends. */
  public static JournalSetup of(JournalDirectory journal) {
    return new JournalSetup(journal, new WriterThread("journal-writer"), InstantSource.system());
  }

  KeyValueStore.Opener opener() {
    return opener;
  }

  Turns turns() {
    return turns;
  }

  InstantSource clock() {
    return clock;
  }
}
