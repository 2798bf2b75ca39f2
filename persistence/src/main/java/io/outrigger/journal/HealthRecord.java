package io.outrigger.journal;

import io.outrigger.events.EventId;
import io.outrigger.events.EventLine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal's health as its writer notes it; says in the log when it changes, once. */
final class HealthRecord implements JournalHealth {
  private static final Logger LOG = LoggerFactory.getLogger(JournalHealth.class);
  private static final int SIZES = 16;

  private final String place;
  private final InstantSource clock;
  private final LongAdder writes = new LongAdder();
  private final LongAdder syncs = new LongAdder();
  private final LongAdder events = new LongAdder();
  private final LongAdder superseded = new LongAdder();
  private final LongAdder octets = new LongAdder();
  private final LongAdder stalls = new LongAdder();
  private final AtomicLongArray eventsPerSync = new AtomicLongArray(SIZES);
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile State state = new State.Working();

  HealthRecord(String place, InstantSource clock) {
    this.place = place;
    this.clock = clock;
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public int waiting() {
    return waiting.get();
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public Counters counters() {
    Long[] sizes = new Long[SIZES];
    Arrays.setAll(sizes, eventsPerSync::get);
    return new Counters(
        writes.sum(),
        syncs.sum(),
        events.sum(),
        superseded.sum(),
        octets.sum(),
        stalls.sum(),
        Arrays.asList(sizes));
  }

  void submitted() {
    waiting.incrementAndGet();
  }

  void settled(int requests) {
    waiting.addAndGet(-requests);
  }

  void written(int requests, int eventCount, int supersededCount, long octetCount) {
    writes.add(requests);
    syncs.increment();
    events.add(eventCount);
    superseded.add(supersededCount);
    octets.add(octetCount);
    if (eventCount > 0) {
      int size = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(eventCount);
      eventsPerSync.incrementAndGet(Math.min(size, SIZES - 1));
    }
  }

  void working() {
    if (state instanceof State.Stalled stalled) {
      Duration lasted = Duration.between(stalled.since(), clock.instant());
      state = new State.Working();
      EventLine.of(EventId.DISK_RESUMED)
          .with("directory", place)
          .with("seconds", lasted.toSeconds())
          .to(LOG);
    }
  }

  void stalled(String reason) {
    if (state instanceof State.Stalled stalled) {
      state = new State.Stalled(stalled.since(), reason);
      return;
    }
    Instant now = clock.instant();
    state = new State.Stalled(now, reason);
    stalls.increment();
    EventLine.of(EventId.DISK_FULL).with("directory", place).with("reason", reason).to(LOG);
  }

  void refused(String reason) {
    state = new State.Refused(reason);
    LOG.error("The journal cannot be opened: {}", reason);
  }
}
