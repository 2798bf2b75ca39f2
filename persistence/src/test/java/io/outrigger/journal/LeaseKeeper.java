package io.outrigger.journal;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LeaseEvent;
import io.outrigger.lease.LeaseEvent.LeaseForgotten;
import io.outrigger.lease.LeaseEvent.LeaseRecorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.RecoveryFailed;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/** Keeps leases in the journal, as a pool does. */
final class LeaseKeeper
    extends EventSourcedBehavior<
        LeaseKeeper.Command, LeaseEvent, Map<Ipv6Prefix, LeaseKeeper.Held>> {

  sealed interface Command {}

  /** Stores all leases in one write. */
  record Store(List<Lease> leases, ActorRef<Done> stored) implements Command {}

  record Forget(Ipv6Prefix resource, ActorRef<Done> stored) implements Command {}

  record Get(ActorRef<Leases.Answer> answer) implements Command {}

  /** A lease and the number of its event. */
  record Held(Lease lease, long sequenceNr) {}

  /** What became of the recovery: the number of the last event, or why it failed. */
  record Recovered(long lastSequenceNr, String failure) {}

  private final ActorContext<Command> context;
  private final ActorRef<Recovered> recovered;
  private long lastForgotten;

  private LeaseKeeper(String id, ActorContext<Command> context, ActorRef<Recovered> recovered) {
    super(PersistenceId.ofUniqueId(id));
    this.context = context;
    this.recovered = recovered;
  }

  static Behavior<Command> create(String id, ActorRef<Recovered> recovered) {
    return Behaviors.setup(context -> new LeaseKeeper(id, context, recovered));
  }

  @Override
  public Map<Ipv6Prefix, Held> emptyState() {
    return new HashMap<>();
  }

  @Override
  public CommandHandler<Command, LeaseEvent, Map<Ipv6Prefix, Held>> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(
            Store.class,
            (leases, store) -> {
              List<LeaseEvent> events = new ArrayList<>();
              long number = lastSequenceNumber(context);
              for (Lease lease : store.leases()) {
                events.add(new LeaseRecorded(lease, ++number, numberOf(leases, lease.resource())));
              }
              return Effect().persist(events).thenRun(() -> store.stored().tell(Done.done()));
            })
        .onCommand(
            Forget.class,
            (leases, forget) ->
                Effect()
                    .persist(
                        new LeaseForgotten(
                            forget.resource(),
                            lastSequenceNumber(context) + 1,
                            numberOf(leases, forget.resource()),
                            lastForgotten))
                    .thenRun(() -> forget.stored().tell(Done.done())))
        .onCommand(
            Get.class,
            (leases, get) ->
                Effect()
                    .none()
                    .thenRun(() -> get.answer().tell(new Leases.Answer(new HashMap<>(leases)))))
        .build();
  }

  private static long numberOf(Map<Ipv6Prefix, Held> leases, Ipv6Prefix resource) {
    Held held = leases.get(resource);
    return held == null ? 0 : held.sequenceNr();
  }

  @Override
  public EventHandler<Map<Ipv6Prefix, Held>, LeaseEvent> eventHandler() {
    return (leases, event) -> {
      switch (event) {
        case LeaseRecorded(Lease lease, long number, long supersedes) ->
            leases.put(lease.resource(), new Held(lease, number));
        case LeaseForgotten forgotten -> {
          leases.remove(forgotten.resource());
          lastForgotten = forgotten.sequenceNr();
        }
      }
      return leases;
    };
  }

  @Override
  public SignalHandler<Map<Ipv6Prefix, Held>> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            leases -> recovered.tell(new Recovered(lastSequenceNumber(context), "")))
        .onSignal(
            RecoveryFailed.class,
            (leases, failed) ->
                recovered.tell(new Recovered(0, String.valueOf(failed.getFailure().getMessage()))))
        .build();
  }
}
