package io.outrigger.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Coverage-guided search for octets that break the codec; the build gives it a bounded time. */
final class DhcpDecoderFuzzTest {

  static Stream<byte[]> generatedMessages() {
    return LongStream.range(0, 200)
        .mapToObj(seed -> DhcpGenerators.message(new SplittableRandom(seed)))
        .map(DhcpEncoder::encode);
  }

  @MethodSource("generatedMessages")
  @FuzzTest(maxDuration = "20s")
  void decodingNeverThrowsAndWhatIsWellFormedComesBack(byte[] octets) {
    switch (DhcpDecoder.decode(octets, 0, octets.length)) {
      case Decoded.Ok<Message> ok -> assertThat(DhcpEncoder.encode(ok.value())).isEqualTo(octets);
      case Decoded.Malformed<Message> bad -> {
        assertThat(bad.offset()).isBetween(0, octets.length);
        assertThat(bad.where()).isNotEmpty();
      }
    }
  }
}
