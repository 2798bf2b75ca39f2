package io.outrigger.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class BytesTest {

  @Test
  void equalityIsByOctets() {
    assertThat(Bytes.of((byte) 1, (byte) 2))
        .isEqualTo(Bytes.fromHex("0102"))
        .hasSameHashCodeAs(Bytes.fromHex("0102"))
        .isNotEqualTo(Bytes.fromHex("0103"))
        .isNotEqualTo(null);
    assertThat(Bytes.fromHex("")).isEqualTo(Bytes.EMPTY).isEqualTo(Bytes.of());
  }

  @Test
  void whatWentInOrCameOutMayChange() {
    byte[] octets = {1, 2};
    Bytes bytes = Bytes.of(octets);
    octets[0] = 9;
    bytes.toArray()[1] = 9;
    assertThat(bytes).isEqualTo(Bytes.fromHex("0102"));
  }

  @Test
  void aRangeIsCopied() {
    byte[] octets = {1, 2, 3, 4};
    assertThat(Bytes.of(octets, 1, 2)).isEqualTo(Bytes.fromHex("0203"));
    assertThat(Bytes.of(octets, 4, 0)).isEqualTo(Bytes.EMPTY);
    assertThatThrownBy(() -> Bytes.of(octets, 3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    byte[] target = new byte[4];
    Bytes.fromHex("aabb").copyTo(target, 1);
    assertThat(target).containsExactly(0, 0xaa, 0xbb, 0);
  }

  @Test
  void octetsAreUnsigned() {
    assertThat(Bytes.fromHex("7fff").unsigned(1)).isEqualTo(255);
  }

  @Test
  void hexMayHaveColons() {
    assertThat(Bytes.fromHex("02:0A:ff")).hasToString("020aff");
    assertThat(Bytes.fromHex("02:0A:ff").length()).isEqualTo(3);
    assertThatIllegalArgumentException().isThrownBy(() -> Bytes.fromHex("0"));
    assertThatIllegalArgumentException().isThrownBy(() -> Bytes.fromHex("0g"));
  }
}
