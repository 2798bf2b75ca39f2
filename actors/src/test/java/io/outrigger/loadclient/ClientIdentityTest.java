package io.outrigger.loadclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Duid;
import org.junit.jupiter.api.Test;

class ClientIdentityTest {

  @Test
  void indexCanBeReadFromTheDuidOfTheSameSeedOnly() {
    for (long index : new long[] {0, 1, 70_000, 1L << 40}) {
      Duid duid = new ClientIdentity(42, index).duid();
      assertThat(ClientIdentity.indexOf(duid, 42)).hasValue(index);
      assertThat(ClientIdentity.indexOf(duid, 43)).isEmpty();
    }
    assertThat(ClientIdentity.indexOf(Duid.fromHex("0004aabbcc"), 42)).isEmpty();
  }

  @Test
  void clientsDiffer() {
    ClientIdentity one = new ClientIdentity(1, 1);
    ClientIdentity two = new ClientIdentity(1, 2);
    assertThat(one.duid()).isNotEqualTo(two.duid());
    assertThat(one.iaid()).isNotEqualTo(two.iaid());
    assertThat(one.linkLocal()).isNotEqualTo(two.linkLocal());
    assertThat(one.linkLocal().isLinkLocal()).isTrue();
    assertThat(one.duid()).isNotEqualTo(new ClientIdentity(2, 1).duid());
  }
}
