package io.outrigger.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.config.ClientSelector;
import io.outrigger.config.ConfiguredOption;
import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.Decoded;
import io.outrigger.dhcp.DhcpDecoder;
import io.outrigger.dhcp.DhcpEncoder;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.Message;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.ServerIdOption;
import io.outrigger.endpoint.Responsiveness;
import io.outrigger.lease.ClientIa;
import io.outrigger.lease.LifetimePolicy;
import io.outrigger.pool.ClientDirectory;
import io.outrigger.pool.IaRequest;
import io.outrigger.pool.IaResult;
import io.outrigger.pool.InstantPool;
import io.outrigger.pool.MutableClock;
import io.outrigger.pool.PoolObserver;
import io.outrigger.pool.PoolRef;
import io.outrigger.pool.PoolSettings;
import io.outrigger.pool.PoolSpace;
import io.outrigger.pool.PoolStats;
import io.outrigger.pool.PoolWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A server with one link, "lab" on eth0, and pools that decide at once: two of addresses (the first
 * with 2, the second with 16), delegations of /60 (2) and /56 (16).
 */
final class TestNetwork {
  static final Duid SERVER = Duid.fromHex("00040102030405060708090a0b0c0d0e0f10");
  static final Duid CLIENT = Duid.fromHex("0003000102000000000a");
  static final Ipv6Prefix ON_LINK = Ipv6Prefix.parse("2001:db8:1::/64");
  static final Ipv6Address PEER = Ipv6Address.parse("fe80::ff:fe00:a");
  static final Ipv6Prefix RESERVED = Ipv6Prefix.parse("2001:db8:1::77");
  static final Duid RESERVED_FOR = Duid.fromHex("00030001020000000077");
  static final LifetimePolicy ADDRESSES = new LifetimePolicy(600, 1000, 300, 480);
  static final LifetimePolicy PREFIXES = new LifetimePolicy(400, 900, 200, 320);

  final MutableClock clock = new MutableClock();
  final ClientCounters counters = new ClientCounters();
  final List<Sent> sent = new ArrayList<>();
  private Responsiveness responsiveness = Responsiveness.RESPONSIVE;
  private final Map<String, Responsiveness> responsivenessOf = new HashMap<>();
  final Map<String, InstantPool> pools = new HashMap<>();
  boolean ready = true;
  boolean partnerDiffers;

  /** Pools whose journal writes last until {@link #written}. */
  final Set<String> writing = new HashSet<>();

  private final List<Runnable> held = new ArrayList<>();

  /** Hears of each pool before it decides. */
  Consumer<String> asked = pool -> {};

  private ClientService.View view;
  final ClientService service = new ClientService(() -> view, clock, counters);

  /** A datagram that the server sent. */
  record Sent(Message message, Ipv6Address destination, int port) {}

  TestNetwork() {
    view = new ClientService.View(identity(0, null), new Links(List.of(link(true))));
  }

  TestNetwork(boolean rapidCommit, int preference, @Nullable Ipv6Address unicast) {
    view =
        new ClientService.View(
            identity(preference, unicast), new Links(List.of(link(rapidCommit))));
  }

  /** Nothing is configured of the link but where it is. */
  void forgetTheLink() {
    Link.Kind none = new Link.Kind(List.of(), new ClientDirectory());
    Link bare =
        new Link(
            "lab",
            List.of("eth0"),
            List.of(),
            List.of(),
            false,
            none,
            none,
            Reservations.NONE,
            List.of(),
            () -> ready);
    view = new ClientService.View(view.server(), new Links(List.of(bare)));
  }

  private static ServerIdentity identity(int preference, @Nullable Ipv6Address unicast) {
    return new ServerIdentity(SERVER, preference, Optional.ofNullable(unicast));
  }

  private Link link(boolean rapidCommit) {
    ClientDirectory addressClients = new ClientDirectory();
    ClientDirectory prefixClients = new ClientDirectory();
    return new Link(
        "lab",
        List.of("eth0"),
        List.of(Ipv6Prefix.parse("2001:db8:aaaa::/48")),
        List.of(ON_LINK),
        rapidCommit,
        new Link.Kind(
            List.of(
                addresses("small", 0, "2001:db8:1::10", "2001:db8:1::11", addressClients, Set.of()),
                addresses("large", 1, "2001:db8:1::20", "2001:db8:1::2f", addressClients, Set.of()),
                addresses(
                    "reserved",
                    2,
                    "2001:db8:1::77",
                    "2001:db8:1::77",
                    addressClients,
                    Set.of(RESERVED))),
            addressClients),
        new Link.Kind(
            List.of(
                prefixes("pd60", 0, "2001:db8:100::/59", 60, prefixClients),
                prefixes("pd56", 1, "2001:db8:200::/52", 56, prefixClients)),
            prefixClients),
        new Reservations(Map.of(new ClientSelector.ByDuid(RESERVED_FOR), List.of(RESERVED))),
        List.of(
            new ConfiguredOption(23, Bytes.fromHex("20010db8000000000000000000000053"), false),
            new ConfiguredOption(32, Bytes.fromHex("00000e10"), false),
            new ConfiguredOption(82, Bytes.fromHex("00000e10"), true)),
        () -> ready);
  }

