package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a pool, numbered: a range of addresses, or all prefixes of one length in a
 * prefix. Index 0 is the lowest resource; indices are unsigned 64-bit numbers.
 *
 * <p>A pool has at most 2^64 - 1 resources. A larger one (a whole /64 of addresses is larger by
 * one) uses its lowest 2^64 - 1: so -1 is no index and may stand for "none", and of a /64 only the
 * highest interface identifier is left out, a reserved anycast address anyway (RFC 2526).
 */
public final class PoolSpace {
  /** No index at all. */
  public static final long NONE = -1;

  private static final long HIGHEST_LAST_INDEX = -2; // 2^64 - 2, unsigned

  private final long firstHigh;
  private final long firstLow;
  private final int length;
  private final long lastIndex;

  private PoolSpace(Ipv6Address first, int length, long lastIndex) {
    this.firstHigh = first.high();
    this.firstLow = first.low();
    this.length = length;
    this.lastIndex = lastIndex == NONE ? HIGHEST_LAST_INDEX : lastIndex;
  }

  /**
   * The addresses from {@code first} to {@code last}, both included.
   *
   * @throws IllegalArgumentException if {@code last} is lower than {@code first}
   */
  public static PoolSpace ofRange(Ipv6Address first, Ipv6Address last) {
    if (last.compareTo(first) < 0) {
      throw new IllegalArgumentException("range ends at " + last + " before its start " + first);
    }
    long span = last.low() - first.low();
    long borrow = Long.compareUnsigned(last.low(), first.low()) < 0 ? 1 : 0;
    boolean fits = last.high() - first.high() - borrow == 0;
    return new PoolSpace(first, Ipv6Address.BITS, fits ? span : HIGHEST_LAST_INDEX);
  }

  /**
   * All prefixes of {@code delegatedLength} bits in {@code prefix}.
   *
   * @throws IllegalArgumentException if {@code delegatedLength} is shorter than the prefix, or not
   *     1 to 128
   */
  public static PoolSpace ofPrefixes(Ipv6Prefix prefix, int delegatedLength) {
    if (delegatedLength < prefix.length()
        || delegatedLength < 1
        || delegatedLength > Ipv6Address.BITS) {
      throw new IllegalArgumentException(
          "no prefixes of length " + delegatedLength + " in " + prefix);
    }
    int bits = delegatedLength - prefix.length();
    long lastIndex = bits >= 64 ? HIGHEST_LAST_INDEX : (1L << bits) - 1;
    return new PoolSpace(prefix.address(), delegatedLength, lastIndex);
  }

  /** The prefix length of every resource: 128 for addresses. */
  public int resourceLength() {
    return length;
  }

  /** The highest index, unsigned, at most 2^64 - 2. */
  public long lastIndex() {
    return lastIndex;
  }

  /** The number of resources; {@link Long#MAX_VALUE} if there are more than that. */
  public long capacity() {
    return saturated(lastIndex + 1);
  }

  /** The number of resources in {@code half}; {@link Long#MAX_VALUE} if more than that. */
  public long capacity(Half half) {
    if (half == Half.BOTH) {
      return capacity();
    }
    long size = lastIndex + 1;
    return saturated(half == halfOf(0) ? (size >>> 1) + (size & 1) : size >>> 1);
  }

  /** Whether {@code resource} is one of the pool's: of its length, and in its range. */
  public boolean contains(Ipv6Prefix resource) {
    return indexOf(resource) != NONE;
  }

  /** The index of {@code resource}, or {@link #NONE} if it is none of the pool's. */
  public long indexOf(Ipv6Prefix resource) {
    return resource.length() == length && !isBeforeFirst(resource.high(), resource.low())
        ? indexAt(resource.high(), resource.low())
        : NONE;
  }

  /**
   * The resource with the number {@code index}.
   *
   * @throws IndexOutOfBoundsException if {@code index} is above {@link #lastIndex()}, unsigned
   */
  public Ipv6Prefix resourceAt(long index) {
    if (!isIndex(index)) {
      throw new IndexOutOfBoundsException(
          Long.toUnsignedString(index) + " is above " + Long.toUnsignedString(lastIndex));
    }
    int shift = Ipv6Address.BITS - length;
    long low = shift >= 64 ? 0 : index << shift;
    long high = shift == 0 ? 0 : shift < 64 ? index >>> (64 - shift) : index << (shift - 64);
    long sumLow = firstLow + low;
    long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
    return new Ipv6Prefix(firstHigh + high + carry, sumLow, length);
  }

  /**
   * The lowest index whose resource shares an address with {@code other}, {@link #NONE} if none
   * does. {@code other} may be of any length: a pool's delegated length may once have been another.
   */
  public long firstOverlap(Ipv6Prefix other) {
    return lastOverlap(other) == NONE
        ? NONE
        : isBeforeFirst(other.high(), other.low()) ? 0 : indexAt(other.high(), other.low());
  }

  /** The highest index whose resource shares an address with {@code other}; else {@link #NONE}. */
  public long lastOverlap(Ipv6Prefix other) {
    Ipv6Address last = other.last();
    boolean startsBefore = isBeforeFirst(other.high(), other.low());
    if (isBeforeFirst(last.high(), last.low())
        || (!startsBefore && indexAt(other.high(), other.low()) == NONE)) {
      return NONE;
    }
    long index = indexAt(last.high(), last.low());
    return index == NONE ? lastIndex : index;
  }

  /** Which server may allocate the resource with this index from an independent pool. */
  public Half halfOf(long index) {
    return Half.ofLastBit((int) (index + firstLastBit()) & 1);
  }

  boolean isIndex(long index) {
    return Long.compareUnsigned(index, lastIndex) <= 0;
  }

  private boolean isBeforeFirst(long high, long low) {
    int byHigh = Long.compareUnsigned(high, firstHigh);
    return byHigh < 0 || (byHigh == 0 && Long.compareUnsigned(low, firstLow) < 0);
  }

  /** The resource that an address not before the first one lies in; NONE behind the last one. */
  private long indexAt(long high, long low) {
    long borrow = Long.compareUnsigned(low, firstLow) < 0 ? 1 : 0;
    long spanHigh = high - firstHigh - borrow;
    long spanLow = low - firstLow;
    int shift = Ipv6Address.BITS - length;
    long index;
    long beyond; // what 64 bits of index do not hold
    if (shift >= 64) {
      index = spanHigh >>> (shift - 64);
      beyond = 0;
    } else if (shift > 0) {
      index = (spanHigh << (64 - shift)) | (spanLow >>> shift);
      beyond = spanHigh >>> shift;
    } else {
      index = spanLow;
      beyond = spanHigh;
    }
    return beyond == 0 && isIndex(index) ? index : NONE;
  }

  private long firstLastBit() {
    return Half.of(new Ipv6Prefix(firstHigh, firstLow, length)) == Half.PRIMARY ? 1 : 0;
  }

  private static long saturated(long unsigned) {
    return unsigned < 0 ? Long.MAX_VALUE : unsigned;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PoolSpace that
        && firstHigh == that.firstHigh
        && firstLow == that.firstLow
        && length == that.length
        && lastIndex == that.lastIndex;
  }

  @Override
  public int hashCode() {
    return Objects.hash(firstHigh, firstLow, length, lastIndex);
  }
}
