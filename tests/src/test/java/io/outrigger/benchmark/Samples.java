package io.outrigger.benchmark;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.ClientLinkLayerAddressOption;
import io.outrigger.dhcp.DnsServersOption;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.ElapsedTimeOption;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.InterfaceIdOption;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.Message;
import io.outrigger.dhcp.OptionRequestOption;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.RelayForward;
import io.outrigger.dhcp.RelayMessageOption;
import io.outrigger.dhcp.Reply;
import io.outrigger.dhcp.Request;
import io.outrigger.dhcp.ServerIdOption;
import io.outrigger.dhcp.Solicit;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is measured with: messages and leases as a network with many clients has them. */
public final class Samples {
  /** The present of all samples: 2027-01-15T08:00Z. */
  public static final long NOW_EPOCH_SECOND = 1_800_000_000L;

  private static final Duid SERVER = Duid.fromHex("00030001020000000001");

  private Samples() {}

  /** A DUID-LLT, another for each number. */
  public static Duid duid(int number) {
    return Duid.of(
        ByteBuffer.allocate(14)
            .putShort((short) 1)
            .putShort((short) 1)
            .putInt(0x2c3a5b10)
            .putShort((short) 0x5254)
            .putInt(number)
            .array());
  }

  /** An address of 2001:db8:1::/64, another for each number, in no order. */
  static Ipv6Address address(int number) {
    long mixed = (number + 1) * 0x9e37_79b9_7f4a_7c15L;
    return new Ipv6Address(0x2001_0db8_0001_0000L, mixed ^ mixed >>> 29);
  }

  /** An ACTIVE lease, renewed for the last time so many seconds from {@link #NOW_EPOCH_SECOND}. */
  static Lease lease(int number, long secondsFromNow) {
    long renewed = NOW_EPOCH_SECOND + secondsFromNow;
    return new Lease(
        Ipv6Prefix.of(address(number)),
        BindingStatus.ACTIVE,
        NOW_EPOCH_SECOND - 1000,
        duid(number),
        1,
        3600,
        7200,
        renewed + 7200,
        renewed,
        renewed + 9000,
        renewed + 9000,
        renewed + 7200,
        renewed,
        true,
        null,
        null);
  }

  static Solicit solicit() {
    return new Solicit(
        0x10f3a2,
        Options.of(
            new ClientIdOption(duid(1)),
            OptionRequestOption.of(23, 24, 82),
            new ElapsedTimeOption(0),
            new IaNaOption(1, 0, 0, Options.EMPTY)));
  }

  static Request request() {
    return new Request(
        0x10f3a3,
        Options.of(
            new ClientIdOption(duid(1)),
            new ServerIdOption(SERVER),
            OptionRequestOption.of(23, 24, 82),
            new ElapsedTimeOption(0),
            association()));
  }

  /** As a relay agent sends it that adds what it knows of the client. */
  static RelayForward relayForward(Message relayed) {
    return new RelayForward(
        0,
        Ipv6Address.parse("2001:db8:1::1"),
        Ipv6Address.parse("fe80::5054:ff:fe12:3456"),
        Options.of(
            new InterfaceIdOption(Bytes.of("eth0".getBytes(StandardCharsets.US_ASCII))),
            new ClientLinkLayerAddressOption(1, Bytes.fromHex("525400123456")),
            new RelayMessageOption(relayed)));
  }

  static Reply reply() {
    return new Reply(
        0x10f3a3,
        Options.of(
            new ServerIdOption(SERVER),
            new ClientIdOption(duid(1)),
            association(),
            new DnsServersOption(List.of(Ipv6Address.parse("2001:db8::53")))));
  }

  private static IaNaOption association() {
    return new IaNaOption(
        1, 1800, 2880, Options.of(new IaAddressOption(address(1), 3600, 7200, Options.EMPTY)));
  }
}
