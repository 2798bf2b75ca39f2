package io.outrigger.relationship;

import io.outrigger.endpoint.EndpointEvent;
import io.outrigger.endpoint.EndpointTimer;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** What {@link EndpointWork} cannot do without being an actor. */
record EndpointHands(ActorRef<EndpointCommand> self, TimerScheduler<EndpointCommand> timers)
    implements EndpointWork.Hands {

  @Override
  public void startTimer(EndpointTimer timer, Duration delay) {
    timers.startSingleTimer(
        timer, new EndpointCommand.Happened(new EndpointEvent.TimerFired(timer)), delay);
  }

  @Override
  public void cancelTimer(EndpointTimer timer) {
    timers.cancel(timer);
  }

  @Override
  public void tell(EndpointCommand command) {
    self.tell(command);
  }
}
