package io.outrigger.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.failover.wire.BndUpd;
import io.outrigger.failover.wire.ClientDataOption;
import io.outrigger.failover.wire.FailoverEncoder;
import io.outrigger.failover.wire.LqBaseTimeOption;
import io.outrigger.failover.wire.LqRelayDataOption;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LifetimePolicy;
import io.outrigger.lease.ReceivedLease;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** RFC 8156 §7.4: all of one client that is ready together is one BNDUPD. */
class ClientBundlesTest {
  private static final long T = 1_795_000_000L;
  private static final LifetimePolicy POLICY = new LifetimePolicy(3600, 7200, 1800, 2880);
  private static final LifetimePolicy SHORT = new LifetimePolicy(600, 1200, 300, 480);
  private static final Duid ANN = Duid.of((byte) 0, (byte) 4, (byte) 1);
  private static final Duid BEN = Duid.of((byte) 0, (byte) 4, (byte) 2);
  private static final Bytes RELAY = Bytes.of(new byte[20]);

  private static Lease lease(
      String resource,
      BindingStatus status,
      @Nullable Duid client,
      int iaid,
      long heard,
      @Nullable Bytes relayData,
      @Nullable Bytes clientName) {
    return new Lease(
        Ipv6Prefix.parse(resource),
        status,
        T - 100,
        client,
        iaid,
        3600,
        status == BindingStatus.ACTIVE ? 7200 : 0,
        T + 7200,
        heard,
        0,
        0,
        0,
        0,
        true,
        relayData,
        clientName);
  }

  private static Lease active(String resource, Duid client, int iaid) {
    return lease(resource, BindingStatus.ACTIVE, client, iaid, T - 50, RELAY, null);
  }

  private static List<List<Lease>> bundles(Lease... leases) {
    return ClientBundles.of(List.of(leases), Function.identity(), _lease -> false);
  }

  @Test
  void leasesOfOneClientGoTogetherWhereverTheyStandAndOthersKeepTheirOrder() {
    Lease annsAddress = active("2001:db8::1", ANN, 1);
    Lease bensAddress = active("2001:db8::2", BEN, 1);
    Lease annsPrefix = active("2001:db8:1::/56", ANN, 1);
    assertThat(bundles(annsAddress, bensAddress, annsPrefix))
        .containsExactly(List.of(annsAddress, annsPrefix), List.of(bensAddress));
  }

  @Test
  void freeOnesAndThoseThatCameOverAnotherRelayHaveUpdatesOfTheirOwn() {
    Lease here = active("2001:db8::1", ANN, 1);
    Lease there = lease("2001:db8::2", BindingStatus.ACTIVE, ANN, 2, T, null, null);
    Lease free = lease("2001:db8::3", BindingStatus.FREE, ANN, 3, T, RELAY, null);
    assertThat(bundles(here, there, free)).hasSize(3);
  }

  @Test
  void whoMustGoAloneDoes() {
    Lease address = active("2001:db8::1", ANN, 1);
    Lease prefix = active("2001:db8:1::/56", ANN, 1);
    Lease other = active("2001:db8:2::/56", ANN, 2);
    assertThat(
            ClientBundles.of(
                List.of(address, prefix, other), Function.identity(), each -> each.equals(prefix)))
        .containsExactly(List.of(address, other), List.of(prefix));
  }

  @Test
  void updateOfTheMostLeasesFitsAFrameAndSoDoLongNames() {
    List<Lease> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Bytes name = Bytes.of(new byte[i % 4 == 0 ? 5_000 : 255]);
      many.add(
          lease(
              "2001:db8::" + Integer.toHexString(i + 1),
              BindingStatus.ACTIVE,
              ANN,
              i,
              T,
              Bytes.of(new byte[BindingWriter.MAX_RELAY_DATA_OCTETS]),
              name));
    }
    List<List<Lease>> bundles = ClientBundles.of(many, Function.identity(), _lease -> false);
    assertThat(bundles.stream().mapToInt(List::size).sum()).isEqualTo(40);
    assertThat(bundles)
        .allSatisfy(
            bundle -> {
              assertThat(bundle.size()).isBetween(1, ClientBundles.MOST_LEASES);
              assertThat(FailoverEncoder.frame(BindingWriter.update(1, told(bundle), T)))
                  .isPresent();
            });
  }

  private static List<BindingWriter.Told> told(List<Lease> leases) {
    return leases.stream().map(lease -> new BindingWriter.Told(lease, POLICY)).toList();
  }

  @Test
  void oneClientDataHasEachAssociationOnceAndEveryLeaseItsOwnTimes() {
    Lease address = active("2001:db8::1", ANN, 7);
    Lease second = lease("2001:db8::2", BindingStatus.RELEASED, ANN, 7, T - 900, RELAY, null);
    Lease prefix = lease("2001:db8:1::/56", BindingStatus.ACTIVE, ANN, 7, T + 3, RELAY, null);
    BndUpd update =
        Wire.sent(
            BindingWriter.update(
                1,
                List.of(
                    new BindingWriter.Told(address, POLICY),
                    new BindingWriter.Told(second, POLICY),
                    new BindingWriter.Told(prefix, SHORT)),
                T));
    assertThat(update.options().all()).hasSize(1);
    List<DhcpOption> inside =
        update.options().first(ClientDataOption.class).orElseThrow().options().all();
    assertThat(inside)
        .extracting(DhcpOption::getClass)
        .containsExactly(
            ClientIdOption.class,
            LqBaseTimeOption.class,
            LqRelayDataOption.class,
            IaNaOption.class,
            IaPdOption.class);
    IaNaOption addresses = (IaNaOption) inside.get(3);
    assertThat(addresses.iaid()).isEqualTo(7);
    assertThat(addresses.t1Seconds()).isEqualTo(1800);
    assertThat(addresses.options().all()).hasSize(2);
    assertThat(((IaPdOption) inside.get(4)).t1Seconds()).isEqualTo(300);
    List<ReceivedLease> read = ((ReceivedBinding.Update) BindingReader.read(update, T, 0)).leases();
    assertThat(read)
        .extracting(each -> each.resource() + " " + each.status() + " " + each.cltEpochSecond())
        .containsExactly(
            "2001:db8::1 ACTIVE " + (T - 50),
            "2001:db8::2 RELEASED " + (T - 900),
            "2001:db8:1::/56 ACTIVE " + (T + 3));
  }
}
