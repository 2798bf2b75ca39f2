package io.outrigger.benchmark;

import io.outrigger.binding.BindingWriter;
import io.outrigger.binding.ReplyWriter;
import io.outrigger.dhcp.Decoded;
import io.outrigger.dhcp.DhcpDecoder;
import io.outrigger.dhcp.DhcpEncoder;
import io.outrigger.dhcp.Message;
import io.outrigger.dhcp.RelayForward;
import io.outrigger.dhcp.Reply;
import io.outrigger.dhcp.Request;
import io.outrigger.dhcp.Solicit;
import io.outrigger.failover.wire.BndReply;
import io.outrigger.failover.wire.BndUpd;
import io.outrigger.failover.wire.FailoverDecoder;
import io.outrigger.failover.wire.FailoverEncoder;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.lease.Judgement;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LifetimePolicy;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Octets to messages and back, one at a time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
  private final Solicit solicit = Samples.solicit();
  private final Request request = Samples.request();
  private final RelayForward relayForward = Samples.relayForward(request);
  private final Reply reply = Samples.reply();
  private final BndUpd update = update();
  private final BndReply updateReply = updateReply(update);

  private final byte[] solicitOctets = DhcpEncoder.encode(solicit);
  private final byte[] requestOctets = DhcpEncoder.encode(request);
  private final byte[] relayForwardOctets = DhcpEncoder.encode(relayForward);
  private final byte[] updateOctets = FailoverEncoder.encode(update);
  private final byte[] updateReplyOctets = FailoverEncoder.encode(updateReply);

  private static BndUpd update() {
    return BindingWriter.update(
        1,
        Samples.lease(1, 0),
        new LifetimePolicy(3600, 7200, 1800, 2880),
        Samples.NOW_EPOCH_SECOND);
  }

  private static BndReply updateReply(BndUpd update) {
    Lease lease = Samples.lease(1, 0);
    return ReplyWriter.reply(
        update, Map.of(lease.resource(), Judgement.ACCEPTED), Samples.NOW_EPOCH_SECOND);
  }

  private static Decoded<Message> decoded(byte[] octets) {
    return DhcpDecoder.decode(octets, 0, octets.length);
  }

  private static Decoded<FailoverMessage> decodedFailover(byte[] octets) {
    return FailoverDecoder.decode(octets, 0, octets.length);
  }

  @Benchmark
  public Decoded<Message> decodeSolicit() {
    return decoded(solicitOctets);
  }

  @Benchmark
  public Decoded<Message> decodeRequest() {
    return decoded(requestOctets);
  }

  @Benchmark
  public Decoded<Message> decodeRelayForward() {
    return decoded(relayForwardOctets);
  }

  @Benchmark
  public Decoded<FailoverMessage> decodeBndUpd() {
    return decodedFailover(updateOctets);
  }

  @Benchmark
  public Decoded<FailoverMessage> decodeBndReply() {
    return decodedFailover(updateReplyOctets);
  }

  @Benchmark
  public byte[] encodeReply() {
    return DhcpEncoder.encode(reply);
  }

  @Benchmark
  public byte[] encodeBndUpd() {
    return FailoverEncoder.encode(update);
  }

  @Benchmark
  public byte[] encodeBndReply() {
    return FailoverEncoder.encode(updateReply);
  }

  /** From the lease on, as an exchange with the partner does it. */
  @Benchmark
  public byte[] writeBndUpdOfLease() {
    return FailoverEncoder.encode(update());
  }
}
