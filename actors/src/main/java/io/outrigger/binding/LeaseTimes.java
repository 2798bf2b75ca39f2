package io.outrigger.binding;

import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Options;
import io.outrigger.failover.wire.AbsoluteTime;
import io.outrigger.failover.wire.BindingStatusOption;
import io.outrigger.failover.wire.StartTimeOfStateOption;
import io.outrigger.lease.BindingStatus;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The status and the times of one lease in a BNDUPD.
 *
 * @param place where the lease stands, for reasons
 * @param options of its IAADDR or IAPREFIX
 * @param now seconds since 1970-01-01T00:00Z
 * @param offset seconds to add to times of the partner's clock
 */
record LeaseTimes(Place place, Options options, long now, long offset) {

  /**
   * The status, PENDING-FREE as what it leads to (RFC 8156 §7.2, transitions 5 and 6): FREE in a
   * proportional pool; in an independent one nobody's, and then the resource itself says whose.
   */
  BindingStatus status() throws IncompleteException {
    int code =
        BindingReader.require(options, BindingStatusOption.class, place, "F_BINDING_STATUS")
            .bindingStatus();
    if (code == BindingStatusOption.PENDING_FREE) {
      return BindingStatus.FREE;
    }
    BindingStatus status = of(code);
    if (status == null) {
      throw IncompleteException.missing(place, "unknown binding-status " + code);
    }
    return status;
  }

  private static @Nullable BindingStatus of(int code) {
    for (BindingStatus status : BindingStatus.values()) {
      if (status.code() == code) {
        return status;
      }
    }
    return null;
  }

  /**
   * The start-time-of-state.
   *
   * @param around the options of the IA, where RFC 8156 §5.5.17 has it, against §7.4
   */
  long since(Options around) throws IncompleteException {
    StartTimeOfStateOption start =
        options
            .first(StartTimeOfStateOption.class)
            .or(() -> around.first(StartTimeOfStateOption.class))
            .orElseThrow(() -> IncompleteException.missing(place, "no F_START_TIME_OF_STATE"));
    return shifted(start.startTimeOfState());
  }

  /** A time of the partner's clock by the own one; 0 if the option is not there. */
  <T extends DhcpOption> long shifted(Class<T> kind, Function<T, AbsoluteTime> time) {
    return options.first(kind).map(option -> shifted(time.apply(option))).orElse(0L);
  }

  /** A time of the own clock, as the partner got it from here. */
  <T extends DhcpOption> long asReceived(Class<T> kind, Function<T, AbsoluteTime> time) {
    return options
        .first(kind)
        .map(option -> known(time.apply(option).toEpochSecond(now)))
        .orElse(0L);
  }

  private long shifted(AbsoluteTime time) {
    return known(time.toEpochSecond(now) + offset);
  }

  /** 0 and less, which only nonsense can give, would read as "not known". */
  static long known(long epochSecond) {
    return Math.max(epochSecond, 1);
  }
}
