package io.outrigger.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class DuidTest {

  @Test
  void lengthsAre3To130() {
    assertThat(Duid.of(new byte[3]).length()).isEqualTo(3);
    assertThat(Duid.of(new byte[130]).length()).isEqualTo(130);
    assertThatIllegalArgumentException().isThrownBy(() -> Duid.of(new byte[2]));
    assertThatIllegalArgumentException().isThrownBy(() -> Duid.of(new byte[131]));
    assertThatIllegalArgumentException().isThrownBy(() -> Duid.fromHex(""));
    assertThatThrownBy(() -> Duid.of(new byte[5], 3, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void equalityIsByOctets() {
    byte[] octets = Bytes.fromHex("00030001020000000001").toArray();
    Duid duid = Duid.of(octets);
    octets[9] = 2;
    assertThat(duid)
        .isEqualTo(Duid.fromHex("00:03:00:01:02:00:00:00:00:01"))
        .hasSameHashCodeAs(Duid.fromHex("00030001020000000001"))
        .isNotEqualTo(Duid.of(octets))
        .isNotEqualTo(null)
        .hasToString("00030001020000000001");
    assertThat(Duid.of(octets, 0, 10)).isEqualTo(Duid.of(octets));
  }

  @Test
  void theTypeIsUnsigned() {
    assertThat(Duid.fromHex("fffe01").type()).isEqualTo(0xfffe);
  }

  @Test
  void contentsOfTheKnownKinds() {
    expect(
        "0001 0001 2c3a5b10 525400123456",
        new DuidContents.LinkLayerTime(1, 0x2c3a5b10L, Bytes.fromHex("525400123456")));
    expect(
        "0002 00000009 0cc084d303000912",
        new DuidContents.Enterprise(9, Bytes.fromHex("0cc084d303000912")));
    expect("0003 0006 020000000001", new DuidContents.LinkLayer(6, Bytes.fromHex("020000000001")));
    expect(
        "0004 00112233445566778899aabbccddeeff",
        new DuidContents.Uuid(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")));
    expect("0005 aabb", new DuidContents.Other(5, Bytes.fromHex("aabb")));
    expect("0000 00", new DuidContents.Other(0, Bytes.fromHex("00")));
  }

  @Test
  void whatDoesNotFitItsTypeIsKeptAsOctets() {
    expect("0001 0001 000000", new DuidContents.Other(1, Bytes.fromHex("0001000000")));
    expect("0002 000000", new DuidContents.Other(2, Bytes.fromHex("000000")));
    expect("0003 00", new DuidContents.Other(3, Bytes.fromHex("00")));
    expect("0004 " + "00".repeat(15), new DuidContents.Other(4, Bytes.of(new byte[15])));
    expect("0004 " + "00".repeat(17), new DuidContents.Other(4, Bytes.of(new byte[17])));
  }

  @Test
  void everyDuidIsWhatItsContentsMake() {
    for (long seed = 0; seed < 2_000; seed++) {
      Duid duid = DhcpGenerators.duid(new SplittableRandom(seed));
      assertThat(DuidContents.of(duid).toDuid()).as("seed %d", seed).isEqualTo(duid);
    }
  }

  @Test
  void contentsOutOfRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DuidContents.LinkLayerTime(65536, 0, Bytes.EMPTY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DuidContents.LinkLayerTime(1, 1L << 32, Bytes.EMPTY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DuidContents.Enterprise(-1, Bytes.EMPTY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DuidContents.LinkLayer(-1, Bytes.EMPTY));
    assertThatIllegalArgumentException().isThrownBy(() -> new DuidContents.Other(-1, Bytes.EMPTY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DuidContents.LinkLayer(1, Bytes.of(new byte[127])).toDuid());
  }

  private static void expect(String hex, DuidContents contents) {
    Duid duid = Duid.fromHex(hex.replace(" ", ""));
    assertThat(DuidContents.of(duid)).isEqualTo(contents);
    assertThat(contents.toDuid()).isEqualTo(duid);
  }
}
