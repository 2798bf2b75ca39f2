package io.outrigger.journal;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;

/**
 * The journals of an actor system, one for each configured plugin. They outlive the plugin's actor
 * and are closed when the system has ended.
 */
final class JournalExtension implements Extension {
  private static final Id ID = new Id();

  private final ActorSystem system;
  private final Map<String, Journal> journals = new ConcurrentHashMap<>();

  private JournalExtension(ActorSystem system) {
    this.system = system;
    system.registerOnTermination(() -> journals.values().forEach(Journal::close));
  }

  static JournalExtension of(ClassicActorSystemProvider system) {
    return ID.get(system);
  }

  /** The journal that is configured at {@code pluginId}; opened at the first call. */
  Journal journal(String pluginId) {
    return journals.computeIfAbsent(pluginId, this::start);
  }

  private Journal start(String pluginId) {
    Optional<JournalSetup> setup = system.settings().setup().get(JournalSetup.class);
    Journal journal;
    if (setup.isPresent()) {
      JournalSetup given = setup.get();
      journal = new Journal(given.opener(), given.turns(), given.clock());
    } else {
      Config config = system.settings().config().getConfig(pluginId);
      String directory = config.getString("dir");
      journal =
          new Journal(
              directory.isEmpty()
                  ? new NoDirectory(pluginId)
                  : new JournalDirectory(Path.of(directory)),
              new WriterThread(system.name() + "-" + pluginId + "-writer"),
              InstantSource.system());
    }
    journal.start().exceptionally(e -> null); // the health tells
    return journal;
  }

  /** Stands for a directory that nobody configured. */
  private record NoDirectory(String pluginId) implements KeyValueStore.Opener {
    @Override
    public KeyValueStore open() throws StoreException {
      throw new StoreException(
          StoreException.Kind.NOT_ACCESSIBLE, "set " + place() + " to the journal's directory");
    }

    @Override
    public String place() {
      return pluginId + ".dir";
    }

    @Override
    public void close() {}
  }

  private static final class Id extends AbstractExtensionId<JournalExtension> {
    @Override
    public JournalExtension createExtension(ExtendedActorSystem system) {
      return new JournalExtension(system);
    }
  }
}
