package io.outrigger.failover.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Decoded;
import io.outrigger.dhcp.DhcpGenerators;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.UnknownOption;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrameDecoderTest {
  private static final AbsoluteTime T = new AbsoluteTime(0x3293_9b80L);

  @Test
  void aFrameIsASizeAndAMessage() {
    // CONTACT 35 (0x23) with transaction-id and sent-time: 1 + 3 + 4 octets
    byte[] octets = Hex.octets("0008 23 000006 32939b80");
    assertThat(FailoverEncoder.frame(new Contact(6, T, Options.EMPTY))).hasValue(octets);
    assertThat(feed(new FrameDecoder(), octets))
        .containsExactly(new Decoded.Ok<>(Hex.bytes("23 000006 32939b80")));
  }

  @Test
  void messagesAreFoundInWhateverPiecesTheyCome() {
    for (long seed = 0; seed < 500; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      List<FailoverMessage> sent = new ArrayList<>();
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      for (int count = random.nextInt(12); count > 0; count--) {
        FailoverMessage message = FailoverGenerators.message(random);
        if (FailoverEncoder.encode(message).length >= FrameDecoder.MIN_MESSAGE_OCTETS) {
          sent.add(message);
          stream.writeBytes(FailoverEncoder.frame(message).orElseThrow());
        }
      }
      byte[] octets = stream.toByteArray();
      int longest = 1 + random.nextInt(random.nextBoolean() ? 10 : 3000);

      assertThat(messages(inPieces(octets, longest, random))).as("seed %d", seed).isEqualTo(sent);
    }
  }

  private static List<Decoded<Bytes>> inPieces(byte[] octets, int longest, RandomGenerator random) {
    FrameDecoder frames = new FrameDecoder();
    List<Decoded<Bytes>> found = new ArrayList<>();
    for (int from = 0; from < octets.length; ) {
      int length = Math.min(random.nextInt(longest + 1), octets.length - from);
      found.addAll(frames.feed(octets, from, length));
      from += length;
    }
    assertThat(frames.pendingOctets()).isZero();
    assertThat(frames.failed()).isFalse();
    return found;
  }

  private static List<FailoverMessage> messages(List<Decoded<Bytes>> frames) {
    List<FailoverMessage> messages = new ArrayList<>();
    for (Decoded<Bytes> frame : frames) {
      Bytes octets = ((Decoded.Ok<Bytes>) frame).value();
      messages.add(((Decoded.Ok<FailoverMessage>) FailoverDecoder.decode(octets)).value());
    }
    return messages;
  }

  @ParameterizedTest
  @CsvSource({"0000, 0", "0001, 1", "0003, 3"})
  void aFrameTooSmallForAMessageIsMalformed(String hex, int size) {
    FrameDecoder frames = new FrameDecoder();
    List<Decoded<Bytes>> found = feed(frames, Hex.octets("0004 17000001" + hex + "0004 17000002"));

    assertThat(found)
        .containsExactly(
            new Decoded.Ok<>(Hex.bytes("17000001")),
            new Decoded.Malformed<>(
                "frame 2",
                0,
                "message-size " + size + ", less than the 4 of msg-type and transaction-id"));
    assertThat(frames.failed()).isTrue();
  }

  @Test
  void aFrameTooLongForTheLimitIsMalformedBeforeItsMessageComes() {
    FrameDecoder frames = new FrameDecoder(4096);
    assertThat(feed(frames, Hex.octets("1000"))).isEmpty();
    assertThat(feed(frames, new byte[4096])).hasSize(1);
    assertThat(feed(frames, Hex.octets("1001")))
        .containsExactly(
            new Decoded.Malformed<>(
                "frame 2", 0, "message-size 4097, more than the 4096 allowed here"));
  }

  @Test
  void behindAMalformedFrameNothingIsFoundOrKept() {
    FrameDecoder frames = new FrameDecoder();
    assertThat(feed(frames, Hex.octets("0000"))).hasSize(1);
    assertThat(feed(frames, Hex.octets("0004 17000001"))).isEmpty();
    assertThat(frames.failed()).isTrue();
  }

  @Test
  void octetsOfAnIncompleteFrameAreCounted() {
    FrameDecoder frames = new FrameDecoder();
    assertThat(frames.pendingOctets()).isZero();
    feed(frames, Hex.octets("00"));
    assertThat(frames.pendingOctets()).isEqualTo(1);
    feed(frames, Hex.octets("05 17"));
    assertThat(frames.pendingOctets()).isEqualTo(3);
    assertThat(feed(frames, Hex.octets("000001 ff  0004 17"))).hasSize(1);
    assertThat(frames.pendingOctets()).isEqualTo(3);
  }

  @Test
  void theLongestFrameHas65535OctetsOfMessage() {
    // msg-type, transaction-id, sent-time, option-code and option-len take 12 of them
    Contact longest = filled(65_535 - 12);
    byte[] octets = FailoverEncoder.frame(longest).orElseThrow();
    assertThat(octets).hasSize(2 + 65_535).startsWith(0xff, 0xff, 0x23);
    assertThat(messages(feed(new FrameDecoder(), octets))).containsExactly(longest);

    assertThat(FailoverEncoder.frame(filled(65_535 - 11))).isEmpty();
  }

  private static Contact filled(int octets) {
    return new Contact(1, T, Options.of(new UnknownOption(500, Bytes.of(new byte[octets]))));
  }

  @Test
  void aMessageWithAnOptionTooLongForItsLengthCannotBeWritten() {
    assertThatIllegalArgumentException().isThrownBy(() -> FailoverEncoder.encode(filled(65_536)));
    assertThat(FailoverEncoder.frame(filled(65_536))).isEmpty();
  }

  @Test
  void octetsThatComeOneByOneCostNoMoreThanInProportion() {
    byte[] octets = FailoverEncoder.frame(filled(60_000)).orElseThrow();
    octetByOctet(octets);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    octetByOctet(octets);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100L * octets.length);
  }

  private static void octetByOctet(byte[] octets) {
    FrameDecoder frames = new FrameDecoder();
    for (int i = 0; i < octets.length; i++) {
      frames.feed(octets, i, 1);
    }
  }

  @Test
  void aSizeWithoutItsMessageTakesLittleMemory() {
    byte[] octets = Hex.octets("ffff 23");
    feed(new FrameDecoder(), octets);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    feed(new FrameDecoder(), octets);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4096);
  }

  @Test
  void octetsAtRandomNeverThrow() {
    for (long seed = 0; seed < 5000; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      FrameDecoder frames = new FrameDecoder();
      for (int count = 0; count < 10; count++) {
        for (Decoded<Bytes> frame : feed(frames, DhcpGenerators.bytes(random, 0, 40).toArray())) {
          if (frame instanceof Decoded.Ok<Bytes> ok) {
            assertThat(ok.value().length()).as("seed %d", seed).isGreaterThanOrEqualTo(4);
            assertThat(FailoverDecoder.decode(ok.value())).as("seed %d", seed).isNotNull();
          }
        }
      }
    }
  }

  @Test
  void limitsOutsideTheFormatAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new FrameDecoder(3));
    assertThatIllegalArgumentException().isThrownBy(() -> new FrameDecoder(65_536));
  }

  private static List<Decoded<Bytes>> feed(FrameDecoder frames, byte[] octets) {
    return frames.feed(octets, 0, octets.length);
  }
}
