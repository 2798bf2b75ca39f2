package io.outrigger.server;

import io.outrigger.config.Endpoint;
import io.outrigger.config.FailoverRole;
import io.outrigger.partner.Farewell;
import io.outrigger.partner.LinkContext;
import io.outrigger.partner.LinkDoor;
import io.outrigger.partner.LinkRelationship;
import io.outrigger.partner.LinkSettings;
import io.outrigger.partner.PartnerConnector;
import io.outrigger.partner.PartnerListener;
import io.outrigger.partner.RelationshipDirectory;
import io.outrigger.partner.Stimulus;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

/**
 * The way to the partners: a PartnerConnector for each relationship in which this server is
 * primary, and one PartnerListener. Mutable, for {@link ServerGuardian} alone.
 */
final class PartnerLinks {
  private final ActorContext<?> context;
  private final DispatcherSelector dispatcher;
  private final LinkContext links;
  private final Map<RelationshipHandle, LinkRelationship> doors = new LinkedHashMap<>();
  private final AtomicReference<RelationshipDirectory> directory =
      new AtomicReference<>(RelationshipDirectory.EMPTY);
  private final @Nullable ActorRef<PartnerListener.Command> listener;
  private boolean stimulated;
  private int made;

  /**
   * @param listen where partners connect to; empty: nowhere
   */
  PartnerLinks(
      ActorContext<?> context,
      DispatcherSelector dispatcher,
      LinkContext links,
      List<Endpoint> listen) {
    this.context = context;
    this.dispatcher = dispatcher;
    this.links = links;
    this.listener =
        listen.isEmpty()
            ? null
            : context.spawn(
                PartnerListener.create(listen, directory::get, links), "listener", dispatcher);
  }

  /**
   * Connections of this relationship may come now, and are made.
   *
   * @param all the relationships that there are: when the last of them is ready, their primaries
   *     hear that this server is there
   */
  void ready(
      RelationshipHandle relationship,
      LinkSettings settings,
      LinkDoor door,
      Collection<RelationshipHandle> all) {
    LinkRelationship before = doors.get(relationship);
    if (before != null) {
      before.connector().ifPresent(context::stop);
    }
    Optional<ActorRef<PartnerConnector.Command>> connector =
        relationship.role() == FailoverRole.PRIMARY
            ? Optional.of(
                context.spawn(
                    PartnerConnector.create(settings, door, links),
                    ActorNames.of("connector-" + ++made + "-", relationship.name()),
                    dispatcher))
            : Optional.empty();
    put(relationship, new LinkRelationship(settings, door, connector));
    if (stimulated && before == null) {
      stimulate(List.of(relationship));
    } else if (!stimulated && doors.keySet().containsAll(all)) {
      stimulated = true;
      stimulate(all);
    }
  }

  private void put(RelationshipHandle relationship, LinkRelationship changed) {
    doors.put(relationship, changed);
    directory.set(new RelationshipDirectory(doors.values()));
  }

  /** Those of {@code relationships} in which this server is secondary hear that it is there. */
  void stimulate(Collection<RelationshipHandle> relationships) {
    List<Endpoint> primaries =
        relationships.stream()
            .filter(each -> each.role() == FailoverRole.SECONDARY)
            .map(each -> each.config().partner())
            .toList();
    context.spawn(Stimulus.create(primaries, links), "stimulus-" + ++made);
  }

  /**
   * The relationship is configured like this from now on; if that is as it was nobody is told.
   *
   * @return whether the endpoint must see to it that a connection is made anew: only a primary has
   *     somebody here who does that
   */
  boolean use(RelationshipHandle relationship, LinkSettings settings) {
    LinkRelationship before = doors.get(relationship);
    if (before == null || before.settings().equals(settings)) {
      return false;
    }
    put(relationship, new LinkRelationship(settings, before.door(), before.connector()));
    before
        .connector()
        .ifPresent(connector -> connector.tell(new PartnerConnector.UseSettings(settings)));
    return before.connector().isEmpty();
  }

  /** There is no such relationship any more. */
  void forget(RelationshipHandle relationship) {
    LinkRelationship before = doors.remove(relationship);
    directory.set(new RelationshipDirectory(doors.values()));
    if (before != null) {
      before
          .connector()
          .ifPresent(connector -> connector.tell(new PartnerConnector.Stop(Farewell.REMOVED)));
    }
  }

  /** Takes leave of all partners; nobody connects any more. */
  void stop() {
    if (listener != null) {
      listener.tell(PartnerListener.Stop.STOP);
    }
    doors
        .values()
        .forEach(
            door ->
                door.connector()
                    .ifPresent(
                        each -> each.tell(new PartnerConnector.Stop(Farewell.SERVER_STOPS))));
  }
}
