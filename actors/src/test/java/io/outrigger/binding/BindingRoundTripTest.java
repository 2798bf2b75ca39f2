package io.outrigger.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.binding.BindingReply.LeaseReply;
import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.failover.wire.BndReply;
import io.outrigger.failover.wire.BndUpd;
import io.outrigger.failover.wire.FailoverEncoder;
import io.outrigger.failover.wire.IgnoredOptions;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Judgement;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LifetimePolicy;
import io.outrigger.lease.ReceivedLease;
import io.outrigger.lease.UpdateAcceptance;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A lease, told on one server, octets in between, and taken over by the other. */
class BindingRoundTripTest {
  private static final long T = 1_795_000_000L;
  private static final int SEEDS = 20_000;
  private static final LifetimePolicy POLICY = new LifetimePolicy(3600, 7200, 1800, 2880);

  private static Lease lease(Random random) {
    boolean address = random.nextBoolean();
    BindingStatus status = BindingStatus.values()[random.nextInt(7)];
    boolean named = status == BindingStatus.ACTIVE || random.nextInt(4) != 0;
    return new Lease(
        Ipv6Prefix.parse(address ? "2001:db8::" + random.nextInt(10) : "2001:db8:1:200::/56"),
        status,
        T - random.nextInt(100_000),
        named ? Duid.of(octets(random, 3 + random.nextInt(128))) : null,
        named ? random.nextInt() : 0,
        random.nextInt(100_000),
        random.nextInt(100_000),
        status == BindingStatus.ACTIVE ? T + random.nextInt(100_000) : 0,
        maybe(random, T - random.nextInt(100_000)),
        maybe(random, T + random.nextInt(1_000_000)),
        maybe(random, T + random.nextInt(1_000_000)),
        maybe(random, T + random.nextInt(1_000_000)),
        maybe(random, T - random.nextInt(100_000)),
        random.nextBoolean(),
        random.nextBoolean() ? Bytes.of(octets(random, 50)) : null,
        random.nextBoolean() ? Bytes.fromHex("0106636c69656e7400") : null);
  }

  private static long maybe(Random random, long time) {
    return random.nextInt(3) == 0 ? 0 : time;
  }

  private static byte[] octets(Random random, int count) {
    byte[] octets = new byte[count];
    random.nextBytes(octets);
    return octets;
  }

  private static ReceivedLease told(Lease lease, long now) {
    BndUpd update = Wire.sent(BindingWriter.update(1, lease, POLICY, now));
    assertThat(IgnoredOptions.in(update).first()).isEmpty();
    return only(BindingReader.read(update, now + 1, 0));
  }

  private static ReceivedLease only(ReceivedBinding read) {
    assertThat(read).isInstanceOf(ReceivedBinding.Update.class);
    List<ReceivedLease> leases = ((ReceivedBinding.Update) read).leases();
    assertThat(leases).hasSize(1);
    return leases.getFirst();
  }

  /** RFC 8156 Figure 5, for a server that knew nothing. */
  private static Lease figure5(Lease sent) {
    boolean named =
        sent.client() != null
            && sent.status() != BindingStatus.FREE
            && sent.status() != BindingStatus.FREE_BACKUP;
    boolean ends = sent.status() == BindingStatus.ACTIVE;
    return new Lease(
        sent.resource(),
        sent.status(),
        sent.sinceEpochSecond(),
        named ? sent.client() : null,
        named ? sent.iaid() : 0,
        named ? sent.preferredSeconds() : 0,
        named ? sent.validSeconds() : 0,
        ends ? sent.expiresEpochSecond() : 0,
        named ? sent.partnerRawCltEpochSecond() : 0,
        ends ? sent.expirationTimeEpochSecond() : 0,
        0,
        ends ? sent.partnerLifetimeToSend() : 0,
        named ? sent.clientLastTransactionEpochSecond() : 0,
        false,
        named ? sent.relayData() : null,
        named ? sent.clientName() : null);
  }

  @Test
  void leaseToldToTheWireAndMergedIsAsFigure5Says() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Lease lease = lease(new Random(seed));
      assertThat(UpdateAcceptance.merge(null, told(lease, T)))
          .as("seed %d: %s", seed, lease)
          .isEqualTo(figure5(lease));
    }
  }

  @Test
  void replyAcksOrRejectsExactlyWhatWasSent() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Lease lease = lease(random);
      boolean accept = random.nextBoolean();
      BndUpd update = Wire.sent(BindingWriter.update(random.nextInt(1 << 24), lease, POLICY, T));
      Judgement judgement =
          accept
              ? Judgement.ACCEPTED
              : new Judgement.Rejected(StatusCode.OUTDATED_BINDING_INFORMATION, "no");
      BndReply sent = ReplyWriter.reply(update, Map.of(lease.resource(), judgement), T + 1);
      BindingReply reply = ReplyReader.read(Wire.sent(sent), T + 2);
      assertThat(reply.transactionId()).isEqualTo(update.transactionId());
      LeaseReply only = reply.leases().getFirst();
      assertThat(reply.leases()).hasSize(1);
      assertThat(only.resource()).isEqualTo(lease.resource());
      assertThat(only.accepted()).as("seed %d: %s", seed, lease).isEqualTo(accept);
      assertThat(only.status()).isEqualTo(accept ? null : StatusCode.OUTDATED_BINDING_INFORMATION);
      assertThat(only.partnerLifetimeSentEpochSecond())
          .isEqualTo(lease.status() == BindingStatus.ACTIVE ? lease.partnerLifetimeToSend() : 0);
    }
  }

  private static Lease active(long expires, long clt, @Nullable Bytes relayData) {
    long valid = expires == Lease.INFINITE ? LifetimePolicy.INFINITE : 100;
    return new Lease(
        Ipv6Prefix.parse("2001:db8::5"),
        BindingStatus.ACTIVE,
        T,
        Duid.fromHex("00030001525400123456"),
        7,
        60,
        valid,
        expires,
        clt,
        expires,
        0,
        0,
        0,
        true,
        relayData,
        null);
  }

  @Test
  void clientHeardInTheNextSecondIsToldWithIt() {
    assertThat(told(active(T + 100, T + 1, null), T).cltEpochSecond()).isEqualTo(T + 1);
  }

  @Test
  void endlessLeaseStaysEndless() {
    ReceivedLease lease = told(active(Lease.INFINITE, T, null), T);
    assertThat(lease.stateExpirationEpochSecond()).isZero();
    assertThat(lease.partnerLifetimeEpochSecond()).isZero();
    assertThat(UpdateAcceptance.merge(null, lease).expiresEpochSecond()).isEqualTo(Lease.INFINITE);
  }

  @Test
  void relayDataThatIsNoneOrTooLongIsLeftOut() {
    assertThat(told(active(T + 9, T, Bytes.of(new byte[15])), T).relayData()).isNull();
    assertThat(told(active(T + 9, T, Bytes.of(new byte[32_768])), T).relayData()).isNotNull();
    Lease relayed = active(T + 9, T, Bytes.of(new byte[65_000]));
    assertThat(told(relayed, T).relayData()).isNull();
    assertThat(FailoverEncoder.frame(BindingWriter.update(1, relayed, POLICY, T))).isPresent();
  }

  @Test
  void leaseWithoutAJudgementIsNotAcked() {
    BndUpd update = BindingWriter.update(1, active(T + 9, T, null), POLICY, T);
    BindingReply reply = ReplyReader.read(ReplyWriter.reply(update, Map.of(), T), T);
    assertThat(reply.leases().getFirst().status()).isEqualTo(StatusCode.UNSPEC_FAIL);
  }
}
