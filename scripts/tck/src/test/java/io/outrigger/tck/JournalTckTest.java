package io.outrigger.tck;

import org.apache.pekko.persistence.CapabilityFlag;
import org.apache.pekko.persistence.japi.journal.JavaJournalSpec;
import org.junit.runner.RunWith;
import org.scalatestplus.junit.JUnitRunner;

/** What Pekko demands of a journal. */
@RunWith(JUnitRunner.class)
public class JournalTckTest extends JavaJournalSpec {
  public JournalTckTest() {
    super(TckConfig.fresh());
  }

  /** An event that cannot be serialised is rejected and does not stop its actor's journal. */
  @Override
  public CapabilityFlag supportsRejectingNonSerializableObjects() {
    return CapabilityFlag.on();
  }

  /** Events come back through their serializer. */
  @Override
  public CapabilityFlag supportsSerialization() {
    return CapabilityFlag.on();
  }

  @Override
  public CapabilityFlag supportsMetadata() {
    return CapabilityFlag.on();
  }
}
