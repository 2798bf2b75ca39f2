package io.outrigger.loadclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Decoded;
import io.outrigger.dhcp.DhcpDecoder;
import io.outrigger.dhcp.DhcpEncoder;
import io.outrigger.dhcp.MessageType;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ManglerTest {
  private static final byte[] SOLICIT =
      DhcpEncoder.encode(
          new Questions(new ClientIdentity(1, 1), SessionPlan.builder().build())
              .build(MessageType.SOLICIT, 1, 0, null, List.of()));

  @Test
  void sameSeedMakesTheSameDatagrams() {
    Mangler one = new Mangler(new SplittableRandom(3));
    Mangler two = new Mangler(new SplittableRandom(3));
    for (int i = 0; i < 200; i++) {
      assertThat(one.mangle(SOLICIT)).isEqualTo(two.mangle(SOLICIT));
    }
  }

  @Test
  void mostOfThemAreMalformedAndTheOriginalStaysWhole() {
    byte[] before = SOLICIT.clone();
    Mangler mangler = new Mangler(new SplittableRandom(4));
    int malformed = 0;
    for (int i = 0; i < 1_000; i++) {
      byte[] datagram = mangler.mangle(SOLICIT);
      if (DhcpDecoder.decode(datagram, 0, datagram.length) instanceof Decoded.Malformed) {
        malformed++;
      }
    }
    assertThat(malformed).isGreaterThan(400);
    assertThat(SOLICIT).isEqualTo(before);
  }
}
