package io.outrigger.pool;

import static io.outrigger.pool.Inbox.Patience.LATER;
import static io.outrigger.pool.Inbox.Patience.SOON;
import static io.outrigger.pool.Inbox.Urgency.HELD_LEASE;
import static io.outrigger.pool.Inbox.Urgency.NEW_CLIENT;
import static io.outrigger.pool.Inbox.Urgency.PARTNER_ANSWER;
import static io.outrigger.pool.Inbox.Urgency.PARTNER_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InboxTest {

  @Test
  void heldLeasesComeFirstEachKindInOrder() {
    Inbox<String> inbox = new Inbox<>(10, 32);
    inbox.offer("solicit 1", NEW_CLIENT, 0);
    inbox.offer("renew 1", HELD_LEASE, 0);
    inbox.offer("solicit 2", NEW_CLIENT, 0);
    inbox.offer("renew 2", HELD_LEASE, 0);
    List<String> out = new ArrayList<>();
    assertThat(inbox.drainTo(out, 3)).isTrue();
    assertThat(out).containsExactly("renew 1", "renew 2", "solicit 1");
    assertThat(inbox.drainTo(out, 3)).isFalse();
    assertThat(out).endsWith("solicit 2").hasSize(4);
  }

  @Test
  void newClientThatHasWaitedTooLongGoesWhenAnotherComes() {
    Inbox<String> inbox = new Inbox<>(10, 32);
    inbox.offer("renew 1", HELD_LEASE, 0);
    inbox.offer("solicit 1", NEW_CLIENT, 0);
    inbox.offer("solicit 2", NEW_CLIENT, 1);
    assertThat(inbox.offer("solicit 3", NEW_CLIENT, Inbox.NEW_CLIENT_MILLIS - 1)).isNull();
    assertThat(inbox.offer("renew 2", HELD_LEASE, Inbox.NEW_CLIENT_MILLIS)).isNull();
    assertThat(inbox.offer("ack 1", PARTNER_ANSWER, Inbox.NEW_CLIENT_MILLIS)).isNull();
    assertThat(inbox.offer("solicit 4", NEW_CLIENT, Inbox.NEW_CLIENT_MILLIS))
        .isEqualTo("solicit 1");
    assertThat(inbox.offer("solicit 5", NEW_CLIENT, Inbox.NEW_CLIENT_MILLIS)).isNull();
  }

  /** A burst that nothing follows is served to its end. */
  @Test
  void newClientsWaitAsLongAsNobodyElseComes() {
    Inbox<String> inbox = new Inbox<>(10, 32);
    inbox.offer("solicit 1", NEW_CLIENT, 0);
    inbox.offer("solicit 2", NEW_CLIENT, 1);
    inbox.offer("renew 1", HELD_LEASE, Inbox.NEW_CLIENT_MILLIS);
    List<String> drained = new ArrayList<>();
    inbox.drainTo(drained, 10);
    assertThat(drained).containsExactly("renew 1", "solicit 1", "solicit 2");
    assertThat(inbox.offer("solicit 3", NEW_CLIENT, Inbox.NEW_CLIENT_MILLIS)).isNull();
  }

  @Test
  void fullInboxGivesUpTheOldestOfTheLeastUrgent() {
    Inbox<String> inbox = new Inbox<>(2, 32);
    assertThat(inbox.offer("solicit 1", NEW_CLIENT, 0)).isNull();
    assertThat(inbox.offer("solicit 2", NEW_CLIENT, 0)).isNull();
    assertThat(inbox.offer("renew 1", HELD_LEASE, 0)).isEqualTo("solicit 1");
    assertThat(inbox.offer("renew 2", HELD_LEASE, 0)).isEqualTo("solicit 2");
    assertThat(inbox.offer("solicit 3", NEW_CLIENT, 0)).isEqualTo("solicit 3");
    assertThat(inbox.offer("renew 3", HELD_LEASE, 0)).isEqualTo("renew 1");
    assertThat(inbox.size()).isEqualTo(2);
  }

  @Test
  void messagesOfThePartnerWakeNobodyButRemindOnce() {
    Inbox<String> inbox = new Inbox<>(10, 32);
    inbox.offer("ack 1", PARTNER_ANSWER, 0);
    assertThat(inbox.claimWake()).isFalse();
    assertThat(inbox.claimReminder()).isEqualTo(LATER);
    inbox.offer("ack 2", PARTNER_ANSWER, 0);
    assertThat(inbox.claimReminder()).as("one is on its way").isNull();
    List<String> out = new ArrayList<>();
    assertThat(inbox.drainTo(out, 10)).isFalse();
    assertThat(out).containsExactly("ack 1", "ack 2");
    assertThat(inbox.claimReminder()).as("nothing to drain").isNull();
    inbox.offer("ack 3", PARTNER_ANSWER, 0);
    assertThat(inbox.claimReminder()).isEqualTo(LATER);
  }

  /** The partner waits for what answers its update, nobody for what its own answers are noted. */
  @Test
  void reminderComesSoonerOnceThePartnerWaits() {
    Inbox<String> inbox = new Inbox<>(10, 32);
    inbox.offer("answer 1", PARTNER_ANSWER, 0);
    assertThat(inbox.claimReminder()).isEqualTo(LATER);
    inbox.offer("update 1", PARTNER_UPDATE, 0);
    assertThat(inbox.claimReminder()).isEqualTo(SOON);
    inbox.offer("answer 2", PARTNER_ANSWER, 0);
    inbox.offer("update 2", PARTNER_UPDATE, 0);
    assertThat(inbox.claimReminder()).as("one is on its way").isNull();
    List<String> out = new ArrayList<>();
    assertThat(inbox.drainTo(out, 10)).isFalse();
    assertThat(out).containsExactly("answer 1", "update 1", "answer 2", "update 2");
    inbox.offer("answer 3", PARTNER_ANSWER, 0);
    assertThat(inbox.claimReminder()).as("the updates are gone").isEqualTo(LATER);
  }

  @Test
  void whoeverWakesUpForAClientTakesThePartnersTooIfThereIsNoReminder() {
    for (Inbox.Urgency urgency : List.of(HELD_LEASE, NEW_CLIENT)) {
      Inbox<String> inbox = new Inbox<>(10, 32);
      inbox.offer("ack 1", PARTNER_ANSWER, 0);
      inbox.offer("urgent", urgency, 0);
      assertThat(inbox.claimWake()).as("%s", urgency).isTrue();
      assertThat(inbox.claimReminder()).isNull();
      List<String> out = new ArrayList<>();
      assertThat(inbox.drainAwakeTo(out, 10)).isFalse();
      assertThat(out).containsExactly("ack 1", "urgent");
    }
  }

  /** A write for the partner would keep waiting what a new client asks next, or asks with it. */
  @Test
  void whoeverAClientWakesLeavesThePartnersToTheReminder() {
    Inbox<String> inbox = new Inbox<>(10, 3);
    inbox.offer("ack 1", PARTNER_ANSWER, 0);
    assertThat(inbox.claimReminder()).isEqualTo(LATER);
    inbox.offer("solicit 1", NEW_CLIENT, 0);
    inbox.offer("solicit 2", NEW_CLIENT, 0);
    assertThat(inbox.claimWake()).isTrue();
    List<String> out = new ArrayList<>();
    assertThat(inbox.drainAwakeTo(out, 1)).isTrue();
    assertThat(inbox.drainAwakeTo(out, 1)).isFalse();
    assertThat(out).containsExactly("solicit 1", "solicit 2");
    inbox.offer("request 1", HELD_LEASE, 0);
    assertThat(inbox.claimWake()).as("nothing is left to come back for unasked").isTrue();
    assertThat(inbox.drainAwakeTo(out, 10)).isFalse();
    assertThat(inbox.drainTo(out, 10)).isFalse();
    assertThat(out).endsWith("request 1", "ack 1");
    assertThat(inbox.claimReminder()).as("nothing is left to be reminded of").isNull();
  }

  @Test
  void manyOfThePartnersAreTakenWithClientsThoughThereIsAReminder() {
    Inbox<String> inbox = new Inbox<>(10, 2);
    inbox.offer("ack 1", PARTNER_ANSWER, 0);
    assertThat(inbox.claimReminder()).isEqualTo(LATER);
    inbox.offer("ack 2", PARTNER_ANSWER, 0);
    inbox.offer("solicit 1", NEW_CLIENT, 0);
    List<String> out = new ArrayList<>();
    assertThat(inbox.drainAwakeTo(out, 10)).isFalse();
    assertThat(out).containsExactly("ack 1", "ack 2", "solicit 1");
  }

  @Test
  void manyOfThePartnersDoNotWaitForTheReminder() {
    Inbox<Integer> inbox = new Inbox<>(10, 32);
    int count = 0;
    while (!inbox.claimWake()) {
      inbox.offer(++count, PARTNER_ANSWER, 0);
    }
    assertThat(count).isEqualTo(32);
  }

  @Test
  void neitherRoomForNobodyNorHasteForNothingIsTaken() {
    assertThatThrownBy(() -> new Inbox<String>(0, 32)).hasMessage("capacity 0 is less than 1");
    assertThatThrownBy(() -> new Inbox<String>(10, 0)).hasMessage("manyOfPartner 0 is less than 1");
    assertThat(new Inbox<String>(1, 1).capacity()).isEqualTo(1);
  }

  @Test
  void oneWakeUpIsOutstandingUntilNothingIsLeft() {
    Inbox<String> inbox = new Inbox<>(10, 32);
    assertThat(inbox.claimWake()).as("nothing to drain").isFalse();
    inbox.offer("a", NEW_CLIENT, 0);
    assertThat(inbox.claimWake()).isTrue();
    inbox.offer("b", NEW_CLIENT, 0);
    assertThat(inbox.claimWake()).isFalse();
    List<String> out = new ArrayList<>();
    assertThat(inbox.drainTo(out, 1)).isTrue();
    assertThat(inbox.claimWake()).as("the consumer comes again unasked").isFalse();
    assertThat(inbox.drainTo(out, 1)).isFalse();
    inbox.offer("c", NEW_CLIENT, 0);
    assertThat(inbox.claimWake()).isTrue();
  }

  @Test
  void onlyMessagesAboutAKnownLeaseAreUrgent() {
    List<Integer> urgent = new ArrayList<>();
    for (int type = 0; type < 256; type++) {
      if (Inbox.Urgency.ofMessageType(type) == HELD_LEASE) {
        urgent.add(type);
      }
    }
    assertThat(urgent).containsExactly(3, 5, 6, 8, 9);
  }

  @Test
  void capacityIsAtLeastOne() {
    assertThatThrownBy(() -> new Inbox<String>(0, 32)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Against a plain list that is searched from the front. */
  @Test
  void agreesWithAModelOverRandomOperations() {
    for (int seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      int capacity = 1 + random.nextInt(8);
      Inbox<Integer> inbox = new Inbox<>(capacity, 32);
      List<Integer> model = new ArrayList<>(); // even: held lease, odd: new client
      int next = 0;
      for (int step = 0; step < 300; step++) {
        if (random.nextInt(4) > 0) {
          int item = 2 * next++ + random.nextInt(2);
          model.add(item);
          Integer expected = model.size() > capacity ? removeForModel(model, 1) : null;
          assertThat(inbox.offer(item, item % 2 == 0 ? HELD_LEASE : NEW_CLIENT, 0))
              .as("seed %d step %d", seed, step)
              .isEqualTo(expected);
        } else {
          int max = random.nextInt(capacity + 2);
          List<Integer> expected = new ArrayList<>();
          while (expected.size() < max && !model.isEmpty()) {
            expected.add(removeForModel(model, 0));
          }
          List<Integer> actual = new ArrayList<>();
          boolean left = inbox.drainTo(actual, max);
          assertThat(actual).as("seed %d step %d", seed, step).isEqualTo(expected);
          assertThat(left).as("seed %d step %d", seed, step).isEqualTo(!model.isEmpty());
        }
        assertThat(inbox.size()).isEqualTo(model.size());
      }
    }
  }

  private static Integer removeForModel(List<Integer> model, int parity) {
    for (int i = 0; i < model.size(); i++) {
      if (model.get(i) % 2 == parity) {
        return model.remove(/* index */ i);
      }
    }
    return model.removeFirst();
  }

  @Test
  void nothingIsLostBetweenProducersAndAConsumerThatSleepsWithoutWakeUps() throws Exception {
    int producers = 3;
    int each = 20_000;
    Inbox<Integer> inbox = new Inbox<>(64, 32);
    BlockingQueue<Boolean> wakeUps = new ArrayBlockingQueue<>(2);
    AtomicLong evicted = new AtomicLong();
    try (ExecutorService pool = Executors.newFixedThreadPool(producers)) {
      List<Future<?>> running = new ArrayList<>();
      for (int p = 0; p < producers; p++) {
        running.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    @Nullable Integer gone =
                        inbox.offer(i, i % 3 == 0 ? HELD_LEASE : NEW_CLIENT, 0);
                    if (gone != null) {
                      evicted.incrementAndGet();
                    }
                    if (inbox.claimWake()) {
                      wakeUps.add(true); // fails if two are outstanding and unread
                    }
                  }
                }));
      }
      long drained = 0;
      List<Integer> batch = new ArrayList<>();
      while (drained + evicted.get() < (long) producers * each) {
        if (wakeUps.poll(10, TimeUnit.SECONDS) == null) {
          break;
        }
        boolean more = true;
        while (more) {
          more = inbox.drainTo(batch, 7);
          drained += batch.size();
          batch.clear();
        }
      }
      for (Future<?> one : running) {
        one.get();
      }
      assertThat(drained + evicted.get()).isEqualTo((long) producers * each);
      assertThat(inbox.size()).isZero();
    }
  }
}
