package io.outrigger.failover.wire;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.VendorOptsOption;
import io.outrigger.dhcp.VendorOptsOption.VendorOption;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What CONNECT and CONNECTREPLY tell of a server's configuration, in three sub-options of {@link
 * VendorAdditions}: 1, the digest of all that partners must have alike; 2, digests of its parts; 3,
 * how they were made.
 *
 * <pre>
 *  sub-option 2, once or several times:     sub-option 3:
 * +-------------+                          +-------------+-------------+
 * |  name-len   |                          |           form            |
 * +-------------+------- ... -+            +-------------+-------------+
 * :            name           :            |      number of pools      |
 * +-------------+------- ... -+            |        (4 octets)         |
 * |     digest (8 octets)     |            +-------------+-------------+
 * +-------------+------- ... -+
 * :            ...            :
 * +---------------------------+
 * </pre>
 *
 * @param form how the digests were made; those of different forms cannot be compared; 0: not said
 * @param whole compared octet by octet
 * @param relationship of what is no pool's, 8 octets; empty: not said
 * @param pools by name in order, 8 octets each; of those received the first ones, if there was no
 *     room for all
 * @param poolCount how many the sender has, from 0; at least as many as {@code pools} tells of
 */
public record AgreementAddition(
    int form,
    Bytes whole,
    Optional<Bytes> relationship,
    NavigableMap<String, Bytes> pools,
    long poolCount) {

  /** Octets of one part's digest. */
  public static final int PART_OCTETS = 8;

  /** Sub-option 2 is at most this long: a CONNECT must fit a frame of 64 KiB. */
  public static final int MAX_PARTS_OCTETS = 32 * 1024;

  /** What a pool may be named; also keeps a partner's odd ones out of logs and terminals. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private static final int FORM_OCTETS = 6;

  public AgreementAddition {
    pools = Collections.unmodifiableNavigableMap(new TreeMap<>(pools));
  }

  /** Whether digests of all pools are here. */
  public boolean isComplete() {
    return pools.size() == poolCount;
  }

  /**
   * The option to send: the pools by name in order as long as {@link #MAX_PARTS_OCTETS} has room.
   *
   * @throws IllegalArgumentException if a name or the length of a digest is not as it should be
   */
  public VendorOptsOption option() {
    byte[] parts = new byte[MAX_PARTS_OCTETS];
    int length = relationship.isPresent() ? append("", relationship.get(), parts, 0) : 0;
    for (Map.Entry<String, Bytes> pool : pools.entrySet()) {
      if (!NAME.matcher(pool.getKey()).matches()) {
        throw new IllegalArgumentException("\"" + pool.getKey() + "\" is no name of a pool");
      }
      int end = append(pool.getKey(), pool.getValue(), parts, length);
      if (end < 0) {
        break;
      }
      length = end;
    }
    byte[] made = new byte[FORM_OCTETS];
    put(form, 2, made, 0);
    put(poolCount, 4, made, 2);
    return VendorAdditions.of(
        new VendorOption(VendorAdditions.AGREEMENT_DIGEST, whole),
        new VendorOption(VendorAdditions.AGREEMENT_FORM, Bytes.of(made)),
        new VendorOption(VendorAdditions.PART_DIGESTS, Bytes.of(parts, 0, length)));
  }

  /** Where the part ends; -1 if it does not fit. */
  private static int append(String name, Bytes digest, byte[] parts, int offset) {
    if (digest.length() != PART_OCTETS) {
      throw new IllegalArgumentException("a digest of " + digest.length() + " octets");
    }
    byte[] octets = name.getBytes(StandardCharsets.UTF_8);
    int end = offset + 1 + octets.length + PART_OCTETS;
    if (end > parts.length) {
      return -1;
    }
    parts[offset] = (byte) octets.length;
    System.arraycopy(octets, 0, parts, offset + 1, octets.length);
    digest.copyTo(parts, end - PART_OCTETS);
    return end;
  }

  /**
   * What a partner says; nothing if there is no sub-option 1. What is malformed in the others
   * counts as not said.
   *
   * @param additions sub-options of our enterprise number, as received
   */
  public static Optional<AgreementAddition> read(List<VendorOption> additions) {
    List<Bytes> whole = all(VendorAdditions.AGREEMENT_DIGEST, additions);
    if (whole.isEmpty()) {
      return Optional.empty();
    }
    NavigableMap<String, Bytes> parts = new TreeMap<>();
    all(VendorAdditions.PART_DIGESTS, additions).forEach(data -> readParts(data, parts));
    Optional<Bytes> relationship = Optional.ofNullable(parts.remove(""));
    Optional<Bytes> made =
        all(VendorAdditions.AGREEMENT_FORM, additions).stream()
            .filter(data -> data.length() == FORM_OCTETS)
            .findFirst();
    long count = made.map(data -> number(data, 2, 4)).orElse(Long.MAX_VALUE);
    return Optional.of(
        new AgreementAddition(
            made.map(data -> (int) number(data, 0, 2)).orElse(0),
            whole.getFirst(),
            relationship,
            parts,
            Math.max(count, parts.size())));
  }

  /** The first of several digests for a name counts. */
  private static void readParts(Bytes data, NavigableMap<String, Bytes> parts) {
    byte[] octets = data.toArray();
    int offset = 0;
    while (offset < octets.length) {
      int nameLength = octets[offset] & 0xff;
      int end = offset + 1 + nameLength + PART_OCTETS;
      if (end > octets.length) {
        return;
      }
      String name = new String(octets, offset + 1, nameLength, StandardCharsets.UTF_8);
      if (name.isEmpty() || NAME.matcher(name).matches()) {
        parts.putIfAbsent(name, Bytes.of(octets, end - PART_OCTETS, PART_OCTETS));
      }
      offset = end;
    }
  }

  private static List<Bytes> all(int code, List<VendorOption> additions) {
    List<Bytes> found = new ArrayList<>();
    for (VendorOption addition : additions) {
      if (addition.code() == code) {
        found.add(addition.data());
      }
    }
    return found;
  }

  private static void put(long value, int octets, byte[] target, int offset) {
    for (int i = 0; i < octets; i++) {
      target[offset + i] = (byte) (value >> (8 * (octets - 1 - i)));
    }
  }

  private static long number(Bytes data, int offset, int octets) {
    long value = 0;
    for (int i = 0; i < octets; i++) {
      value = value << 8 | data.unsigned(offset + i);
    }
    return value;
  }
}
