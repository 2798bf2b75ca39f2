package io.outrigger.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import org.junit.jupiter.api.Test;

class KeyedHashTest {
  /** The key of the paper's example: octets 00 to 0f, read as little endian. */
  private final KeyedHash hash = new KeyedHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

  @Test
  void isSipHash24() {
    byte[] octets = new byte[15];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) i;
    }
    assertThat(hash.hash(octets, 15)).isEqualTo(0xa129ca6149be45e5L);
    assertThat(hash.hash(octets, 0)).isEqualTo(0x726fdb47dd0e0e31L);
    assertThat(hash.hash(octets, 8)).isEqualTo(0x93f5f5799a932462L);
  }

  @Test
  void everyPartOfAKeyCounts() {
    Duid duid = Duid.fromHex("00030001020000000001");
    assertThat(hash.of(duid, 1)).isEqualTo(hash.of(Duid.fromHex("00030001020000000001"), 1));
    assertThat(hash.of(duid, 1)).isNotEqualTo(hash.of(duid, 0x0100_0001));
    assertThat(hash.of(duid, 1)).isNotEqualTo(hash.of(Duid.fromHex("000300010200000000"), 1));
    assertThat(hash.of(Ipv6Prefix.parse("2001:db8::/56")))
        .isNotEqualTo(hash.of(Ipv6Prefix.parse("2001:db8::/48")))
        .isNotEqualTo(hash.of(Ipv6Prefix.parse("2001:db9::/56")))
        .isNotEqualTo(hash.of(Ipv6Prefix.parse("2001:db8::1")));
    assertThat(hash.of(1L)).isNotEqualTo(hash.of(1L, 0L));
    assertThat(new KeyedHash(1, 2).of(1L)).isNotEqualTo(new KeyedHash(1, 3).of(1L));
  }
}
