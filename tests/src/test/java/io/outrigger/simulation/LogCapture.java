package io.outrigger.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** While it is open, what servers log goes to the trace and nowhere else. */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final World world;
  private final Logger engine;
  private final @Nullable Level before;
  private final boolean additive;
  private final Logger pekko;
  private final @Nullable Level pekkoBefore;

  LogCapture(World world) {
    this.world = world;
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    engine = context.getLogger("io.outrigger");
    before = engine.getLevel();
    additive = engine.isAdditive();
    engine.setLevel(Level.INFO);
    engine.setAdditive(false);
    setContext(context);
    setName("simulation");
    start();
    engine.addAppender(this);
    pekko = context.getLogger("org.apache.pekko");
    pekkoBefore = pekko.getLevel();
    pekko.setLevel(Level.ERROR);
    pekko.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    String level = event.getLevel().isGreaterOrEqual(Level.ERROR) ? "ERROR " : "";
    world.trace().add(world.current().name() + " " + level + event.getFormattedMessage());
  }

  @Override
  public void close() {
    pekko.detachAppender(this);
    pekko.setLevel(pekkoBefore);
    engine.detachAppender(this);
    engine.setLevel(before);
    engine.setAdditive(additive);
    stop();
  }
}
