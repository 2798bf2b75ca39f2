package io.outrigger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.journal.proto.LeaseRecordedProto;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LeaseEvent;
import java.io.NotSerializableException;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeaseEventSerializerTest {
  private static final long NOW = 1_800_000_000L;

  private final LeaseEventSerializer serializer = new LeaseEventSerializer();

  private LeaseEvent roundTrip(LeaseEvent event) throws NotSerializableException {
    return serializer.fromBinary(serializer.toBinary(event), serializer.manifest(event));
  }

  @Test
  void everyEventComesBackAsItWas() throws NotSerializableException {
    for (long seed = 0; seed < 20_000; seed++) {
      LeaseEvent event = anyEvent(new Random(seed));
      assertThat(roundTrip(event)).as("seed %d", seed).isEqualTo(event);
    }
  }

  private static LeaseEvent anyEvent(Random random) {
    long number = 1 + random.nextLong(1L << random.nextInt(1, 50));
    long supersedes = random.nextBoolean() ? 0 : random.nextLong(number);
    if (random.nextInt(4) == 0) {
      long forgotten = random.nextBoolean() ? 0 : random.nextLong(number);
      return new LeaseEvent.LeaseForgotten(anyResource(random), number, supersedes, forgotten);
    }
    return new LeaseEvent.LeaseRecorded(anyLease(random), number, supersedes);
  }

  private static Lease anyLease(Random random) {
    BindingStatus[] statuses = BindingStatus.values();
    return new Lease(
        anyResource(random),
        statuses[random.nextInt(statuses.length)],
        anyTime(random),
        random.nextInt(8) == 0 ? null : Duid.of(octets(random, random.nextInt(3, 131))),
        random.nextInt(),
        random.nextLong(1L << random.nextInt(1, 33)),
        random.nextLong(1L << random.nextInt(1, 33)),
        anyTime(random),
        anyTime(random),
        anyTime(random),
        anyTime(random),
        anyTime(random),
        anyTime(random),
        random.nextBoolean(),
        anyBytes(random),
        anyBytes(random));
  }

  private static Ipv6Prefix anyResource(Random random) {
    Ipv6Address address = new Ipv6Address(random.nextLong(), random.nextLong());
    return Ipv6Prefix.of(address, random.nextBoolean() ? 128 : random.nextInt(129));
  }

  private static long anyTime(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> 0;
      case 1 -> Lease.INFINITE;
      case 2 -> random.nextLong(Long.MAX_VALUE);
      default -> NOW + random.nextInt(-100_000, 100_000);
    };
  }

  private static @Nullable Bytes anyBytes(Random random) {
    return random.nextBoolean() ? null : Bytes.of(octets(random, random.nextInt(40)));
  }

  private static byte[] octets(Random random, int length) {
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    return octets;
  }

  private static Lease typical() {
    return new Lease(
        Ipv6Prefix.parse("2001:db8:1:2:abcd:ef01:2345:6789"),
        BindingStatus.ACTIVE,
        NOW,
        Duid.fromHex("000100012a3b4c5d0a0b0c0d0e0f"),
        0xdeadbeef,
        3000,
        4000,
        NOW + 90_000,
        NOW + 86_000,
        NOW + 90_000,
        NOW + 80_000,
        NOW + 90_000,
        NOW + 86_000,
        true,
        null,
        null);
  }

  @Test
  void anActiveLeaseTakesUnder120Octets() {
    LeaseEvent event = new LeaseEvent.LeaseRecorded(typical(), 10_000_000, 9_900_000);
    assertThat(serializer.toBinary(event)).hasSizeLessThan(100);
  }

  @Test
  void fieldsOfANewerVersionAreIgnored() throws Exception {
    LeaseEvent.LeaseRecorded event = new LeaseEvent.LeaseRecorded(typical(), 7, 3);
    byte[] newer =
        LeaseCodec.encode(event).toBuilder()
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(
                        999,
                        UnknownFieldSet.Field.newBuilder()
                            .addLengthDelimited(ByteString.copyFromUtf8("new"))
                            .build())
                    .build())
            .build()
            .toByteArray();
    assertThat(serializer.fromBinary(newer, serializer.manifest(event))).isEqualTo(event);
  }

  private void assertRefused(LeaseRecordedProto proto, String words) {
    assertThatThrownBy(() -> serializer.fromBinary(proto.toByteArray(), "R"))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining(words);
  }

  @Test
  void anUnknownStatusIsAnErrorThatNamesIt() {
    LeaseRecordedProto proto = LeaseCodec.encode(new LeaseEvent.LeaseRecorded(typical(), 1, 0));
    assertRefused(proto.toBuilder().setStatus(99).build(), "binding status 99 is unknown");
    assertRefused(proto.toBuilder().setStatus(4).build(), "binding status 4 is unknown");
    assertRefused(proto.toBuilder().setStatus(-1).build(), "binding status -1 is unknown");
  }

  @Test
  void valuesThatNoLeaseHasAreErrors() {
    LeaseRecordedProto proto = LeaseCodec.encode(new LeaseEvent.LeaseRecorded(typical(), 1, 0));
    assertRefused(proto.toBuilder().setBitsBelow128(129).build(), "prefix length -1");
    assertRefused(proto.toBuilder().setBitsBelow128(64).build(), "bits set past its length");
    assertRefused(
        proto.toBuilder().setClient(ByteString.copyFrom(new byte[2])).build(), "a DUID has 3");
  }

  @Test
  void octetsThatAreNoEventAreAnErrorAndNothingElse() {
    byte[] good = serializer.toBinary(new LeaseEvent.LeaseRecorded(typical(), 1, 0));
    for (int cut = 1; cut < good.length; cut++) {
      byte[] octets = Arrays.copyOf(good, cut);
      assertThat(readsOrRefuses(octets)).as("cut at %d", cut).isTrue();
    }
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      byte[] octets = good.clone();
      octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
      assertThat(readsOrRefuses(octets)).as("seed %d", seed).isTrue();
    }
  }

  /** A field cut off or changed may leave a message that is well formed. */
  private boolean readsOrRefuses(byte[] octets) {
    try {
      return serializer.fromBinary(octets, "R") != null;
    } catch (NotSerializableException e) {
      String message = e.getMessage();
      return message != null && message.startsWith("lease event of kind R: ");
    }
  }

  @Test
  void anUnknownKindIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "Z"))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("'Z'");
  }
}
