package io.outrigger.failover.wire;

import static io.outrigger.dhcp.DhcpGenerators.address;
import static io.outrigger.dhcp.DhcpGenerators.bytes;
import static io.outrigger.dhcp.DhcpGenerators.domainName;
import static io.outrigger.dhcp.DhcpGenerators.duid;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.ClientFqdnOption;
import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.DhcpEncoder;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.IaTaOption;
import io.outrigger.dhcp.InterfaceIdOption;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.RelayForward;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import io.outrigger.dhcp.UnknownOption;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Random messages between partners. Their options stand where RFC 8156 puts them, in any order,
 * each there or not, with unknown options among them; values are any that fit. The same generator
 * state gives the same message.
 */
public final class FailoverGenerators {
  private static final FailoverMessageType[] TYPES = FailoverMessageType.values();

  private FailoverGenerators() {}

  /** Any message; all types but BNDUPD and BNDREPLY are about equally likely. */
  public static FailoverMessage message(RandomGenerator random) {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> bndUpd(random);
      case 3 -> message(random, FailoverMessageType.BNDREPLY);
      case 4 -> random.nextInt(4) == 0 ? unknownMessage(random) : message(random, type(random));
      default -> message(random, type(random));
    };
  }

  private static FailoverMessageType type(RandomGenerator random) {
    return TYPES[random.nextInt(TYPES.length)];
  }

  public static BndUpd bndUpd(RandomGenerator random) {
    return (BndUpd) message(random, FailoverMessageType.BNDUPD);
  }

  public static FailoverMessage message(RandomGenerator random, FailoverMessageType type) {
    int transactionId = random.nextInt(1 << 24);
    Options options = options(random, type);
    return switch (type) {
      case STARTTLS -> new StartTls(transactionId, options);
      case REPLY -> new StartTlsReply(transactionId, options);
      default -> PartnerMessage.of(type, transactionId, time(random), options);
    };
  }

  public static UnknownFailoverMessage unknownMessage(RandomGenerator random) {
    int code = random.nextInt(256);
    while (FailoverMessageType.of(code) != null) {
      code = random.nextInt(256);
    }
    return new UnknownFailoverMessage(code, bytes(random, 0, 40));
  }

  private static Options options(RandomGenerator random, FailoverMessageType type) {
    return switch (type) {
      case BNDUPD, BNDREPLY ->
          mixed(random, random.nextInt(3) > 0 ? clientData(random) : freePrefix(random));
      case CONNECT -> mixed(random, connection(random));
      case CONNECTREPLY -> mixed(random, connection(random), status(random));
      case DISCONNECT, REPLY -> mixed(random, status(random));
      case STATE ->
          mixed(
              random,
              new ServerStateOption(random.nextInt(256)),
              new ServerFlagsOption(random.nextInt(256)),
              new StartTimeOfStateOption(time(random)),
              new PartnerDownTimeOption(time(random)));
      case POOLREQ, POOLRESP, UPDREQ, UPDREQALL, UPDDONE, CONTACT, STARTTLS -> mixed(random);
    };
  }

  private static DhcpOption[] connection(RandomGenerator random) {
    return new DhcpOption[] {
      new ProtocolVersionOption(random.nextInt(1 << 16), random.nextInt(1 << 16)),
      new McltOption(uint32(random)),
      new KeepaliveTimeOption(uint32(random)),
      new MaxUnackedBndupdOption(uint32(random)),
      new RelationshipNameOption(bytes(random, 0, 12)),
      new ConnectFlagsOption(random.nextInt(1 << 16)),
      VendorAdditions.agreementDigest(bytes(random, 0, 32))
    };
  }

  /** A client with up to four identity associations. */
  public static ClientDataOption clientData(RandomGenerator random) {
    List<DhcpOption> options = new ArrayList<>();
    options.add(new ClientIdOption(duid(random)));
    options.add(new LqBaseTimeOption(time(random)));
    options.add(new CltTimeOption(uint32(random)));
    options.add(new ReconfigureDataOption(time(random), bytes(random, 0, 16)));
    options.add(relayData(random));
    options.add(status(random));
    for (int count = random.nextInt(5); count > 0; count--) {
      options.add(identityAssociation(random));
    }
    return new ClientDataOption(mixed(random, options.toArray(DhcpOption[]::new)));
  }

  private static LqRelayDataOption relayData(RandomGenerator random) {
    RelayForward relay =
        new RelayForward(
            0,
            address(random),
            address(random),
            Options.of(new InterfaceIdOption(bytes(random, 0, 8))));
    return new LqRelayDataOption(
        address(random),
        random.nextInt(4) == 0 ? bytes(random, 0, 30) : Bytes.of(DhcpEncoder.encode(relay)));
  }

  private static DhcpOption identityAssociation(RandomGenerator random) {
    int iaid = random.nextInt();
    long t1 = uint32(random);
    long t2 = uint32(random);
    DhcpOption[] inPrefixIa = {prefix(random), new StartTimeOfStateOption(time(random))};
    DhcpOption[] inAddressIa = {leasedAddress(random), leasedAddress(random), status(random)};
    return switch (random.nextInt(3)) {
      case 0 -> new IaNaOption(iaid, t1, t2, mixed(random, inAddressIa));
      case 1 -> new IaTaOption(iaid, mixed(random, inAddressIa));
      default -> new IaPdOption(iaid, t1, t2, mixed(random, inPrefixIa));
    };
  }

  private static IaAddressOption leasedAddress(RandomGenerator random) {
    return new IaAddressOption(address(random), uint32(random), uint32(random), lease(random));
  }

  private static IaPrefixOption prefix(RandomGenerator random) {
    return new IaPrefixOption(
        uint32(random), uint32(random), random.nextInt(129), address(random), lease(random));
  }

  private static Options lease(RandomGenerator random) {
    return mixed(
        random,
        new BindingStatusOption(random.nextInt(random.nextBoolean() ? 9 : 256)),
        new StartTimeOfStateOption(time(random)),
        new StateExpirationTimeOption(time(random)),
        new CltTimeOption(uint32(random)),
        new PartnerLifetimeOption(time(random)),
        new PartnerLifetimeSentOption(time(random)),
        new PartnerRawCltTimeOption(time(random)),
        new ExpirationTimeOption(time(random)),
        new ClientFqdnOption(random.nextInt(256), domainName(random, random.nextBoolean())),
        dnsRemovalInfo(random),
        status(random));
  }

  private static DnsRemovalInfoOption dnsRemovalInfo(RandomGenerator random) {
    return new DnsRemovalInfoOption(
        mixed(
            random,
            new DnsHostNameOption(domainName(random, random.nextBoolean())),
            new DnsZoneNameOption(domainName(random, false)),
            new DnsFlagsOption(random.nextInt(1 << 16))));
  }

  /** A prefix that is no client's. */
  public static IaPrefixOption freePrefix(RandomGenerator random) {
    return new IaPrefixOption(
        0,
        0,
        random.nextInt(129),
        address(random),
        mixed(
            random,
            new LqBaseTimeOption(time(random)),
            new BindingStatusOption(random.nextInt(256)),
            new StartTimeOfStateOption(time(random)),
            new StateExpirationTimeOption(time(random)),
            new PartnerLifetimeOption(time(random)),
            new PartnerLifetimeSentOption(time(random)),
            new ExpirationTimeOption(time(random)),
            status(random)));
  }

  private static StatusCodeOption status(RandomGenerator random) {
    int code = random.nextBoolean() ? 16 + random.nextInt(7) : random.nextInt(1 << 16);
    return new StatusCodeOption(new StatusCode(code), bytes(random, 0, 12));
  }

  /** Those of {@code options} that chance leaves, in any order, and now and then an unknown one. */
  private static Options mixed(RandomGenerator random, DhcpOption... options) {
    List<DhcpOption> chosen = new ArrayList<>();
    for (DhcpOption option : options) {
      if (random.nextInt(4) > 0) {
        chosen.add(random.nextInt(chosen.size() + 1), option);
      }
    }
    if (random.nextInt(8) == 0) {
      chosen.add(random.nextInt(chosen.size() + 1), unknownOption(random));
    }
    return Options.of(chosen);
  }

  private static Options mixed(RandomGenerator random, DhcpOption[] some, DhcpOption more) {
    List<DhcpOption> all = new ArrayList<>(List.of(some));
    all.add(more);
    return mixed(random, all.toArray(DhcpOption[]::new));
  }

  /** An option whose code no record has. */
  public static UnknownOption unknownOption(RandomGenerator random) {
    int code = random.nextInt(1 << 16);
    while (!FailoverOptions.RFC_8156.nameOf(code).startsWith("OPTION(")) {
      code = random.nextInt(1 << 16);
    }
    return new UnknownOption(code, bytes(random, 0, 30));
  }

  /** Any options of the failover protocol in a place where they mean nothing. */
  public static Contact misplaced(RandomGenerator random) {
    List<DhcpOption> options = new ArrayList<>();
    for (FailoverMessageType type : TYPES) {
      options.addAll(options(random, type).all());
    }
    options.addAll(lease(random).all());
    options.addAll(clientData(random).options().all());
    return new Contact(random.nextInt(1 << 24), time(random), Options.of(options));
  }

  /** The ends of the range more often than chance would have them. */
  public static AbsoluteTime time(RandomGenerator random) {
    return new AbsoluteTime(uint32(random));
  }

  private static long uint32(RandomGenerator random) {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> 0xffff_ffffL;
      case 2 -> random.nextInt(100_000);
      default -> random.nextLong(1L << 32);
    };
  }
}
