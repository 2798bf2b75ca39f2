package io.outrigger.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import io.outrigger.journal.proto.LeaseForgottenProto;
import io.outrigger.journal.proto.LeaseRecordedProto;
import io.outrigger.lease.LeaseEvent;
import io.outrigger.lease.LeaseEvent.LeaseForgotten;
import io.outrigger.lease.LeaseEvent.LeaseRecorded;
import java.io.NotSerializableException;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Lease events to and from the protobuf messages of {@code lease.proto}. */
public final class LeaseEventSerializer extends SerializerWithStringManifest {
  /** Stored with each event: never to be changed. */
  public static final int IDENTIFIER = 8647;

  static final String RECORDED = "R";

  private static final String FORGOTTEN = "F";

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object event) {
    return event instanceof LeaseForgotten ? FORGOTTEN : RECORDED;
  }

  @Override
  public byte[] toBinary(Object event) {
    return switch (event) {
      case LeaseRecorded recorded -> LeaseCodec.encode(recorded).toByteArray();
      case LeaseForgotten forgotten -> LeaseCodec.encode(forgotten).toByteArray();
      default ->
          throw new IllegalArgumentException(
              event.getClass().getName() + " is not a lease event that this version can store");
    };
  }

  @Override
  public LeaseEvent fromBinary(byte[] octets, String manifest) throws NotSerializableException {
    try {
      return switch (manifest) {
        case RECORDED -> LeaseCodec.decode(LeaseRecordedProto.parseFrom(octets));
        case FORGOTTEN -> LeaseCodec.decode(LeaseForgottenProto.parseFrom(octets));
        default ->
            throw new NotSerializableException(
                "lease event of the unknown kind '"
                    + manifest
                    + "': a newer version of this program wrote it");
      };
    } catch (InvalidProtocolBufferException e) {
      throw new NotSerializableException("lease event of kind " + manifest + ": " + e.getMessage());
    } catch (IllegalArgumentException e) { // a value that no lease can have
      throw new NotSerializableException("lease event of kind " + manifest + ": " + e.getMessage());
    }
  }
}
