package io.outrigger.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.IaTaOption;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import io.outrigger.dhcp.UnknownOption;
import io.outrigger.failover.wire.AbsoluteTime;
import io.outrigger.failover.wire.BindingStatusOption;
import io.outrigger.failover.wire.BndUpd;
import io.outrigger.failover.wire.ClientDataOption;
import io.outrigger.failover.wire.CltTimeOption;
import io.outrigger.failover.wire.DnsRemovalInfoOption;
import io.outrigger.failover.wire.ExpirationTimeOption;
import io.outrigger.failover.wire.LqBaseTimeOption;
import io.outrigger.failover.wire.PartnerLifetimeOption;
import io.outrigger.failover.wire.PartnerRawCltTimeOption;
import io.outrigger.failover.wire.StartTimeOfStateOption;
import io.outrigger.failover.wire.StateExpirationTimeOption;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Judgement;
import io.outrigger.lease.ReceivedLease;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BindingReaderTest {
  private static final long T = 1_795_000_000L;
  private static final ClientIdOption CLIENT =
      new ClientIdOption(Duid.fromHex("00030001525400123456"));
  private static final LqBaseTimeOption BASE = new LqBaseTimeOption(at(T));
  private static final BindingStatusOption ACTIVE =
      new BindingStatusOption(BindingStatusOption.ACTIVE);
  private static final StartTimeOfStateOption START = new StartTimeOfStateOption(at(T - 60));
  private static final StateExpirationTimeOption END = new StateExpirationTimeOption(at(T + 60));
  private static final UnknownOption VPN = new UnknownOption(68, Bytes.of((byte) 255));

  private static AbsoluteTime at(long epochSecond) {
    return AbsoluteTime.ofEpochSecond(epochSecond);
  }

  private static IaAddressOption address(int last, DhcpOption... options) {
    return new IaAddressOption(
        new Ipv6Address(0x2001_0db8_0000_0000L, last), 60, 100, Options.of(options));
  }

  private static IaPrefixOption prefix(DhcpOption... options) {
    return IaPrefixOption.of(Ipv6Prefix.parse("2001:db8:1::/56"), 60, 100, Options.of(options));
  }

  private static IaNaOption addresses(DhcpOption... options) {
    return new IaNaOption(7, 0, 0, Options.of(options));
  }

  private static ClientDataOption client(DhcpOption... options) {
    return new ClientDataOption(Options.of(options));
  }

  /** With all that is required around {@code options}. */
  private static ClientDataOption lease(DhcpOption... options) {
    return client(CLIENT, BASE, addresses(address(5, options)));
  }

  private static ReceivedBinding read(DhcpOption... options) {
    return BindingReader.read(new BndUpd(1, at(T), Options.of(options)), T, 0);
  }

  private static List<ReceivedLease> leases(ReceivedBinding read) {
    assertThat(read).isInstanceOf(ReceivedBinding.Update.class);
    return ((ReceivedBinding.Update) read).leases();
  }

  private static void missing(String reason, DhcpOption... options) {
    assertThat(read(options))
        .isEqualTo(new ReceivedBinding.Incomplete(StatusCode.MISSING_BINDING_INFORMATION, reason));
  }

  private static BindingStatusOption status(int code) {
    return new BindingStatusOption(code);
  }

  @Test
  void updateThatSaysTooLittleIsRejectedAndThePlaceIsNamed() {
    String expected = "BNDUPD: one CLIENT_DATA or one IAPREFIX expected, not ";
    IaPrefixOption free = prefix(BASE, status(5), START);
    missing(expected + "0 and 0");
    missing(expected + "0 and 0", CLIENT, addresses(address(5, ACTIVE, START, END)));
    missing(expected + "1 and 1", lease(ACTIVE, START, END), free);
    missing(expected + "2 and 0", lease(ACTIVE, START, END), lease(ACTIVE, START, END));
    missing(expected + "0 and 2", free, free);

    IaNaOption good = addresses(address(5, ACTIVE, START, END));
    missing("CLIENT_DATA: no CLIENTID", client(BASE, good));
    missing("CLIENT_DATA: no LQ_BASE_TIME", client(CLIENT, good));
    missing("CLIENT_DATA: no IA_NA, IA_TA or IA_PD", client(CLIENT, BASE));
    missing("CLIENT_DATA > IA_NA 7: no IAADDR", client(CLIENT, BASE, addresses()));
    missing("CLIENT_DATA > IA_NA 7: no IAADDR", client(CLIENT, BASE, good, addresses(prefix())));
    missing(
        "CLIENT_DATA > IA_TA 4294967295: no IAADDR",
        client(CLIENT, BASE, new IaTaOption(-1, Options.EMPTY)));
    missing(
        "CLIENT_DATA > IA_PD 3: no IAPREFIX",
        client(CLIENT, BASE, new IaPdOption(3, 0, 0, Options.of(address(5)))));
  }

  /** RFC 8156 §7.2: it is a state on the wire, and transitional; the reply says it as it came. */
  @Test
  void pendingFreeIsReadAsFreeWithAndWithoutAClient() {
    for (DhcpOption update : List.of(lease(status(4), START), prefix(BASE, status(4), START))) {
      assertThat(leases(read(update)))
          .extracting(ReceivedLease::status)
          .containsExactly(BindingStatus.FREE);
    }
    BndUpd update = new BndUpd(1, at(T), Options.of(prefix(BASE, status(4), START)));
    IaPrefixOption answer =
        ReplyWriter.reply(
                update, Map.of(Ipv6Prefix.parse("2001:db8:1::/56"), Judgement.ACCEPTED), T)
            .options()
            .first(IaPrefixOption.class)
            .orElseThrow();
    assertThat(answer.options().first(BindingStatusOption.class)).contains(status(4));
    assertThat(answer.options().first(StatusCodeOption.class)).isEmpty();
  }

  @Test
  void leaseThatSaysTooLittleIsRejectedAndThePlaceIsNamed() {
    String there = "CLIENT_DATA > IA_NA 7 > IAADDR 2001:db8::5: ";
    missing(there + "no F_BINDING_STATUS", lease(START, END));
    missing(there + "no F_START_TIME_OF_STATE", lease(ACTIVE, END));
    missing(there + "ACTIVE without F_STATE_EXPIRATION_TIME", lease(ACTIVE, START));
    missing(there + "unknown binding-status 0", lease(status(0), START));
    missing(there + "unknown binding-status 9", lease(status(9), START));
    missing(
        "CLIENT_DATA > IA_PD 3 > IAPREFIX 2001:db8:1::/56: no F_BINDING_STATUS",
        client(CLIENT, BASE, new IaPdOption(3, 0, 0, Options.of(prefix(START)))));
    missing(
        "BNDUPD: 2001:db8::5 stands there twice",
        client(
            CLIENT,
            BASE,
            addresses(address(5, ACTIVE, START, END)),
            addresses(address(5, status(2), START))));

    String free = "IAPREFIX 2001:db8:1::/56: ";
    missing(free + "no LQ_BASE_TIME", prefix(status(5), START));
    missing(free + "no F_BINDING_STATUS", prefix(BASE, START));
    missing(free + "no F_START_TIME_OF_STATE", prefix(BASE, status(5)));
    missing(free + "unknown binding-status 200", prefix(BASE, status(200), START));
    missing(free + "ACTIVE without CLIENT_DATA", prefix(BASE, ACTIVE, START, END));
  }

  @Test
  void vpnConflictsWithTheConfiguration() {
    assertThat(read(client(CLIENT, BASE, VPN, addresses(address(5, ACTIVE, START, END)))))
        .isEqualTo(
            new ReceivedBinding.Incomplete(
                StatusCode.CONFIGURATION_CONFLICT, "CLIENT_DATA: there are no VPNs here"));
    assertThat(read(prefix(BASE, VPN, status(5), START)))
        .isEqualTo(
            new ReceivedBinding.Incomplete(
                StatusCode.CONFIGURATION_CONFLICT,
                "IAPREFIX 2001:db8:1::/56: there are no VPNs here"));
  }

  @Test
  void everyStatusIsRead() {
    for (BindingStatus status : BindingStatus.values()) {
      assertThat(leases(read(lease(status(status.code()), START, END))).getFirst().status())
          .isEqualTo(status);
    }
  }

  @Test
  void manyLeasesOfAClientAreReadInOrder() {
    List<ReceivedLease> leases =
        leases(
            read(
                client(
                    CLIENT,
                    BASE,
                    addresses(address(5, ACTIVE, START, END), address(6, status(3), START)),
                    new IaTaOption(8, Options.of(address(7, status(2), START))),
                    new IaPdOption(7, 0, 0, Options.of(prefix(ACTIVE, START, END))))));
    assertThat(leases)
        .extracting(lease -> lease.resource() + " " + lease.iaid() + " " + lease.status())
        .containsExactly(
            "2001:db8::5 7 ACTIVE",
            "2001:db8::6 7 RELEASED",
            "2001:db8::7 8 EXPIRED",
            "2001:db8:1::/56 7 ACTIVE");
    assertThat(leases).allMatch(lease -> CLIENT.duid().equals(lease.client()));
  }

  @Test
  void whatIsNotUsedHereIsIgnoredAndWhatIsOfTheDnsNoticed() {
    List<ReceivedLease> plain = leases(read(lease(ACTIVE, START, END)));
    UnknownOption unknown = new UnknownOption(65_000, Bytes.EMPTY);
    assertThat(read(lease(ACTIVE, START, END, unknown)))
        .isEqualTo(new ReceivedBinding.Update(plain, false));
    assertThat(read(lease(ACTIVE, START, END, new DnsRemovalInfoOption(Options.EMPTY))))
        .isEqualTo(new ReceivedBinding.Update(plain, true));
  }

  @Test
  void timesStandWhereTheOtherRfcsHaveThemToo() {
    ClientDataOption client =
        client(CLIENT, BASE, new CltTimeOption(9), addresses(address(5, status(2)), START));
    ReceivedLease lease = leases(read(client)).getFirst();
    assertThat(lease.sinceEpochSecond()).isEqualTo(T - 60);
    assertThat(lease.cltEpochSecond()).isEqualTo(T - 9);
  }

  @Test
  void timesOfThePartnersClockAreShiftedAndThoseOfThisOneAreNot() {
    BndUpd update =
        new BndUpd(
            1,
            at(T),
            Options.of(
                lease(
                    ACTIVE,
                    START,
                    END,
                    new CltTimeOption(9),
                    new PartnerLifetimeOption(at(T + 90)),
                    new PartnerRawCltTimeOption(at(T - 20)),
                    new ExpirationTimeOption(at(T + 80)))));
    record Case(long skewMillis, long seconds) {}
    for (Case c :
        List.of(
            new Case(0, 0),
            new Case(499, 0),
            new Case(500, 1),
            new Case(100_000, 100),
            new Case(-500, 0),
            new Case(-501, -1),
            new Case(-7_200_000, -7200))) {
      long shift = c.seconds();
      ReceivedLease lease =
          leases(BindingReader.read(update, T + shift, c.skewMillis())).getFirst();
      assertThat(lease.sinceEpochSecond()).isEqualTo(T - 60 + shift);
      assertThat(lease.stateExpirationEpochSecond()).isEqualTo(T + 60 + shift);
      assertThat(lease.cltEpochSecond()).isEqualTo(T - 9 + shift);
      assertThat(lease.partnerLifetimeEpochSecond()).isEqualTo(T + 90 + shift);
      assertThat(lease.expirationTimeEpochSecond()).isEqualTo(T + 80 + shift);
      assertThat(lease.partnerRawCltEpochSecond()).isEqualTo(T - 20);
      assertThat(lease.clockOffsetSeconds()).isEqualTo(shift);
    }
  }

  @Test
  void timesThatWrapAreNearNow() {
    // The number starts anew 2^32 s after 2000: an end after that, now before.
    long wrap = AbsoluteTime.ZERO_EPOCH_SECOND + (1L << 32);
    long now = wrap - 10;
    ReceivedLease lease =
        leases(
                BindingReader.read(
                    new BndUpd(
                        1,
                        at(now),
                        Options.of(
                            client(
                                CLIENT,
                                new LqBaseTimeOption(at(wrap + 2)),
                                addresses(
                                    address(
                                        5,
                                        ACTIVE,
                                        new StartTimeOfStateOption(at(now)),
                                        new CltTimeOption(15),
                                        new StateExpirationTimeOption(at(wrap + 50))))))),
                    now,
                    0))
            .getFirst();
    assertThat(lease.stateExpirationEpochSecond()).isEqualTo(wrap + 50);
    assertThat(lease.cltEpochSecond()).isEqualTo(wrap - 13);
  }

  @Test
  void transactionBeforeAllTimeIsStillOne() {
    ReceivedLease lease =
        leases(read(lease(ACTIVE, START, END, new CltTimeOption(0xffff_ffffL)))).getFirst();
    assertThat(lease.cltEpochSecond()).isEqualTo(1);
  }
}
