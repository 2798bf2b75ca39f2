package io.outrigger.failover.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Decoded;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Coverage-guided search for octets that break the codec; the build gives it a bounded time. */
final class FailoverDecoderFuzzTest {

  static Stream<byte[]> generatedFrames() {
    return LongStream.range(0, 200)
        .mapToObj(seed -> FailoverGenerators.message(new SplittableRandom(seed)))
        .map(message -> FailoverEncoder.frame(message).orElseThrow());
  }

  @MethodSource("generatedFrames")
  @FuzzTest(maxDuration = "10s")
  void readingAConnectionNeverThrowsAndWhatIsWellFormedComesBack(byte[] octets) {
    FrameDecoder frames = new FrameDecoder();
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    int half = octets.length / 2;
    read(frames, octets, 0, half, again);
    read(frames, octets, half, octets.length - half, again);
    assertThat(again.toByteArray()).isEqualTo(Arrays.copyOf(octets, again.size()));
    assertThat(frames.failed() || again.size() + frames.pendingOctets() == octets.length).isTrue();
  }

  private static void read(
      FrameDecoder frames, byte[] octets, int offset, int length, ByteArrayOutputStream again) {
    for (Decoded<Bytes> frame : frames.feed(octets, offset, length)) {
      if (frame instanceof Decoded.Ok<Bytes> ok) {
        again.write(ok.value().length() >> 8);
        again.write(ok.value().length());
        again.writeBytes(message(ok.value()));
      }
    }
  }

  /** The octets of a message, written anew if they are one. */
  private static byte[] message(Bytes octets) {
    return switch (FailoverDecoder.decode(octets)) {
      case Decoded.Ok<FailoverMessage> ok -> {
        assertThat(IgnoredOptions.in(ok.value()).count()).isNotNegative();
        yield FailoverEncoder.encode(ok.value());
      }
      case Decoded.Malformed<FailoverMessage> bad -> {
        assertThat(bad.offset()).isBetween(0, octets.length());
        assertThat(bad.where()).isNotEmpty();
        yield octets.toArray();
      }
    };
  }
}
