package io.outrigger.loadclient;

import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.Decoded;
import io.outrigger.dhcp.DhcpDecoder;
import io.outrigger.dhcp.DhcpEncoder;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.Message;
import io.outrigger.dhcp.MessageType;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.StatusCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs very many {@link ClientSession}s on one thread and one socket: begins them at an even rate,
 * hands each its messages and its time, writes the ledger before anything that follows is sent.
 */
public final class LoadEngine {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long LONGEST_WAIT_NANOS = 100_000_000;

  /** Its clients are never among those of a run: what is made of their messages harms nobody. */
  private static final long GHOST_SEED = 0x6768_6f73_7473L;

  private final LoadPlan plan;
  private final ClientPath path;
  private final ClientTransport transport;
  private final LoadClock clock;
  private final RandomGenerator random;
  private final Ledger ledger;
  private final Mangler mangler;
  private final LoadCounters counters = new LoadCounters();
  private final LeaseBook book = new LeaseBook();
  private final Map<Long, Slot> slots = new HashMap<>();
  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>(Comparator.comparingLong(Alarm::nanos));
  private final List<byte[]> outgoing = new ArrayList<>();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final SessionListener listener = new Listener();

  private volatile boolean stopped;
  private volatile boolean finished;
  private long startNanos;
  private long nowNanos;
  private long begun;
  private long open;

  /** A session and the one alarm that counts. */
  private static final class Slot {
    private final ClientSession session;
    private long alarmNanos = Long.MAX_VALUE;

    private Slot(ClientSession session) {
      this.session = session;
    }
  }

  private record Alarm(long nanos, Slot slot) {}

  /**
   * @param random seeded; decides transaction-ids and the spread of retransmissions
   */
  public LoadEngine(
      LoadPlan plan,
      ClientPath path,
      ClientTransport transport,
      LoadClock clock,
      RandomGenerator random,
      Ledger ledger) {
    this.plan = plan;
    this.path = path;
    this.transport = transport;
    this.clock = clock;
    this.random = random;
    this.ledger = ledger;
    this.mangler = new Mangler(random);
  }

  /** Ends {@link #run} soon; from any thread. */
  public void stop() {
    stopped = true;
    transport.wakeup();
  }

  /** The numbers so far; from any thread. */
  public CompletableFuture<LoadReport> snapshot() {
    return ask(this::report);
  }

  /** What the clients hold now; from any thread. */
  public CompletableFuture<List<LeaseBook.Holding>> holdings() {
    return ask(() -> book.live(clock.now()));
  }

  private <T> CompletableFuture<T> ask(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    tasks.add(() -> answer.complete(question.get()));
    transport.wakeup();
    if (finished) {
      runTasks();
    }
    return answer;
  }

  /**
   * Does the whole run on the calling thread. To be called once.
   *
   * @throws java.io.UncheckedIOException if the ledger cannot be written
   */
  public LoadReport run() {
    startNanos = clock.now();
    nowNanos = startNanos;
    try {
      while (!stopped && !isOver()) {
        beginDue();
        ringDue();
        flush();
        transport.receive(waitNanos(), this::received);
        flush();
        runTasks();
        nowNanos = clock.now();
      }
      List.copyOf(slots.values()).forEach(slot -> slot.session.stop());
      flush();
      return report();
    } finally {
      finished = true;
      runTasks();
    }
  }

  private boolean isOver() {
    boolean timeIsUp = plan.durationNanos() > 0 && nowNanos - startNanos >= plan.durationNanos();
    if (plan.session().keep()) {
      return timeIsUp;
    }
    if (!timeIsUp && !allBegun()) {
      return false;
    }
    return open == 0 || nowNanos >= dueNanos(begun) + plan.drainNanos();
  }

  private boolean allBegun() {
    return plan.exchanges() > 0 && begun >= plan.exchanges();
  }

  /** When exchange number {@code k} is due. */
  private long dueNanos(long k) {
    return startNanos + (long) (k / plan.ratePerSecond() * NANOS_PER_SECOND);
  }

  private boolean mayBegin() {
    boolean timeIsUp = plan.durationNanos() > 0 && nowNanos - startNanos >= plan.durationNanos();
    return !allBegun() && !timeIsUp;
  }

  private void beginDue() {
    while (mayBegin() && dueNanos(begun) <= nowNanos) {
      long index = plan.firstClient() + begun % plan.clients();
      counters.startedLate(nowNanos - dueNanos(begun));
      begun++;
      if (slots.containsKey(index)) {
        counters.skipped++;
      } else {
        begin(index);
      }
      sendMalformed();
    }
  }

