package io.outrigger.journal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.outrigger.journal.proto.EventEnvelope;
import io.outrigger.journal.proto.SerializedMetadata;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.PersistentRepr$;
import org.apache.pekko.persistence.journal.Tagged;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.Serialization$;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.Serializers;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** One event of Pekko to and from the octets of an {@link EventEnvelope}. */
final class EnvelopeCodec {
  private static final int UUID_OCTETS = 16;

  private final ExtendedActorSystem system;
  private final Serialization serialization;
  private volatile Writer lastWriter = new Writer(ByteString.EMPTY, "");

  /** A run of events has one writer: its text is made once. */
  private record Writer(ByteString octets, String text) {}

  EnvelopeCodec(ExtendedActorSystem system) {
    this.system = system;
    serialization = SerializationExtension.get(system);
  }

  /**
   * @throws RuntimeException as the payload's serializer throws
   */
  byte[] encode(PersistentRepr event) {
    return Serialization$.MODULE$.withTransportInformation(
        system, () -> envelope(event).toByteArray());
  }

  private EventEnvelope envelope(PersistentRepr event) {
    Object payload = event.payload();
    EventEnvelope.Builder envelope = EventEnvelope.newBuilder();
    if (payload instanceof Tagged tagged) {
      payload = tagged.payload();
      envelope.addAllTags(CollectionConverters.asJava(tagged.tags()));
    }
    Serializer serializer = serialization.findSerializerFor(payload);
    envelope
        .setSerializerId(serializer.identifier())
        .setManifest(Serializers.manifestFor(serializer, payload))
        .setPayload(UnsafeByteOperations.unsafeWrap(serializer.toBinary(payload)))
        .setTimestampMillis(event.timestamp())
        .setEventManifest(event.manifest());
    putWriter(envelope, event.writerUuid());
    Option<Object> metadata = event.metadata();
    if (metadata.isDefined()) {
      envelope.setMetadata(encodeMetadata(metadata.get()));
    }
    return envelope.build();
  }

  private SerializedMetadata encodeMetadata(Object metadata) {
    Serializer serializer = serialization.findSerializerFor(metadata);
    return SerializedMetadata.newBuilder()
        .setSerializerId(serializer.identifier())
        .setManifest(Serializers.manifestFor(serializer, metadata))
        .setPayload(UnsafeByteOperations.unsafeWrap(serializer.toBinary(metadata)))
        .build();
  }

  private void putWriter(EventEnvelope.Builder envelope, String writer) {
    Writer last = lastWriter;
    if (writer.equals(last.text)) {
      envelope.setWriter(last.octets);
      return;
    }
    UUID uuid;
    try {
      uuid = UUID.fromString(writer);
    } catch (IllegalArgumentException e) {
      envelope.setWriterText(writer);
      return;
    }
    if (!uuid.toString().equals(writer)) {
      envelope.setWriterText(writer);
      return;
    }
    byte[] octets =
        ByteBuffer.allocate(UUID_OCTETS)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array();
    lastWriter = new Writer(ByteString.copyFrom(octets), writer);
    envelope.setWriter(lastWriter.octets);
  }

  /**
   * @throws InvalidProtocolBufferException if {@code stored} is no envelope
   * @throws RuntimeException as the payload's serializer throws
   */
  PersistentRepr decode(String persistenceId, long sequenceNr, byte[] stored)
      throws InvalidProtocolBufferException {
    EventEnvelope envelope = EventEnvelope.parseFrom(UnsafeByteOperations.unsafeWrap(stored));
    Object payload =
        deserialize(envelope.getPayload(), envelope.getSerializerId(), envelope.getManifest());
    PersistentRepr event =
        PersistentRepr$.MODULE$.apply(
            payload,
            sequenceNr,
            persistenceId,
            envelope.getEventManifest(),
            false,
            ActorRef.noSender(),
            writer(envelope));
    if (envelope.getTimestampMillis() != 0) {
      event = event.withTimestamp(envelope.getTimestampMillis());
    }
    if (envelope.hasMetadata()) {
      SerializedMetadata metadata = envelope.getMetadata();
      event =
          event.withMetadata(
              deserialize(
                  metadata.getPayload(), metadata.getSerializerId(), metadata.getManifest()));
    }
    return event;
  }

  private Object deserialize(ByteString octets, int serializerId, String manifest) {
    return serialization.deserialize(octets.toByteArray(), serializerId, manifest).get();
  }

  private String writer(EventEnvelope envelope) {
    ByteString octets = envelope.getWriter();
    if (octets.size() != UUID_OCTETS) {
      return envelope.getWriterText();
    }
    Writer last = lastWriter;
    if (octets.equals(last.octets)) {
      return last.text;
    }
    ByteBuffer buffer = octets.asReadOnlyByteBuffer();
    Writer writer = new Writer(octets, new UUID(buffer.getLong(), buffer.getLong()).toString());
    lastWriter = writer;
    return writer.text;
  }
}
