package io.outrigger.dhcp;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Random well-formed messages, as far as the wire goes: nothing here asks whether the options make
 * sense where they stand. The same generator state gives the same message.
 */
public final class DhcpGenerators {
  private static final int MAX_OPTION_DEPTH = 3;

  private DhcpGenerators() {}

  /** Any message; about one in four is relayed, through up to nine relay agents. */
  public static Message message(RandomGenerator random) {
    if (random.nextInt(4) > 0) {
      return clientServerMessage(random);
    }
    Message message = random.nextInt(4) == 0 ? unknownMessage(random) : clientServerMessage(random);
    int relays = 1 + random.nextInt(OctetReader.MAX_RELAY_MESSAGES);
    for (int hop = 0; hop < relays; hop++) {
      message = relayMessage(random, message);
    }
    return message;
  }

  public static ClientServerMessage clientServerMessage(RandomGenerator random) {
    List<BiFunction<Integer, Options, ClientServerMessage>> kinds =
        List.of(
            Solicit::new,
            Advertise::new,
            Request::new,
            Confirm::new,
            Renew::new,
            Rebind::new,
            Reply::new,
            Release::new,
            Decline::new,
            Reconfigure::new,
            InformationRequest::new);
    return pick(random, kinds).apply(random.nextInt(1 << 24), options(random, 8));
  }

  public static UnknownMessage unknownMessage(RandomGenerator random) {
    int code = random.nextInt(8) == 0 ? 0 : 14 + random.nextInt(256 - 14);
    return new UnknownMessage(code, bytes(random, 0, 40));
  }

  /** A relay message around {@code inner}, with other options before and behind it. */
  public static RelayMessage relayMessage(RandomGenerator random, Message inner) {
    Options options =
        Options.builder()
            .addAll(options(random, 2))
            .add(new RelayMessageOption(inner))
            .addAll(options(random, 2))
            .build();
    return random.nextBoolean()
        ? new RelayForward(random.nextInt(256), address(random), address(random), options)
        : new RelayReply(random.nextInt(256), address(random), address(random), options);
  }

  /** None to {@code most} options of any kind but Relay Message, which may repeat. */
  public static Options options(RandomGenerator random, int most) {
    return options(random, most, MAX_OPTION_DEPTH);
  }

  private static Options options(RandomGenerator random, int most, int depth) {
    Options.Builder options = Options.builder();
    for (int count = random.nextInt(most + 1); count > 0; count--) {
      options.add(option(random, depth));
    }
    return options.build();
  }

  /** One option of any kind but Relay Message; every kind is about as likely. */
  public static DhcpOption option(RandomGenerator random) {
    return option(random, MAX_OPTION_DEPTH);
  }

  private static DhcpOption option(RandomGenerator random, int depth) {
    Options inner = depth == 0 ? Options.EMPTY : options(random, 2, depth - 1);
    return switch (random.nextInt(38)) {
      case 0 -> new ClientIdOption(duid(random));
      case 1 -> new ServerIdOption(duid(random));
      case 2 -> new IaNaOption(random.nextInt(), uint32(random), uint32(random), inner);
      case 3 -> new IaTaOption(random.nextInt(), inner);
      case 4 -> new IaPdOption(random.nextInt(), uint32(random), uint32(random), inner);
      case 5 -> new IaAddressOption(address(random), uint32(random), uint32(random), inner);
      case 6 ->
          new IaPrefixOption(
              uint32(random), uint32(random), random.nextInt(129), address(random), inner);
      case 7 -> new OptionRequestOption(list(random, 0, 6, () -> uint16(random)));
      case 8 -> new PreferenceOption(random.nextInt(256));
      case 9 -> new ElapsedTimeOption(uint16(random));
      case 10 ->
          new AuthenticationOption(
              random.nextInt(256),
              random.nextInt(256),
              random.nextInt(256),
              random.nextLong(),
              bytes(random, 0, 20));
      case 11 -> new ServerUnicastOption(address(random));
      case 12 -> new StatusCodeOption(new StatusCode(statusCode(random)), bytes(random, 0, 20));
      case 13 -> new RapidCommitOption();
      case 14 -> new UserClassOption(list(random, 0, 3, () -> bytes(random, 0, 12)));
      case 15 ->
          new VendorClassOption(uint32(random), list(random, 0, 3, () -> bytes(random, 0, 12)));
      case 16 -> vendorOpts(random);
      case 17 -> new InterfaceIdOption(bytes(random, 0, 20));
      case 18 -> new ReconfigureMessageOption(random.nextInt(256));
      case 19 -> new ReconfigureAcceptOption();
      default -> furtherOption(random);
    };
  }

