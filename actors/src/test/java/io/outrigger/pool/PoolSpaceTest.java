package io.outrigger.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PoolSpaceTest {
  private static PoolSpace range(String first, String last) {
    return PoolSpace.ofRange(Ipv6Address.parse(first), Ipv6Address.parse(last));
  }

  private static PoolSpace prefixes(String prefix, int length) {
    return PoolSpace.ofPrefixes(Ipv6Prefix.parse(prefix), length);
  }

  private static Ipv6Prefix resource(String text) {
    return Ipv6Prefix.parse(text);
  }

  @Test
  void addressRangeIsNumberedFromItsFirst() {
    PoolSpace space = range("2001:db8:1::fffe", "2001:db8:1::1:2");

    assertThat(space.capacity()).isEqualTo(5);
    assertThat(space.resourceLength()).isEqualTo(128);
    assertThat(space.resourceAt(0)).isEqualTo(resource("2001:db8:1::fffe"));
    assertThat(space.resourceAt(2)).isEqualTo(resource("2001:db8:1::1:0"));
    assertThat(space.indexOf(resource("2001:db8:1::1:2"))).isEqualTo(4);
    assertThat(space.contains(resource("2001:db8:1::1:3"))).isFalse();
    assertThat(space.contains(resource("2001:db8:1::fffd"))).isFalse();
    assertThat(space.contains(resource("2001:db8:1::1:0/127"))).isFalse();
    assertThatThrownBy(() -> space.resourceAt(5)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void rangeMayCrossTheMiddleOfTheAddress() {
    PoolSpace space = range("2001:db8::ffff:ffff:ffff:fffe", "2001:db8:0:1::1");

    assertThat(space.capacity()).isEqualTo(4);
    assertThat(space.resourceAt(2)).isEqualTo(resource("2001:db8:0:1::"));
    assertThat(space.indexOf(resource("2001:db8:0:1::1"))).isEqualTo(3);
    assertThat(space.indexOf(resource("2001:db8:0:2::"))).isEqualTo(PoolSpace.NONE);
  }

  @Test
  void prefixPoolIsNumberedByDelegatedPrefix() {
    PoolSpace space = prefixes("2001:db8:8000::/40", 56);

    assertThat(space.capacity()).isEqualTo(1 << 16);
    assertThat(space.resourceAt(0x0102)).isEqualTo(resource("2001:db8:8001:200::/56"));
    assertThat(space.indexOf(resource("2001:db8:80ff:ff00::/56"))).isEqualTo(0xffff);
    assertThat(space.contains(resource("2001:db8:8000::/57"))).isFalse();
    assertThat(space.contains(resource("2001:db8:8100::/56"))).isFalse();
  }

  @Test
  void prefixesLongerThan64BitsAreNumberedAcrossTheMiddle() {
    PoolSpace space = prefixes("2001:db8::/56", 72);

    assertThat(space.capacity()).isEqualTo(1 << 16);
    assertThat(space.resourceAt(0x1ff)).isEqualTo(resource("2001:db8:0:1:ff00::/72"));
    assertThat(space.indexOf(resource("2001:db8:0:ff:ff00::/72"))).isEqualTo(0xffff);
  }

  @Test
  void poolOfOneResource() {
    assertThat(range("2001:db8::7", "2001:db8::7").capacity()).isOne();
    PoolSpace space = prefixes("2001:db8:5::/48", 48);
    assertThat(space.capacity()).isOne();
    assertThat(space.resourceAt(0)).isEqualTo(resource("2001:db8:5::/48"));
    assertThat(space.capacity(Half.PRIMARY)).isOne();
    assertThat(space.capacity(Half.SECONDARY)).isZero();
  }

  @Test
  void wholeSlash64LeavesOutOnlyItsLastAddress() {
    PoolSpace space = range("2001:db8::", "2001:db8::ffff:ffff:ffff:ffff");

    assertThat(space.capacity()).isEqualTo(Long.MAX_VALUE);
    assertThat(space.indexOf(resource("2001:db8::ffff:ffff:ffff:fffe"))).isEqualTo(-2);
    assertThat(space.resourceAt(-2)).isEqualTo(resource("2001:db8::ffff:ffff:ffff:fffe"));
    assertThat(space.contains(resource("2001:db8::ffff:ffff:ffff:ffff"))).isFalse();
    assertThat(space.contains(resource("2001:db8:0:1::"))).isFalse();
  }

  @Test
  void poolAboveTheLimitUsesItsLowestPart() {
    for (PoolSpace space :
        new PoolSpace[] {
          range("2001:db8::", "2001:db8:ffff::"),
          range("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
          prefixes("::/0", 128),
          prefixes("::/0", 65)
        }) {
      assertThat(space.lastIndex()).isEqualTo(-2);
      assertThat(space.indexOf(space.resourceAt(-2))).isEqualTo(-2);
    }
  }

  @Test
  void primaryHasTheOddOnes() { // RFC 8156 §4.2.1.1
    PoolSpace fromOdd = range("2001:db8::1", "2001:db8::5");
    assertThat(fromOdd.halfOf(0)).isEqualTo(Half.PRIMARY);
    assertThat(fromOdd.halfOf(1)).isEqualTo(Half.SECONDARY);
    assertThat(fromOdd.capacity(Half.PRIMARY)).isEqualTo(3);
    assertThat(fromOdd.capacity(Half.SECONDARY)).isEqualTo(2);

    PoolSpace delegated = prefixes("2001:db8:8000::/40", 56);
    assertThat(Half.of(resource("2001:db8:8000:100::/56"))).isEqualTo(Half.PRIMARY);
    assertThat(delegated.halfOf(1)).isEqualTo(Half.PRIMARY);
    assertThat(delegated.capacity(Half.PRIMARY)).isEqualTo(1 << 15);
    assertThat(Half.of(resource("2001:db8::80:0:0:0/73"))).isEqualTo(Half.PRIMARY);
    assertThat(Half.of(resource("2001:db8:0:0:0100::/73"))).isEqualTo(Half.SECONDARY);
    assertThat(Half.of(resource("::/0"))).isEqualTo(Half.SECONDARY);
  }

  @Test
  void overlapsOfPrefixesOfAnotherLength() {
    PoolSpace space = prefixes("2001:db8:8000::/40", 56);

    assertOverlap(space, "2001:db8:8001::/48", 0x100, 0x1ff);
    assertOverlap(space, "2001:db8:8000:120::/60", 1, 1);
    assertOverlap(space, "2001:db8::/32", 0, 0xffff);
    assertOverlap(space, "2001:db8:80ff:ff00::/56", 0xffff, 0xffff);
    assertOverlap(space, "2001:db8:8100::/40", PoolSpace.NONE, PoolSpace.NONE);
    assertOverlap(space, "2001:db8:7f00::/40", PoolSpace.NONE, PoolSpace.NONE);

    PoolSpace addresses = range("2001:db8::5", "2001:db8::9");
    assertOverlap(addresses, "2001:db8::4/126", 0, 2);
    assertOverlap(addresses, "2001:db8::8/125", 3, 4);
    assertOverlap(addresses, "2001:db8::4", PoolSpace.NONE, PoolSpace.NONE);
    assertOverlap(addresses, "2001:db8::a", PoolSpace.NONE, PoolSpace.NONE);
    assertOverlap(addresses, "::/0", 0, 4);
  }

  private static void assertOverlap(PoolSpace space, String other, long first, long last) {
    assertThat(space.firstOverlap(resource(other))).as("first of " + other).isEqualTo(first);
    assertThat(space.lastOverlap(resource(other))).as("last of " + other).isEqualTo(last);
  }

  @Test
  void refusesWhatIsNoPool() {
    assertThatThrownBy(() -> range("2001:db8::2", "2001:db8::1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> range("2001:db9::", "2001:db8::ffff"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> prefixes("2001:db8::/48", 47))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> prefixes("2001:db8::/48", 129))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> prefixes("::/0", 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void agreesWithArithmeticOnBigNumbers() {
    long seed = 8156;
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      int length = 1 + random.nextInt(128);
      int bits = random.nextInt(Math.min(length, 64) + 1);
      Ipv6Address base = new Ipv6Address(random.nextLong(), random.nextLong());
      Ipv6Prefix prefix = Ipv6Prefix.of(base, length - bits);
      PoolSpace space = PoolSpace.ofPrefixes(prefix, length);
      long index = Math.unsignedMultiplyHigh(random.nextLong(), space.lastIndex() + 1);

      BigInteger expected =
          big(prefix.high(), prefix.low())
              .add(unsigned(index).shiftLeft(128 - length))
              .mod(BigInteger.ONE.shiftLeft(128));
      Ipv6Prefix resource = space.resourceAt(index);
      String what = "seed " + seed + " round " + round + ": " + prefix + " " + length;
      assertThat(big(resource.high(), resource.low())).as(what).isEqualTo(expected);
      assertThat(resource.length()).as(what).isEqualTo(length);
      assertThat(space.indexOf(resource)).as(what).isEqualTo(index);
      assertThat(space.halfOf(index)).as(what).isEqualTo(Half.of(resource));
    }
  }

  private static BigInteger big(long high, long low) {
    return unsigned(high).shiftLeft(64).add(unsigned(low));
  }

  private static BigInteger unsigned(long number) {
    return new BigInteger(Long.toUnsignedString(number));
  }
}
