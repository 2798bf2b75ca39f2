package io.outrigger.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class DhcpEncoderTest {

  @Test
  void theLongestOptionIsWritten() {
    Reply reply = new Reply(1, Options.of(new UnknownOption(99, Bytes.of(new byte[65_535]))));
    byte[] octets = DhcpEncoder.encode(reply);
    assertThat(DhcpDecoder.decode(octets, 0, octets.length)).isEqualTo(new Decoded.Ok<>(reply));
  }

  @Test
  void anOptionTooLongForItsLengthIsRefusedAtAnyDepth() {
    UnknownOption half = new UnknownOption(99, Bytes.of(new byte[40_000]));
    Reply flat = new Reply(1, Options.of(half, half));
    Reply nested = new Reply(1, Options.of(new IaTaOption(1, Options.of(half, half))));
    assertThat(DhcpEncoder.encode(flat)).hasSize(4 + 2 * 40_004);
    assertThatIllegalArgumentException().isThrownBy(() -> DhcpEncoder.encode(nested));
    assertThat(DhcpEncoder.encode(nested, Integer.MAX_VALUE)).isEmpty();
  }

  @Test
  void theCallerSetsTheMostOctets() {
    Reply reply = new Reply(1, Options.of(new RapidCommitOption()));
    assertThat(DhcpEncoder.encode(reply, 8)).hasValue(DhcpEncoder.encode(reply));
    assertThat(DhcpEncoder.encode(reply, 7)).isEmpty();
  }

  @Test
  void manyOptionsMakeTheBufferGrow() {
    DhcpOption[] options = new DhcpOption[5_000];
    Arrays.setAll(options, i -> new ElapsedTimeOption(i));
    Renew renew = new Renew(9, Options.of(options));
    byte[] octets = DhcpEncoder.encode(renew);
    assertThat(octets).hasSize(4 + 6 * 5_000);
    assertThat(DhcpDecoder.decode(octets, 0, octets.length)).isEqualTo(new Decoded.Ok<>(renew));
  }
}
