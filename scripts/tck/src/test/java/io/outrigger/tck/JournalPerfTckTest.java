package io.outrigger.tck;

import org.apache.pekko.persistence.CapabilityFlag;
import org.apache.pekko.persistence.japi.journal.JavaJournalPerfSpec;
import org.junit.runner.RunWith;
import org.scalatestplus.junit.JUnitRunner;

/** Pekko's rough measurement of a journal, which must come to its end. */
@RunWith(JUnitRunner.class)
public class JournalPerfTckTest extends JavaJournalPerfSpec {
  public JournalPerfTckTest() {
    super(TckConfig.fresh());
  }

  /** It measures 10,000 events at a time, each synced on its own: a busy machine needs its time. */
  @Override
  public long awaitDurationMillis() {
    return 120_000;
  }

  @Override
  public CapabilityFlag supportsRejectingNonSerializableObjects() {
    return CapabilityFlag.on();
  }
}
