package io.outrigger.failover.wire;

import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;
import io.outrigger.dhcp.Ranges;

/**
 * A time on the wire (RFC 8156 §5.2): seconds since 2000-01-01T00:00:00Z modulo 2^32.
 *
 * <p>The number starts anew every 136 years, for the first time in February 2136, so times are in
 * order like serial numbers (RFC 1982 §3.2): of two, the later one is the one less than 2^31 ahead.
 * That is no total order, hence no {@link Comparable}: three times can be in a circle, and of two
 * that are exactly 2^31 apart neither is the later one.
 *
 * @param seconds 0 to 2^32-1
 */
public record AbsoluteTime(long seconds) {
  /** 2000-01-01T00:00:00Z in seconds since 1970-01-01T00:00:00Z. */
  public static final long ZERO_EPOCH_SECOND = 946_684_800;

  /** How far from a known time another one can lie and be understood, either way. */
  public static final long MAX_DISTANCE_SECONDS = Integer.MAX_VALUE;

  /**
   * @throws IllegalArgumentException if {@code seconds} is not 0 to 2^32-1
   */
  public AbsoluteTime {
    Ranges.uint32("time", seconds);
  }

  /**
   * @param epochSecond seconds since 1970-01-01T00:00:00Z, also before 2000
   */
  public static AbsoluteTime ofEpochSecond(long epochSecond) {
    return new AbsoluteTime((epochSecond - ZERO_EPOCH_SECOND) & Ranges.MAX_UINT32);
  }

  /**
   * The same for a time that may be far away, as the end of a very long lifetime is: one that is
   * more than {@link #MAX_DISTANCE_SECONDS} from now becomes the time that far away, for a receiver
   * would take it for one in the other direction.
   *
   * @param epochSecond seconds since 1970-01-01T00:00:00Z, any
   * @param nowEpochSecond seconds since 1970-01-01T00:00:00Z, of this time of mankind
   */
  public static AbsoluteTime ofEpochSecond(long epochSecond, long nowEpochSecond) {
    return ofEpochSecond(
        Math.clamp(
            epochSecond,
            nowEpochSecond - MAX_DISTANCE_SECONDS,
            nowEpochSecond + MAX_DISTANCE_SECONDS));
  }

  /**
   * Seconds since 1970-01-01T00:00:00Z: of all that this can mean, the one nearest to now.
   *
   * @param nowEpochSecond seconds since 1970-01-01T00:00:00Z
   */
  public long toEpochSecond(long nowEpochSecond) {
    return nowEpochSecond + secondsSince(ofEpochSecond(nowEpochSecond));
  }

  /** How much later this is than {@code other}, -2^31 to 2^31-1; negative if it is earlier. */
  public long secondsSince(AbsoluteTime other) {
    return (int) (seconds - other.seconds);
  }

  /** Whether {@code other} lies less than 2^31 seconds back. */
  public boolean isAfter(AbsoluteTime other) {
    return secondsSince(other) > 0;
  }

  /** Whether {@code other} lies less than 2^31 seconds ahead. */
  public boolean isBefore(AbsoluteTime other) {
    return other.isAfter(this);
  }

  /** The later of the two; of two that are 2^31 apart, whose turn does not matter, the greater. */
  public static AbsoluteTime later(AbsoluteTime a, AbsoluteTime b) {
    if (a.isAfter(b)) {
      return a;
    }
    return b.isAfter(a) || b.seconds > a.seconds ? b : a;
  }

  /**
   * @param duration seconds, negative for an earlier time
   */
  public AbsoluteTime plusSeconds(long duration) {
    return new AbsoluteTime((seconds + duration) & Ranges.MAX_UINT32);
  }

  static AbsoluteTime read(OctetReader in) {
    return new AbsoluteTime(in.uint32());
  }

  void writeTo(OctetWriter out) {
    out.uint32(seconds);
  }
}