  private PoolRef addresses(
      String name,
      int index,
      String first,
      String last,
      ClientDirectory directory,
      Set<Ipv6Prefix> reserved) {
    PoolSpace space = PoolSpace.ofRange(Ipv6Address.parse(first), Ipv6Address.parse(last));
    return pool(name, index, 128, space, ADDRESSES, directory, reserved, Optional.empty());
  }

  private PoolRef prefixes(
      String name, int index, String prefix, int length, ClientDirectory directory) {
    PoolSpace space = PoolSpace.ofPrefixes(Ipv6Prefix.parse(prefix), length);
    Ipv6Prefix excluded = Ipv6Prefix.of(new Ipv6Address(0x5, 0), 64);
    return pool(name, index, length, space, PREFIXES, directory, Set.of(), Optional.of(excluded));
  }

  private PoolRef pool(
      String name,
      int index,
      int length,
      PoolSpace space,
      LifetimePolicy lifetimes,
      ClientDirectory directory,
      Set<Ipv6Prefix> reserved,
      Optional<Ipv6Prefix> exclude) {
    PoolObserver observer =
        new PoolObserver() {
          @Override
          public void recovered(PoolStats stats) {}

          @Override
          public void failed(Throwable cause) {}

          @Override
          public void changed(PoolStats stats) {}

          @Override
          public void holds(ClientIa client) {
            directory.put(client, index);
          }

          @Override
          public void holdsNoMore(ClientIa client) {
            directory.remove(client, index);
          }
        };
    InstantPool pool =
        new InstantPool(new PoolSettings(name, space, reserved, 500), clock, observer);
    pools.put(name, pool);
    return new PoolRef(
        name,
        index,
        length,
        space,
        reserved,
        lifetimes,
        exclude,
        () -> responsivenessOf.getOrDefault(name, responsiveness),
        () -> partnerDiffers,
        work -> {
          asked.accept(name);
          pool.submit(writing.contains(name) ? new Held(work) : work);
        });
  }

  /** Decided, and not yet stored. */
  private final class Held implements PoolWork {
    private final PoolWork work;

    Held(PoolWork work) {
      this.work = work;
    }

    @Override
    public IaRequest request() {
      return work.request();
    }

    @Override
    public Instant arrived() {
      return work.arrived();
    }

    @Override
    public void completed(IaResult result, Instant decidedAt) {
      held.add(() -> work.completed(result, decidedAt));
    }

    @Override
    public void dropped() {
      work.dropped();
    }
  }

  /** What the pools that are {@link #writing} have decided is stored now. */
  void written() {
    List<Runnable> stored = List.copyOf(held);
    held.clear();
    stored.forEach(Runnable::run);
  }

  /** As the failover state of all pools says from now on. */
  void respond(Responsiveness changed) {
    responsiveness = changed;
  }

  /** As the failover state of this pool alone says. */
  void respond(String pool, Responsiveness changed) {
    responsivenessOf.put(pool, changed);
  }

  InstantPool pool(String name) {
    return java.util.Objects.requireNonNull(pools.get(name));
  }

  /** Sends as a client on the link would; returns the answer, null if there is none. */
  @Nullable Message multicast(Message message) {
    return deliver(DhcpEncoder.encode(message), true, "eth0", PEER, 546);
  }

  /** Sends to a unicast address of the server. */
  @Nullable Message unicast(Message message) {
    return deliver(DhcpEncoder.encode(message), false, null, PEER, 40_000);
  }

  @Nullable Message deliver(
      byte[] octets, boolean multicast, @Nullable String at, Ipv6Address source, int port) {
    int before = sent.size();
    service.onDatagram(
        new Datagram(
            octets,
            source,
            0,
            port,
            multicast,
            at,
            (message, destination, scope, toPort) -> {
              Decoded<Message> decoded = DhcpDecoder.decode(message, 0, message.length);
              sent.add(new Sent(((Decoded.Ok<Message>) decoded).value(), destination, toPort));
              return true;
            }));
    assertThat(sent.size()).isLessThanOrEqualTo(before + 1);
    return sent.size() == before ? null : sent.getLast().message();
  }

  static Options from(Duid client, DhcpOption... more) {
    return Options.builder().add(new ClientIdOption(client)).addAll(List.of(more)).build();
  }

  static Options toServer(Duid client, DhcpOption... more) {
    return Options.builder()
        .add(new ClientIdOption(client))
        .add(new ServerIdOption(SERVER))
        .addAll(List.of(more))
        .build();
  }

  static IaNaOption na(int iaid, String... addresses) {
    Options.Builder options = Options.builder();
    for (String address : addresses) {
      options.add(new IaAddressOption(Ipv6Address.parse(address), 0, 0, Options.EMPTY));
    }
    return new IaNaOption(iaid, 0, 0, options.build());
  }

  static IaPdOption pd(int iaid, String... prefixes) {
    Options.Builder options = Options.builder();
    for (String text : prefixes) {
      Ipv6Prefix prefix = Ipv6Prefix.parse(text);
      options.add(new IaPrefixOption(0, 0, prefix.length(), prefix.address(), Options.EMPTY));
    }
    return new IaPdOption(iaid, 0, 0, options.build());
  }

  static ClientServerMessage answer(@Nullable Message message) {
    assertThat(message).isInstanceOf(ClientServerMessage.class);
    return (ClientServerMessage) java.util.Objects.requireNonNull(message);
  }
}
