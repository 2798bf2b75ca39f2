package io.outrigger.loadclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.MessageType;
import org.junit.jupiter.api.Test;

class LeaseBookTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Duid ANN = new ClientIdentity(1, 1).duid();
  private static final Duid BOB = new ClientIdentity(1, 2).duid();

  private final LeaseBook book = new LeaseBook();

  private static HeldLease lease(String resource, int iaid, long atSecond, long validSeconds) {
    Ipv6Prefix prefix = Ipv6Prefix.parse(resource);
    long at = atSecond * SECOND;
    return new HeldLease(
        prefix,
        !prefix.isAddress(),
        iaid,
        validSeconds,
        validSeconds,
        0,
        0,
        SessionHarness.SERVER,
        MessageType.REQUEST,
        at,
        at);
  }

  @Test
  void sameResourceForTwoClientsIsAViolation() {
    book.granted(ANN, lease("2001:db8::1", 1, 0, 60));
    book.granted(BOB, lease("2001:db8::1", 1, 59, 60));
    assertThat(book.violationCount()).isEqualTo(1);
    assertThat(book.violations().getFirst()).contains("2001:db8::1", ANN.toHex(), BOB.toHex());
  }

  @Test
  void otherIaOfTheSameClientIsAViolationToo() {
    book.granted(ANN, lease("2001:db8::1", 1, 0, 60));
    book.granted(ANN, lease("2001:db8::1", 2, 1, 60));
    assertThat(book.violationCount()).isEqualTo(1);
  }

  @Test
  void renewalIsNone() {
    book.granted(ANN, lease("2001:db8::1", 1, 0, 60));
    book.granted(ANN, lease("2001:db8::1", 1, 30, 60));
    assertThat(book.violationCount()).isZero();
    assertThat(book.live(80 * SECOND)).hasSize(1);
    assertThat(book.live(90 * SECOND)).isEmpty();
  }

  @Test
  void expiredAndGivenUpLeasesMayMove() {
    book.granted(ANN, lease("2001:db8::1", 1, 0, 60));
    book.granted(BOB, lease("2001:db8::1", 1, 60, 60));
    book.gaveUp(BOB, lease("2001:db8::1", 1, 60, 60));
    book.granted(ANN, lease("2001:db8::1", 1, 61, 60));
    book.gaveUp(BOB, lease("2001:db8::1", 1, 60, 60));
    assertThat(book.violationCount()).isZero();
    assertThat(book.live(62 * SECOND)).as("not given up by its holder").hasSize(1);
  }

  @Test
  void prefixWithinAnotherIsAViolation() {
    book.granted(ANN, lease("2001:db8:0:100::/56", 1, 0, 60));
    book.granted(BOB, lease("2001:db8:0:180::/60", 1, 1, 60));
    assertThat(book.violationCount()).isEqualTo(1);
    book.granted(ANN, lease("2001:db8:1::/48", 1, 0, 60));
    book.granted(BOB, lease("2001:db8:2::/48", 1, 1, 60));
    assertThat(book.violationCount()).isEqualTo(1);
  }

  @Test
  void prefixAroundOthersIsAViolationForEach() {
    book.granted(ANN, lease("2001:db8:0:100::/56", 1, 0, 60));
    book.granted(BOB, lease("2001:db8:0:200::/56", 1, 0, 60));
    book.granted(ANN, lease("2001:db8:0:300::/56", 2, 0, 10));
    book.granted(BOB, lease("2001:db8::/48", 2, 20, 60));
    assertThat(book.violationCount()).isEqualTo(2);
  }
}