  private static DhcpOption furtherOption(RandomGenerator random) {
    return switch (random.nextInt(18)) {
      case 0 -> new DnsServersOption(list(random, 0, 3, () -> address(random)));
      case 1 -> new DomainSearchOption(list(random, 0, 3, () -> domainName(random, false)));
      case 2 -> new SntpServersOption(list(random, 0, 3, () -> address(random)));
      case 3 -> new InformationRefreshTimeOption(uint32(random));
      case 4 -> new RemoteIdOption(uint32(random), bytes(random, 0, 20));
      case 5 -> new SubscriberIdOption(bytes(random, 0, 20));
      case 6 -> new ClientFqdnOption(random.nextInt(256), domainName(random, random.nextBoolean()));
      case 7 -> new RelayIdOption(duid(random));
      case 8 -> new NtpServerOption(list(random, 0, 3, () -> ntpTimeSource(random)));
      case 9 -> new BootFileUrlOption(bytes(random, 0, 40));
      case 10 -> new BootFileParametersOption(list(random, 0, 3, () -> bytes(random, 0, 12)));
      case 11 -> new PdExcludeOption(random.nextInt(129), bytes(random, 1, 16));
      case 12 -> new ClientLinkLayerAddressOption(uint16(random), bytes(random, 0, 8));
      case 13 -> new SolMaxRtOption(uint32(random));
      case 14 -> new InfMaxRtOption(uint32(random));
      default -> unknownOption(random);
    };
  }

  /** An option whose code no record has. */
  public static UnknownOption unknownOption(RandomGenerator random) {
    int code = uint16(random);
    while (OptionDecoders.RFC_8415.find(code) != null) {
      code = uint16(random);
    }
    return new UnknownOption(code, bytes(random, 0, 30));
  }

  private static VendorOptsOption vendorOpts(RandomGenerator random) {
    return new VendorOptsOption(
        uint32(random),
        list(
            random,
            0,
            3,
            () -> new VendorOptsOption.VendorOption(uint16(random), bytes(random, 0, 12))));
  }

  private static NtpTimeSource ntpTimeSource(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> new NtpTimeSource.ServerAddress(address(random));
      case 1 -> new NtpTimeSource.MulticastAddress(address(random));
      case 2 -> new NtpTimeSource.ServerName(domainName(random, false));
      default -> new NtpTimeSource.Other(4 + random.nextInt(1000), bytes(random, 0, 12));
    };
  }

  /** A DUID of a known or unknown type. */
  public static Duid duid(RandomGenerator random) {
    return switch (random.nextInt(5)) {
      case 0 ->
          new DuidContents.LinkLayerTime(uint16(random), uint32(random), bytes(random, 0, 20))
              .toDuid();
      case 1 -> new DuidContents.Enterprise(uint32(random), bytes(random, 0, 124)).toDuid();
      case 2 -> new DuidContents.LinkLayer(uint16(random), bytes(random, 0, 20)).toDuid();
      case 3 -> new DuidContents.Uuid(new UUID(random.nextLong(), random.nextLong())).toDuid();
      default -> Duid.of(bytes(random, Duid.MIN_OCTETS, Duid.MAX_OCTETS).toArray());
    };
  }

  /** Now and then unspecified, or with long runs of zeros. */
  public static Ipv6Address address(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> Ipv6Address.UNSPECIFIED;
      case 1 -> new Ipv6Address(0x2001_0db8_0000_0000L, random.nextInt(1 << 16));
      default -> new Ipv6Address(random.nextLong(), random.nextLong());
    };
  }

  /** Up to five labels of arbitrary octets. */
  public static DomainName domainName(RandomGenerator random, boolean partial) {
    OctetWriter wire = new OctetWriter();
    for (int labels = random.nextInt(5); labels > 0; labels--) {
      Bytes label = bytes(random, 1, random.nextInt(8) == 0 ? 48 : 12);
      wire.uint8(label.length());
      wire.bytes(label);
    }
    if (!partial) {
      wire.uint8(0);
    }
    return new DomainName(Bytes.of(wire.toArray()));
  }

  public static Bytes bytes(RandomGenerator random, int least, int most) {
    byte[] octets = new byte[least + random.nextInt(most - least + 1)];
    random.nextBytes(octets);
    return Bytes.of(octets);
  }

  private static int uint16(RandomGenerator random) {
    return random.nextInt(1 << 16);
  }

  private static int statusCode(RandomGenerator random) {
    return random.nextBoolean() ? random.nextInt(7) : uint16(random);
  }

  /** Zero and infinity more often than chance would have them. */
  private static long uint32(RandomGenerator random) {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> Ranges.MAX_UINT32;
      case 2 -> random.nextInt(100_000);
      default -> random.nextLong() & Ranges.MAX_UINT32;
    };
  }

  private static <T> List<T> list(RandomGenerator random, int least, int most, Supplier<T> item) {
    List<T> items = new ArrayList<>();
    for (int count = least + random.nextInt(most - least + 1); count > 0; count--) {
      items.add(item.get());
    }
    return items;
  }

  private static <T> T pick(RandomGenerator random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
