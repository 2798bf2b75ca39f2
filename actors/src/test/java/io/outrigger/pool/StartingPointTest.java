package io.outrigger.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StartingPointTest {
  private static final Duid DUID = Duid.fromHex("00010001275ea1c2020000000001");

  @Test
  void isTheDigestThatItsDescriptionSays() throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    byte[] key = sha256.digest("lab-na".getBytes(StandardCharsets.UTF_8));
    sha256.update(Arrays.copyOf(key, 16));
    sha256.update(new byte[] {0x01, 0x02, 0x03, (byte) 0xf4});
    sha256.update(DUID.toArray());
    long expected = ByteBuffer.wrap(sha256.digest()).getLong();

    StartingPoint start = new StartingPoint("lab-na");
    assertThat(start.hash(DUID, 0x010203f4)).isEqualTo(expected);
    assertThat(start.hash(DUID, 0x010203f4)).isEqualTo(expected);
  }

  @Test
  void staysTheSameFromReleaseToRelease() {
    // A changed value would move every client of a blank database: it must never change.
    assertThat(new StartingPoint("lab-na").hash(DUID, 1)).isEqualTo(0x0052cf3792860d7aL);
  }

  @Test
  void poolClientAndAssociationEachCount() {
    StartingPoint start = new StartingPoint("lab-na");
    Duid other = Duid.fromHex("00010001275ea1c2020000000002");

    assertThat(start.hash(DUID, 1))
        .isNotEqualTo(start.hash(DUID, 2))
        .isNotEqualTo(start.hash(other, 1))
        .isNotEqualTo(new StartingPoint("lab-nb").hash(DUID, 1));
  }

  @Test
  void longestDuidHasAPlace() {
    byte[] octets = new byte[Duid.MAX_OCTETS];
    octets[Duid.MAX_OCTETS - 1] = 1;
    StartingPoint start = new StartingPoint("lab-na");

    assertThat(start.hash(Duid.of(octets), 1))
        .isNotEqualTo(start.hash(Duid.of(new byte[Duid.MAX_OCTETS]), 1));
  }

  @Test
  void isUniformOverThePool() {
    PoolSpace space =
        PoolSpace.ofRange(Ipv6Address.parse("2001:db8::1"), Ipv6Address.parse("2001:db8::64"));
    StartingPoint start = new StartingPoint("lab-na");
    int clients = 100_000;
    int[] hits = new int[100];
    for (int i = 0; i < clients; i++) {
      Duid duid = Duid.of(ByteBuffer.allocate(10).putShort((short) 3).putLong(i).array());
      hits[(int) start.of(duid, 1, space)]++;
    }

    double chiSquare = 0;
    for (int hit : hits) {
      chiSquare += (hit - 1000.0) * (hit - 1000.0) / 1000.0;
    }
    assertThat(chiSquare).as("99 degrees of freedom").isBetween(60.0, 150.0);
  }

  @Test
  void isAnIndexOfEveryPool() {
    StartingPoint start = new StartingPoint("lab-na");
    for (PoolSpace space :
        new PoolSpace[] {
          PoolSpace.ofPrefixes(Ipv6Prefix.parse("2001:db8::/64"), 64),
          PoolSpace.ofPrefixes(Ipv6Prefix.parse("2001:db8::/64"), 65),
          PoolSpace.ofPrefixes(Ipv6Prefix.parse("2001:db8::/64"), 127),
          PoolSpace.ofPrefixes(Ipv6Prefix.parse("2001:db8::/64"), 128)
        }) {
      boolean low = false;
      boolean high = false;
      for (int iaid = 0; iaid < 200; iaid++) {
        long index = start.of(DUID, iaid, space);
        assertThat(space.isIndex(index)).isTrue();
        low |= Long.compareUnsigned(index, space.lastIndex() >>> 1) <= 0;
        high |= Long.compareUnsigned(index, space.lastIndex() >>> 1) > 0;
      }
      assertThat(low).isTrue();
      assertThat(high).isEqualTo(space.lastIndex() > 0 || space.lastIndex() < -1);
    }
  }
}
