package io.outrigger.dhcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over received octets, for decoders. It never throws for what it reads: the first fault
 * is noted with its place, from then on every read gives zeros or nothing and {@link #remaining} is
 * 0, so that loops end; {@link #result} turns the fault into the answer. Nested lengths narrow its
 * end, nothing is copied for them, and each octet is looked at once.
 */
public final class OctetReader {
  /** RFC 8415 §7.6: HOP_COUNT_LIMIT 8, hence hop-counts 0 to 8. */
  static final int MAX_RELAY_MESSAGES = 9;

  /** Options nested deeper than this within a message are kept as bytes, to bound the stack. */
  static final int MAX_OPTION_DEPTH = 6;

  private static final int OPTION_HEADER_OCTETS = 4;
  private static final Duid SOME_DUID = Duid.of(new byte[Duid.MIN_OCTETS]);

  private final OptionDecoders decoders;
  private final byte[] buffer;
  private final int start;
  private int position;
  private int limit;
  private int optionDepth;
  private int relayMessages;
  private boolean inRelayMessage;

  private @Nullable String reason;
  private int faultOffset;
  private final List<String> faultPath = new ArrayList<>(0);

  private OctetReader(OptionDecoders decoders, byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    this.decoders = decoders;
    this.buffer = buffer;
    this.start = offset;
    this.position = offset;
    this.limit = offset + length;
  }

  /**
   * Reads {@code length} octets from {@code offset}, which must not change meanwhile; offsets in
   * faults count from {@code offset}.
   */
  public static OctetReader over(OptionDecoders decoders, byte[] buffer, int offset, int length) {
    return new OctetReader(decoders, buffer, offset, length);
  }

  /** {@code value} if everything was read and without a fault, else the first fault. */
  public <T> Decoded<T> result(T value) {
    if (position < limit) {
      malformed(position, (limit - position) + " octets too many");
    }
    if (reason == null) {
      return new Decoded.Ok<>(value);
    }
    String where = faultPath.isEmpty() ? "message" : String.join(" > ", faultPath.reversed());
    return new Decoded.Malformed<>(where, faultOffset, reason);
  }

  /** Where the next octet is read, counted as faults are. */
  public int position() {
    return position - start;
  }

  /** Octets left in the innermost enclosing length. */
  public int remaining() {
    return limit - position;
  }

  public boolean failed() {
    return reason != null;
  }

  /**
   * Notes a fault unless there is one already.
   *
   * @param at an earlier {@link #position}
   */
  public void fail(int at, String why) {
    malformed(start + at, why);
  }

  private void malformed(int index, String why) {
    if (reason == null) {
      reason = why;
      faultOffset = index - start;
    }
    position = limit;
  }

  /** The index of the next {@code count} octets, which are then behind; -1 if there are fewer. */
  private int take(int count) {
    int index = position;
    if (count > limit - index) {
      malformed(index, (limit - index) + " octets left where " + count + " are needed");
      return -1;
    }
    position = index + count;
    return index;
  }

  public int uint8() {
    int i = take(1);
    return i < 0 ? 0 : buffer[i] & 0xff;
  }

  public int uint16() {
    int i = take(2);
    return i < 0 ? 0 : (buffer[i] & 0xff) << 8 | (buffer[i + 1] & 0xff);
  }

  public int uint24() {
    int i = take(3);
    return i < 0
        ? 0
        : (buffer[i] & 0xff) << 16 | (buffer[i + 1] & 0xff) << 8 | (buffer[i + 2] & 0xff);
  }

  /** Four octets as they stand, for identifiers. */
  public int int32() {
    int i = take(4);
    return i < 0 ? 0 : intAt(i);
  }

  /** Four octets as an unsigned number. */
  public long uint32() {
    return int32() & Ranges.MAX_UINT32;
  }

  /** Eight octets as they stand. */
  public long int64() {
    int i = take(8);
    return i < 0 ? 0 : longAt(i);
  }

  public Ipv6Address address() {
    int i = take(Ipv6Address.OCTETS);
    return i < 0 ? Ipv6Address.UNSPECIFIED : new Ipv6Address(longAt(i), longAt(i + 8));
  }

  private int intAt(int i) {
    return (buffer[i] & 0xff) << 24
        | (buffer[i + 1] & 0xff) << 16
        | (buffer[i + 2] & 0xff) << 8
        | (buffer[i + 3] & 0xff);
  }

  private long longAt(int i) {
    return (long) intAt(i) << 32 | (intAt(i + 4) & Ranges.MAX_UINT32);
  }

  /** Addresses up to the end, perhaps none. */
  public List<Ipv6Address> addresses() {
    List<Ipv6Address> addresses = new ArrayList<>(remaining() / Ipv6Address.OCTETS);
    while (remaining() > 0) {
      addresses.add(address());
    }
    return addresses;
  }

  public Bytes bytes(int count) {
    int i = take(count);
    return i < 0 ? Bytes.EMPTY : Bytes.of(buffer, i, count);
  }

  /** All up to the end. */
  public Bytes rest() {
    return bytes(remaining());
  }

  /** Octets behind a length of two octets. */
  public Bytes sized16() {
    return bytes(uint16());
  }

  /** Up to the end, items of {@link #sized16}, perhaps none. */
  public List<Bytes> sized16List() {
    List<Bytes> items = new ArrayList<>(2);
    while (remaining() > 0) {
      items.add(sized16());
    }
    return items;
  }

  /** All up to the end as a DUID. */
  public Duid duid() {
    int length = remaining();
    if (length < Duid.MIN_OCTETS || length > Duid.MAX_OCTETS) {
      malformed(position, "a DUID of " + length + " octets, not 3 to 130");
      return SOME_DUID;
    }
    int i = take(length);
    return Duid.of(buffer, i, length);
  }

  /** A name with its root label at the end. */
  public DomainName fullName() {
    int at = position;
    DomainName name = partialName();
    if (!failed() && name.isPartial()) {
      malformed(at, "a domain name without its end");
    }
    return name;
  }

  /** A name that may lack its root label (RFC 4704 §4.2): then it goes up to the end. */
  public DomainName partialName() {
    int end = DomainName.end(buffer, position, limit);
    if (end < 0) {
      int fault = -1 - end;
      int label = buffer[fault] & 0xff;
      malformed(fault, "a label of " + label + " octets that does not fit into a domain name here");
      return DomainName.NONE;
    }
    return new DomainName(bytes(end - position));
  }

  /**
   * Ends reading after {@code length} octets more, until {@link #leave}.
   *
   * @return what to give to {@code leave}
   */
  public int enter(int length) {
    int outer = limit;
    if (length > limit - position) {
      malformed(position, "length " + length + " where " + (limit - position) + " octets are left");
    } else {
      limit = position + length;
    }
    return outer;
  }

  /** Goes back to the end before {@link #enter}; octets left over are a fault. */
  public void leave(int outer) {
    if (position < limit) {
      malformed(position, (limit - position) + " octets too many");
    }
    limit = outer;
    if (failed()) {
      position = limit;
    }
  }

  /** All up to the end as options. */
  public Options options() {
    if (position == limit) {
      return Options.EMPTY;
    }
    Options.Builder options = Options.builder();
    optionDepth++;
    while (position < limit) {
      options.add(option());
    }
    optionDepth--;
    return options.build();
  }

  private DhcpOption option() {
    int header = position;
    if (limit - header < OPTION_HEADER_OCTETS) {
      malformed(header, (limit - header) + " octets left where an option needs 4");
      return UnknownOption.NONE;
    }
    int code = uint16();
    int length = uint16();
    if (length > limit - position) {
      malformed(header, "option-len " + length + " where " + (limit - position) + " are left");
      faultPath.add(decoders.nameOf(code));
      return UnknownOption.NONE;
    }
    int outer = enter(length);
    OptionDecoder decoder = optionDepth > MAX_OPTION_DEPTH ? null : decoders.find(code);
    DhcpOption option = decoder == null ? new UnknownOption(code, rest()) : decoder.decode(this);
    leave(outer);
    if (failed()) {
      faultPath.add(decoders.nameOf(code));
    }
    return option;
  }

  /** All up to the end as the message of a Relay Message option. */
  public Message message() {
    return DhcpDecoder.read(this);
  }

  /** All up to the end as the options of a message, whose nesting counts anew. */
  Options messageOptions(boolean ofRelayMessage) {
    int outerDepth = optionDepth;
    boolean outerKind = inRelayMessage;
    optionDepth = 0;
    inRelayMessage = ofRelayMessage;
    Options options = options();
    optionDepth = outerDepth;
    inRelayMessage = outerKind;
    return options;
  }

  /** All up to the end as the options of a relay message; a fault if it is nested too deeply. */
  Options relayOptions(int messageStart) {
    if (relayMessages == MAX_RELAY_MESSAGES) {
      fail(messageStart, "more than " + MAX_RELAY_MESSAGES + " relay messages in each other");
    }
    relayMessages++;
    Options options = messageOptions(true);
    relayMessages--;
    return options;
  }

  /** True directly inside a Relay-forward or Relay-reply: elsewhere no message is looked for. */
  boolean mayHoldMessage() {
    return inRelayMessage && optionDepth == 1;
  }
}