  private void begin(long index) {
    Slot slot =
        new Slot(
            new ClientSession(
                new ClientIdentity(plan.seed(), index), plan.session(), random, listener));
    slots.put(index, slot);
    counters.started++;
    open++;
    slot.session.begin(nowNanos);
    schedule(slot);
  }

  /** Spreads the malformed datagrams evenly over the exchanges. */
  private void sendMalformed() {
    double share = Math.min(1, (double) begun / plan.expectedExchanges());
    while (counters.malformedSent < (long) (plan.malformed() * share)) {
      ClientIdentity ghost = new ClientIdentity(GHOST_SEED, counters.malformedSent);
      ClientServerMessage solicit =
          new Questions(ghost, plan.session())
              .build(
                  MessageType.SOLICIT,
                  random.nextInt(1 << 24),
                  0,
                  null,
                  List.of(new IaNaOption(ghost.iaid(), 0, 0, Options.EMPTY)));
      outgoing.add(mangler.mangle(DhcpEncoder.encode(path.wrap(ghost, solicit))));
      counters.malformedSent++;
    }
  }

  private void ringDue() {
    Alarm next = alarms.peek();
    while (next != null && next.nanos <= nowNanos) {
      alarms.remove();
      Slot slot = next.slot;
      if (slot.alarmNanos == next.nanos) {
        slot.alarmNanos = Long.MAX_VALUE;
        slot.session.timer(nowNanos);
        schedule(slot);
      }
      next = alarms.peek();
    }
  }

  private void schedule(Slot slot) {
    long deadline = slot.session.deadlineNanos();
    if (deadline < slot.alarmNanos) {
      slot.alarmNanos = deadline;
      alarms.add(new Alarm(deadline, slot));
    }
  }

  /** Until something is due. */
  private long waitNanos() {
    long until = nowNanos + LONGEST_WAIT_NANOS;
    if (mayBegin()) {
      until = Math.min(until, dueNanos(begun));
    }
    Alarm next = alarms.peek();
    if (next != null) {
      until = Math.min(until, next.nanos);
    }
    return Math.max(0, until - clock.now());
  }

  private void received(byte[] buffer, int length) {
    nowNanos = clock.now();
    ClientServerMessage message =
        DhcpDecoder.decode(buffer, 0, length) instanceof Decoded.Ok<Message>(Message datagram)
            ? path.unwrap(datagram).orElse(null)
            : null;
    if (message == null) {
      counters.undecodable++;
      return;
    }
    Slot slot = slotOf(message);
    if (slot == null) {
      counters.ignored++;
      return;
    }
    slot.session.received(message, nowNanos);
    schedule(slot);
  }

  private @Nullable Slot slotOf(ClientServerMessage message) {
    Optional<Duid> client = message.options().first(ClientIdOption.class).map(ClientIdOption::duid);
    OptionalLong index =
        client.isPresent()
            ? ClientIdentity.indexOf(client.get(), plan.seed())
            : OptionalLong.empty();
    return index.isPresent() ? slots.get(index.getAsLong()) : null;
  }

  /** First the ledger, then the network. */
  private void flush() {
    ledger.flush();
    for (byte[] datagram : outgoing) {
      if (!transport.send(datagram)) {
        counters.sendFailures++;
      }
    }
    outgoing.clear();
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private LoadReport report() {
    return counters.report(startNanos, clock.now(), open, book);
  }

  private final class Listener implements SessionListener {
    @Override
    public void send(ClientSession session, ClientServerMessage message, boolean again) {
      counters.sent(message.type(), again);
      outgoing.add(DhcpEncoder.encode(path.wrap(session.identity(), message)));
    }

    @Override
    public void answered(
        ClientSession session, MessageType question, MessageType answer, long delayNanos) {
      counters.answered(question, answer, delayNanos);
    }

    @Override
    public void ignored(ClientSession session, ClientServerMessage message, String reason) {
      counters.ignored++;
    }

    @Override
    public void status(ClientSession session, StatusCode status) {
      counters.status(status);
    }

    @Override
    public void granted(ClientSession session, HeldLease lease) {
      ledger.granted(session.duid(), lease);
      book.granted(session.duid(), lease);
    }

    @Override
    public void gaveUp(ClientSession session, HeldLease lease, MessageType why) {
      ledger.gaveUp(session.duid(), lease, why, nowNanos);
      book.gaveUp(session.duid(), lease);
    }

    @Override
    public void unanswered(ClientSession session, MessageType question) {
      ledger.unanswered(session.duid(), question, nowNanos);
    }

    @Override
    public void ended(ClientSession session, Outcome outcome) {
      counters.ended(outcome, nowNanos);
      open--;
      if (!session.isRunning()) {
        slots.remove(session.identity().index());
      }
    }
  }
}
