package io.outrigger.benchmark;

import io.outrigger.config.FailoverRole;
import io.outrigger.config.StartAlone;
import io.outrigger.endpoint.Endpoint;
import io.outrigger.endpoint.EndpointEvent;
import io.outrigger.endpoint.EndpointFacts;
import io.outrigger.endpoint.EndpointSettings;
import io.outrigger.endpoint.EndpointState;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.endpoint.History;
import io.outrigger.endpoint.StateReport;
import io.outrigger.endpoint.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Steps of the failover state machine, without the actor around it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EndpointBenchmark {
  private static final Instant NOW = Instant.ofEpochSecond(Samples.NOW_EPOCH_SECOND);
  private static final EndpointSettings SETTINGS =
      new EndpointSettings(
          Duration.ofSeconds(5), Duration.ofHours(1), Optional.empty(), StartAlone.WAIT);

  private static final EndpointEvent HEARD = new EndpointEvent.PartnerHeard();
  private static final EndpointEvent FAILED = new EndpointEvent.CommunicationsFailed();
  private static final EndpointEvent CONNECTED = new EndpointEvent.ConnectionEstablished();
  private static final EndpointEvent PARTNER_INTERRUPTED =
      state(FailoverState.COMMUNICATIONS_INTERRUPTED);
  private static final EndpointEvent DECLARED = new EndpointEvent.PartnerDownDeclared();

  private final EndpointState normal = normal();
  private final EndpointState interrupted =
      expect(FailoverState.COMMUNICATIONS_INTERRUPTED, step(normal, FAILED).next());

  private static EndpointEvent state(FailoverState state) {
    return new EndpointEvent.PartnerStateReceived(
        new StateReport(state, NOW.minusSeconds(100), false, true, false, Optional.empty()));
  }

  private static Step step(EndpointState state, EndpointEvent event) {
    return Endpoint.step(state, event, NOW, SETTINGS);
  }

  /** A server that starts again and finds its partner waiting. */
  private static EndpointState normal() {
    EndpointFacts facts =
        new EndpointFacts(
            FailoverState.COMMUNICATIONS_INTERRUPTED,
            NOW.minusSeconds(50),
            Optional.of(FailoverState.NORMAL),
            Optional.empty(),
            Optional.empty(),
            Optional.of(NOW.minusSeconds(20)),
            NOW.minusSeconds(1000),
            true,
            History.KEPT,
            false);
    EndpointEvent.Started started = new EndpointEvent.Started(Optional.of(facts));
    EndpointState state = Endpoint.start(FailoverRole.PRIMARY, started, NOW, SETTINGS).next();
    state = step(step(state, CONNECTED).next(), PARTNER_INTERRUPTED).next();
    return expect(FailoverState.NORMAL, state);
  }

  private static EndpointState expect(FailoverState expected, EndpointState found) {
    if (found.state() != expected) {
      throw new IllegalStateException("in " + found.state() + " instead of " + expected);
    }
    return found;
  }

  /** What comes most often: any message of the partner. */
  @Benchmark
  public Step heardInNormal() {
    return step(normal, HEARD);
  }

  @Benchmark
  public Step communicationsFailInNormal() {
    return step(normal, FAILED);
  }

  /** Two steps: the connection, and the STATE that leads to NORMAL. */
  @Benchmark
  public Step interruptedToNormal() {
    return step(step(interrupted, CONNECTED).next(), PARTNER_INTERRUPTED);
  }

  @Benchmark
  public Step partnerDownDeclared() {
    return step(interrupted, DECLARED);
  }
}
