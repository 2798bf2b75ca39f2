package io.outrigger.pool;

import static io.outrigger.pool.SharedPoolTest.assign;
import static io.outrigger.pool.SharedPoolTest.grant;
import static io.outrigger.pool.SharedPoolTest.lease;
import static io.outrigger.pool.SharedPoolTest.release;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.binding.BindingReader;
import io.outrigger.binding.ReceivedBinding;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.Options;
import io.outrigger.failover.wire.AbsoluteTime;
import io.outrigger.failover.wire.BindingStatusOption;
import io.outrigger.failover.wire.BndUpd;
import io.outrigger.failover.wire.LqBaseTimeOption;
import io.outrigger.failover.wire.StartTimeOfStateOption;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Judgement;
import io.outrigger.lease.ReceivedLease;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A partner that has PENDING-FREE as a state of its own (RFC 8156 §7.2). */
class PendingFreeTest {

  private static Judgement receive(PoolPair pair, PoolPair.Side side, Ipv6Prefix resource) {
    long now = pair.clock.instant().getEpochSecond();
    AbsoluteTime time = AbsoluteTime.ofEpochSecond(now);
    BndUpd update =
        new BndUpd(
            7,
            time,
            Options.of(
                IaPrefixOption.of(
                    resource,
                    0,
                    0,
                    Options.of(
                        new LqBaseTimeOption(time),
                        new BindingStatusOption(BindingStatusOption.PENDING_FREE),
                        new StartTimeOfStateOption(time)))));
    ReceivedLease read =
        ((ReceivedBinding.Update) BindingReader.read(update, now, 0)).leases().getFirst();
    List<PoolSignal> heard =
        side.pool.work(shift -> shift.carryOut(new PartnerTask.UpdateReceived(1, read)));
    return ((PoolSignal.Judged) heard.getFirst()).verdicts().getFirst().judgement();
  }

  @Test
  void independentAddressBelongsToWhomItsLastBitSays() {
    PoolPair pair = new PoolPair(SharedPoolTest.TEN, false, SharedPoolTest.THREE_DAYS);
    for (PoolPair.Side side : List.of(pair.primary, pair.secondary)) {
      Ipv6Prefix address = grant(assign(side, 1)).resource();
      release(side, 1, address);
      pair.clock.advanceSeconds(10);
      assertThat(receive(pair, side, address)).isEqualTo(Judgement.ACCEPTED);
      assertThat(side.pool.lease(address)).isNull();
      assertThat(side.pool.book().isFree(address, pair.clock.instant().getEpochSecond())).isTrue();
    }
  }

  @Test
  void proportionalPrefixIsThePrimarysAgain() {
    PoolPair pair = new PoolPair(SharedPoolTest.EIGHT_PREFIXES, true, SharedPoolTest.THREE_DAYS);
    pair.primary.handOver();
    pair.exchange();
    Ipv6Prefix prefix = grant(assign(pair.secondary, 1)).resource();
    pair.exchange();
    release(pair.secondary, 1, prefix);
    pair.clock.advanceSeconds(10);
    long now = pair.clock.instant().getEpochSecond();
    assertThat(receive(pair, pair.secondary, prefix)).isEqualTo(Judgement.ACCEPTED);
    assertThat(pair.secondary.pool.book().isFree(prefix, now)).isFalse();
  }

  @Test
  void leaseThatAClientHoldsIsNotFreedByIt() {
    PoolPair pair = new PoolPair(SharedPoolTest.TEN, false, SharedPoolTest.THREE_DAYS);
    Ipv6Prefix address = grant(assign(pair.primary, 1)).resource();
    pair.clock.advanceSeconds(10);
    assertThat(receive(pair, pair.primary, address)).isInstanceOf(Judgement.Rejected.class);
    assertThat(lease(pair.primary, address).status()).isEqualTo(BindingStatus.ACTIVE);
  }
}
