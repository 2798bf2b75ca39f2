package io.outrigger.relationship;

import com.google.protobuf.InvalidProtocolBufferException;
import io.outrigger.endpoint.EndpointFacts;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.endpoint.History;
import io.outrigger.endpoint.StateReport;
import io.outrigger.journal.proto.EndpointRecordedProto;
import io.outrigger.journal.proto.StateReportProto;
import java.io.NotSerializableException;
import java.time.Instant;
import java.util.Optional;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** {@link EndpointRecorded} to and from the protobuf messages of {@code endpoint.proto}. */
public final class EndpointSerializer extends SerializerWithStringManifest {
  /** Stored with each event: never to be changed. */
  public static final int IDENTIFIER = 8648;

  private static final String RECORDED = "E";

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object event) {
    return RECORDED;
  }

  @Override
  public byte[] toBinary(Object event) {
    if (event instanceof EndpointRecorded recorded) {
      return encode(recorded).toByteArray();
    }
    throw new IllegalArgumentException(
        event.getClass().getName() + " is not an endpoint event that this version can store");
  }

  @Override
  public EndpointRecorded fromBinary(byte[] octets, String manifest)
      throws NotSerializableException {
    if (!manifest.equals(RECORDED)) {
      throw new NotSerializableException(
          "endpoint event of the unknown kind '"
              + manifest
              + "': a newer version of this program wrote it");
    }
    try {
      return decode(EndpointRecordedProto.parseFrom(octets));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new NotSerializableException("endpoint event: " + e.getMessage());
    }
  }

  private static EndpointRecordedProto encode(EndpointRecorded recorded) {
    EndpointFacts facts = recorded.facts();
    EndpointRecordedProto.Builder proto =
        EndpointRecordedProto.newBuilder()
            .setState(facts.state().code())
            .setSinceMillis(facts.since().toEpochMilli())
            .setTimeOfFailureMillis(facts.timeOfFailure().toEpochMilli())
            .setCommunicated(facts.communicated())
            .setHistory(number(facts.history()))
            .setPartnerUnbound(facts.partnerUnbound())
            .setMcltSeconds(recorded.mcltSeconds())
            .setSequenceNr(recorded.sequenceNr())
            .setSupersedes(recorded.supersedes());
    facts.previous().ifPresent(state -> proto.setPrevious(state.code()));
    facts.partner().ifPresent(report -> proto.setPartner(encode(report)));
    facts.lastHeard().ifPresent(at -> proto.setLastHeardMillis(at.toEpochMilli()));
    facts.lastOperation().ifPresent(at -> proto.setLastOperationMillis(at.toEpochMilli()));
    return proto.build();
  }

  private static StateReportProto encode(StateReport report) {
    StateReportProto.Builder proto =
        StateReportProto.newBuilder()
            .setState(report.state().code())
            .setSinceMillis(report.since().toEpochMilli())
            .setStartup(report.startup())
            .setCommunicated(report.communicated())
            .setAckStartup(report.ackStartup());
    report.partnerDownSince().ifPresent(at -> proto.setPartnerDownSinceMillis(at.toEpochMilli()));
    return proto.build();
  }

  private static EndpointRecorded decode(EndpointRecordedProto proto) {
    EndpointFacts facts =
        new EndpointFacts(
            state(proto.getState()),
            Instant.ofEpochMilli(proto.getSinceMillis()),
            proto.hasPrevious() ? Optional.of(anyState(proto.getPrevious())) : Optional.empty(),
            proto.hasPartner() ? Optional.of(decode(proto.getPartner())) : Optional.empty(),
            time(proto.hasLastHeardMillis(), proto.getLastHeardMillis()),
            time(proto.hasLastOperationMillis(), proto.getLastOperationMillis()),
            Instant.ofEpochMilli(proto.getTimeOfFailureMillis()),
            proto.getCommunicated(),
            history(proto.getHistory()),
            proto.getPartnerUnbound());
    return new EndpointRecorded(
        facts, proto.getMcltSeconds(), proto.getSequenceNr(), proto.getSupersedes());
  }

  private static StateReport decode(StateReportProto proto) {
    return new StateReport(
        state(proto.getState()),
        Instant.ofEpochMilli(proto.getSinceMillis()),
        proto.getStartup(),
        proto.getCommunicated(),
        proto.getAckStartup(),
        time(proto.hasPartnerDownSinceMillis(), proto.getPartnerDownSinceMillis()));
  }

  private static Optional<Instant> time(boolean known, long millis) {
    return known ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty();
  }

  private static FailoverState state(int code) {
    return FailoverState.sent(code)
        .orElseThrow(() -> new IllegalArgumentException("state " + code + " is unknown"));
  }

  private static FailoverState anyState(int code) {
    return code == FailoverState.STARTUP.code() ? FailoverState.STARTUP : state(code);
  }

  private static int number(History history) {
    return switch (history) {
      case UNKNOWN -> 0;
      case FRESH -> 1;
      case LOST -> 2;
      case KEPT -> 3;
    };
  }

  private static History history(int number) {
    return switch (number) {
      case 0 -> History.UNKNOWN;
      case 1 -> History.FRESH;
      case 2 -> History.LOST;
      case 3 -> History.KEPT;
      default -> throw new IllegalArgumentException("history " + number + " is unknown");
    };
  }
}
