package io.outrigger.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class RoundTripTest {
  private static final int SEEDS = 10_000;

  @Test
  void everyGeneratedMessageComesBackTheSameAndGivesTheSameOctets() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Message message = DhcpGenerators.message(new SplittableRandom(seed));
      byte[] octets = DhcpEncoder.encode(message);

      Decoded<Message> decoded = DhcpDecoder.decode(octets, 0, octets.length);

      assertThat(decoded).as("seed %d", seed).isEqualTo(new Decoded.Ok<>(message));
      assertThat(DhcpEncoder.encode(ok(decoded))).as("seed %d", seed).isEqualTo(octets);
    }
  }

  @Test
  void whateverIsStillWellFormedAfterDamageGivesTheSameOctets() {
    int wellFormed = 0;
    for (long seed = 0; seed < 4 * SEEDS; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      byte[] octets = damaged(DhcpEncoder.encode(DhcpGenerators.message(random)), random);
      if (DhcpDecoder.decode(octets, 0, octets.length) instanceof Decoded.Ok<Message> ok) {
        wellFormed++;
        assertThat(DhcpEncoder.encode(ok.value())).as("seed %d", seed).isEqualTo(octets);
      }
    }
    assertThat(wellFormed).isBetween(SEEDS / 4, 4 * SEEDS - SEEDS / 4);
  }

  @Test
  void octetsAroundTheDatagramAreNotRead() {
    for (long seed = 0; seed < 500; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      byte[] octets = DhcpEncoder.encode(DhcpGenerators.message(random));
      byte[] buffer = DhcpGenerators.bytes(random, 3000, 3000).toArray();
      byte[] larger = Arrays.copyOf(buffer, buffer.length + octets.length);
      int offset = random.nextInt(buffer.length);
      System.arraycopy(octets, 0, larger, offset, octets.length);

      Decoded<Message> decoded = DhcpDecoder.decode(larger, offset, octets.length);

      assertThat(decoded)
          .as("seed %d", seed)
          .isEqualTo(DhcpDecoder.decode(octets, 0, octets.length));
    }
  }

  @Test
  void theGeneratorsMakeEveryKindOfOptionAndMessage() {
    Set<Class<?>> made = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      collect(DhcpGenerators.message(new SplittableRandom(seed)), made);
    }
    Set<Class<?>> expected = new HashSet<>(Arrays.asList(permitted(DhcpOption.class)));
    expected.remove(ExtensionOption.class);
    expected.addAll(Arrays.asList(permitted(ClientServerMessage.class)));
    expected.addAll(Arrays.asList(permitted(RelayMessage.class)));
    expected.add(UnknownMessage.class);
    assertThat(made).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static Class<?>[] permitted(Class<?> sealed) {
    return sealed.getPermittedSubclasses();
  }

  private static void collect(Message message, Set<Class<?>> made) {
    made.add(message.getClass());
    switch (message) {
      case ClientServerMessage m -> m.options().all().forEach(o -> made.add(o.getClass()));
      case RelayMessage m -> {
        m.options().all().forEach(o -> made.add(o.getClass()));
        m.relayed().ifPresent(inner -> collect(inner, made));
      }
      case UnknownMessage m -> {}
    }
  }

  private static Message ok(Decoded<Message> decoded) {
    return ((Decoded.Ok<Message>) decoded).value();
  }

  private static byte[] damaged(byte[] octets, RandomGenerator random) {
    byte[] copy = octets.clone();
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      copy[random.nextInt(copy.length)] = (byte) random.nextInt();
    }
    return random.nextInt(8) == 0 ? Arrays.copyOf(copy, random.nextInt(copy.length)) : copy;
  }
}
