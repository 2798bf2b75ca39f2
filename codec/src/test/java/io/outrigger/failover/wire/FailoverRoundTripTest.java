package io.outrigger.failover.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Decoded;
import io.outrigger.dhcp.DhcpGenerators;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.IaTaOption;
import io.outrigger.dhcp.Options;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class FailoverRoundTripTest {
  private static final int SEEDS = 10_000;

  @Test
  void everyGeneratedMessageComesBackTheSameAndGivesTheSameOctets() {
    for (long seed = 0; seed < SEEDS; seed++) {
      expectSame(seed, FailoverGenerators.message(new SplittableRandom(seed)));
    }
  }

  @Test
  void whereOptionsStandDoesNotMatter() {
    for (long seed = 0; seed < SEEDS / 10; seed++) {
      expectSame(seed, FailoverGenerators.misplaced(new SplittableRandom(seed)));
    }
  }

  private static void expectSame(long seed, FailoverMessage message) {
    byte[] octets = FailoverEncoder.encode(message);

    Decoded<FailoverMessage> decoded = FailoverDecoder.decode(octets, 0, octets.length);

    assertThat(decoded).as("seed %d", seed).isEqualTo(new Decoded.Ok<>(message));
    assertThat(FailoverEncoder.encode(((Decoded.Ok<FailoverMessage>) decoded).value()))
        .as("seed %d", seed)
        .isEqualTo(octets);
  }

  @Test
  void whateverIsStillWellFormedAfterDamageGivesTheSameOctets() {
    int wellFormed = 0;
    for (long seed = 0; seed < 4 * SEEDS; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      byte[] octets = damaged(FailoverEncoder.encode(FailoverGenerators.message(random)), random);
      if (FailoverDecoder.decode(octets, 0, octets.length)
          instanceof Decoded.Ok<FailoverMessage> ok) {
        wellFormed++;
        assertThat(FailoverEncoder.encode(ok.value())).as("seed %d", seed).isEqualTo(octets);
      }
    }
    assertThat(wellFormed).isBetween(SEEDS / 4, 4 * SEEDS - SEEDS / 4);
  }

  @Test
  void octetsAroundTheMessageAreNotRead() {
    for (long seed = 0; seed < 500; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      byte[] octets = FailoverEncoder.encode(FailoverGenerators.message(random));
      byte[] around = DhcpGenerators.bytes(random, 3000, 3000).toArray();
      byte[] larger = Arrays.copyOf(around, around.length + octets.length);
      int offset = random.nextInt(around.length);
      System.arraycopy(octets, 0, larger, offset, octets.length);

      assertThat(FailoverDecoder.decode(larger, offset, octets.length))
          .as("seed %d", seed)
          .isEqualTo(FailoverDecoder.decode(octets, 0, octets.length));
    }
  }

  @Test
  void theGeneratorsMakeEveryMessageAndEveryOption() throws ReflectiveOperationException {
    Set<Class<?>> messages = new HashSet<>();
    Set<Integer> codes = new TreeSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      FailoverMessage message = FailoverGenerators.message(new SplittableRandom(seed));
      messages.add(message.getClass());
      if (message instanceof PartnerMessage m) {
        collect(m.options(), codes);
      }
    }
    Set<Class<?>> expected =
        new HashSet<>(Arrays.asList(PartnerMessage.class.getPermittedSubclasses()));
    expected.addAll(Arrays.asList(FailoverMessage.class.getPermittedSubclasses()));
    expected.remove(PartnerMessage.class);
    assertThat(messages).isEqualTo(expected).hasSize(15);

    Set<Integer> expectedCodes = new TreeSet<>();
    for (Field field : FailoverOptionCode.class.getFields()) {
      expectedCodes.add(field.getInt(null));
    }
    assertThat(codes).isEqualTo(expectedCodes);
  }

  private static void collect(Options options, Set<Integer> codes) {
    for (DhcpOption option : options.all()) {
      if (option instanceof ExtensionOption) {
        codes.add(option.code());
      }
      switch (option) {
        case ClientDataOption o -> collect(o.options(), codes);
        case DnsRemovalInfoOption o -> collect(o.options(), codes);
        case IaNaOption o -> collect(o.options(), codes);
        case IaTaOption o -> collect(o.options(), codes);
        case IaPdOption o -> collect(o.options(), codes);
        case IaAddressOption o -> collect(o.options(), codes);
        case IaPrefixOption o -> collect(o.options(), codes);
        default -> {}
      }
    }
  }

  private static byte[] damaged(byte[] octets, RandomGenerator random) {
    byte[] copy = octets.clone();
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      copy[random.nextInt(copy.length)] = (byte) random.nextInt();
    }
    return random.nextInt(8) == 0 ? Arrays.copyOf(copy, random.nextInt(copy.length)) : copy;
  }
}
