package io.outrigger.failover.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.ElapsedTimeOption;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.IaTaOption;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import io.outrigger.dhcp.UnknownOption;
import io.outrigger.dhcp.VendorOptsOption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class IgnoredOptionsTest {
  private static final AbsoluteTime T = new AbsoluteTime(0);
  private static final Ipv6Address ADDRESS = Ipv6Address.parse("2001:db8::1");
  private static final BindingStatusOption STATUS = new BindingStatusOption(1);
  private static final UnknownOption VSS = new UnknownOption(68, Bytes.fromHex("00"));
  private static final StatusCodeOption BAD = new StatusCodeOption(StatusCode.ADDRESS_IN_USE, "");

  @Test
  void ofGeneratedMessagesOnlyTheUnknownOptionsAreIgnored() {
    for (long seed = 0; seed < 10_000; seed++) {
      FailoverMessage message = FailoverGenerators.message(new SplittableRandom(seed));
      IgnoredOptions ignored = IgnoredOptions.in(message);
      int unknown = message instanceof PartnerMessage m ? unknown(m.options()) : ignored.count();
      assertThat(ignored.count()).as("seed %d", seed).isEqualTo(unknown);
      assertThat(ignored.first().isEmpty()).as("seed %d", seed).isEqualTo(unknown == 0);
    }
  }

  private static int unknown(Options options) {
    int count = 0;
    for (DhcpOption option : options.all()) {
      count +=
          switch (option) {
            case UnknownOption o -> 1;
            case ClientDataOption o -> unknown(o.options());
            case DnsRemovalInfoOption o -> unknown(o.options());
            case IaNaOption o -> unknown(o.options());
            case IaTaOption o -> unknown(o.options());
            case IaPdOption o -> unknown(o.options());
            case IaAddressOption o -> unknown(o.options());
            case IaPrefixOption o -> unknown(o.options());
            default -> 0;
          };
    }
    return count;
  }

  static Stream<Arguments> ignored() {
    return Stream.of(
        arguments(new Contact(1, T, Options.of(STATUS)), "F_BINDING_STATUS(114)"),
        arguments(new PoolReq(1, T, Options.of(VSS)), "OPTION(68)"),
        arguments(new UpdDone(1, T, Options.of(BAD)), "STATUS_CODE(13)"),
        arguments(new BndUpd(1, T, Options.of(BAD)), "STATUS_CODE(13)"),
        arguments(new Connect(1, T, Options.of(BAD)), "STATUS_CODE(13)"),
        arguments(new State(1, T, Options.of(new McltOption(1))), "F_MCLT(122)"),
        arguments(
            new Disconnect(1, T, Options.of(new ServerStateOption(2))), "F_SERVER_STATE(132)"),
        arguments(new StartTls(1, Options.of(BAD)), "STATUS_CODE(13)"),
        arguments(new StartTlsReply(1, Options.of(new ElapsedTimeOption(1))), "ELAPSED_TIME(8)"),
        arguments(inClientData(VSS), "CLIENT_DATA(45) > OPTION(68)"),
        arguments(inClientData(STATUS), "CLIENT_DATA(45) > F_BINDING_STATUS(114)"),
        arguments(inClientData(address()), "CLIENT_DATA(45) > IAADDR(5)"),
        arguments(
            inClientData(new IaNaOption(1, 0, 0, Options.of(prefix()))),
            "CLIENT_DATA(45) > IA_NA(3) > IAPREFIX(26)"),
        arguments(
            inClientData(new IaTaOption(1, Options.of(prefix()))),
            "CLIENT_DATA(45) > IA_TA(4) > IAPREFIX(26)"),
        arguments(
            inClientData(new IaPdOption(1, 0, 0, Options.of(address()))),
            "CLIENT_DATA(45) > IA_PD(25) > IAADDR(5)"),
        arguments(
            inClientData(
                new IaPdOption(1, 0, 0, Options.of(prefix(STATUS, new LqBaseTimeOption(T))))),
            "CLIENT_DATA(45) > IA_PD(25) > IAPREFIX(26) > LQ_BASE_TIME(100)"),
        arguments(
            inClientData(
                new IaTaOption(
                    1, Options.of(address(new DnsRemovalInfoOption(Options.of(STATUS)))))),
            "CLIENT_DATA(45) > IA_TA(4) > IAADDR(5) > F_DNS_REMOVAL_INFO(116)"
                + " > F_BINDING_STATUS(114)"),
        arguments(
            new BndReply(1, T, Options.of(prefix(new CltTimeOption(1)))),
            "IAPREFIX(26) > CLT_TIME(46)"),
        arguments(
            new Contact(1, T, Options.of(new VendorOptsOption(9, List.of()))), "VENDOR_OPTS(17)"));
  }

  @ParameterizedTest
  @MethodSource("ignored")
  void whatMeansNothingWhereItStandsIsCounted(FailoverMessage message, String first) {
    assertThat(IgnoredOptions.in(message)).isEqualTo(new IgnoredOptions(1, first));
  }

  @Test
  void whatStandsInAnIgnoredOptionIsNotCountedAgain() {
    ClientDataOption client = new ClientDataOption(Options.of(VSS, VSS));
    assertThat(IgnoredOptions.in(new Contact(1, T, Options.of(client))))
        .isEqualTo(new IgnoredOptions(1, "CLIENT_DATA(45)"));
  }

  @Test
  void ourVendorOptionsAreAllowedEverywhere() {
    VendorOptsOption ours = VendorAdditions.agreementDigest(Bytes.EMPTY);
    assertThat(IgnoredOptions.in(new Contact(1, T, Options.of(ours))).count()).isZero();
    assertThat(IgnoredOptions.in(inClientData(ours)).count()).isZero();
  }

  @Test
  void aMessageOfAnotherTypeHasNoOptionsToCount() {
    assertThat(IgnoredOptions.in(new UnknownFailoverMessage(1, Bytes.fromHex("000001ffff0000"))))
        .isEqualTo(new IgnoredOptions(0, ""));
  }

  private static BndUpd inClientData(DhcpOption option) {
    return new BndUpd(1, T, Options.of(new ClientDataOption(Options.of(option))));
  }

  private static IaAddressOption address(DhcpOption... options) {
    return new IaAddressOption(ADDRESS, 0, 0, Options.of(options));
  }

  private static IaPrefixOption prefix(DhcpOption... options) {
    return new IaPrefixOption(0, 0, 64, ADDRESS, Options.of(options));
  }
}
