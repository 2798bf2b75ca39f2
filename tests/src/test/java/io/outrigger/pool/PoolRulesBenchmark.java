package io.outrigger.pool;

import io.outrigger.benchmark.Samples;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.ClientContext;
import io.outrigger.lease.ClientIa;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LeaseEvent;
import io.outrigger.lease.LifetimePolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Decisions of a pool, and the entries that they make in its book, without actor and journal. The
 * pool has 131,072 addresses.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PoolRulesBenchmark {
  private static final Instant NOW = Instant.ofEpochSecond(Samples.NOW_EPOCH_SECOND);
  private static final LifetimePolicy LIFETIMES = new LifetimePolicy(3600, 7200, 1800, 2880);
  private static final PoolSpace SPACE =
      PoolSpace.ofPrefixes(Ipv6Prefix.parse("2001:db8:1::/111"), 128);
  private static final PoolPolicy NORMAL =
      new PoolPolicy(true, true, true, 3600, Lease.INFINITE, false, true, true);
  private static final int NEW_CLIENTS = 1 << 14;

  /** Who has the pool: this server alone, or the primary of two with independent allocation. */
  @Param({"alone", "independent"})
  public String pool = "alone";

  /** How much of what this server may give is leased. */
  @Param({"50", "99"})
  public int percentFull;

  private final ClientIa[] newcomers = new ClientIa[NEW_CLIENTS];
  private ClientIa[] holders = {};
  private PoolBook book = newBook(Optional.empty());
  private long sequenceNr;
  private int turn;

  private static PoolBook newBook(Optional<Sharing> sharing) {
    return new PoolBook(
        new PoolSettings("benchmark", SPACE, Set.of(), 3600, sharing), new Deaf(), new Random(1));
  }

  @Setup(Level.Trial)
  public void fill() {
    boolean shared = pool.equals("independent");
    book =
        newBook(
            shared
                ? Optional.of(new Sharing(Half.PRIMARY, false, 50, LIFETIMES))
                : Optional.empty());
    book.use(shared ? NORMAL : PoolPolicy.STAND_ALONE, NOW.getEpochSecond());
    holders = new ClientIa[(int) (book.stats().freeOwn() * percentFull / 100)];
    for (int i = 0; i < holders.length; i++) {
      holders[i] = client(i);
      enter(assign(holders[i]));
    }
    for (int i = 0; i < NEW_CLIENTS; i++) {
      newcomers[i] = client(1 << 24 | i);
    }
  }

  private static ClientIa client(int number) {
    return new ClientIa(Samples.duid(number), 1);
  }

  private static IaRequest.Wishes wishes(List<Ipv6Prefix> hints) {
    return new IaRequest.Wishes(hints, List.of(), LIFETIMES);
  }

  private Decision assign(ClientIa client) {
    return PoolRules.decide(
        book, new IaRequest.Assign(client, wishes(List.of()), ClientContext.NONE), NOW);
  }

  private LeaseEvent enter(Decision decision) {
    return book.enter(decision.changes().getFirst(), ++sequenceNr);
  }

  private ClientIa newcomer() {
    return newcomers[++turn & (NEW_CLIENTS - 1)];
  }

  /** What a SOLICIT asks: the search for a free address, and nothing is entered. */
  @Benchmark
  public Decision offer() {
    return PoolRules.decide(book, new IaRequest.Offer(newcomer(), wishes(List.of())), NOW);
  }

  /** What a REQUEST of a new client asks, decided only. */
  @Benchmark
  public Decision newLease() {
    return assign(newcomer());
  }

  /** The same, entered; and then forgotten again, so that the pool stays as full as it is. */
  @Benchmark
  public LeaseEvent newLeaseEnteredAndForgotten() {
    LeaseEvent.LeaseRecorded event = (LeaseEvent.LeaseRecorded) enter(assign(newcomer()));
    return book.enter(new LeaseChange.Forget(event.lease().resource()), ++sequenceNr);
  }

  /** A RENEW of a client that holds its lease, decided and entered. */
  @Benchmark
  public LeaseEvent renewal() {
    ClientIa client = holders[++turn % holders.length];
    return enter(
        PoolRules.decide(
            book, new IaRequest.Extend(client, wishes(List.of()), ClientContext.NONE), NOW));
  }

  /** Listens to nobody. */
  private static final class Deaf implements PoolObserver {
    @Override
    public void recovered(PoolStats stats) {}

    @Override
    public void failed(Throwable cause) {}

    @Override
    public void changed(PoolStats stats) {}

    @Override
    public void holds(ClientIa client) {}

    @Override
    public void holdsNoMore(ClientIa client) {}
  }
}
