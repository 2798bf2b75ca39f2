package io.outrigger.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What records refuse, so that whatever exists can be written. */
final class RangesTest {
  private static final long TOO_LONG = 1L << 32;
  private static final Bytes TOO_MANY = Bytes.of(new byte[65_536]);
  private static final Ipv6Address ANY = Ipv6Address.UNSPECIFIED;

  static Stream<ThrowingCallable> outOfRange() {
    return Stream.of(
        () -> new Solicit(1 << 24, Options.EMPTY),
        () -> new Reply(-1, Options.EMPTY),
        () -> new RelayForward(256, ANY, ANY, Options.EMPTY),
        () -> new RelayReply(-1, ANY, ANY, Options.EMPTY),
        () -> new UnknownMessage(256, Bytes.EMPTY),
        () -> new UnknownMessage(13, Bytes.EMPTY),
        () -> new UnknownOption(65_536, Bytes.EMPTY),
        () -> new IaNaOption(1, TOO_LONG, 0, Options.EMPTY),
        () -> new IaNaOption(1, 0, -1, Options.EMPTY),
        () -> new IaPdOption(1, -1, 0, Options.EMPTY),
        () -> new IaPdOption(1, 0, TOO_LONG, Options.EMPTY),
        () -> new IaAddressOption(ANY, TOO_LONG, 0, Options.EMPTY),
        () -> new IaAddressOption(ANY, 0, -1, Options.EMPTY),
        () -> new IaPrefixOption(-1, 0, 64, ANY, Options.EMPTY),
        () -> new IaPrefixOption(0, TOO_LONG, 64, ANY, Options.EMPTY),
        () -> new IaPrefixOption(0, 0, 129, ANY, Options.EMPTY),
        () -> new IaPrefixOption(0, 0, -1, ANY, Options.EMPTY),
        () -> OptionRequestOption.of(65_536),
        () -> new PreferenceOption(256),
        () -> new ElapsedTimeOption(65_536),
        () -> new AuthenticationOption(256, 0, 0, 0, Bytes.EMPTY),
        () -> new AuthenticationOption(0, -1, 0, 0, Bytes.EMPTY),
        () -> new AuthenticationOption(0, 0, 256, 0, Bytes.EMPTY),
        () -> new StatusCode(65_536),
        () -> new UserClassOption(List.of(TOO_MANY)),
        () -> new VendorClassOption(TOO_LONG, List.of()),
        () -> new VendorClassOption(0, List.of(TOO_MANY)),
        () -> new VendorOptsOption(-1, List.of()),
        () -> new VendorOptsOption.VendorOption(65_536, Bytes.EMPTY),
        () -> new VendorOptsOption.VendorOption(0, TOO_MANY),
        () -> new ReconfigureMessageOption(256),
        () -> new DomainSearchOption(List.of(DomainName.parsePartial("host"))),
        () -> new InformationRefreshTimeOption(TOO_LONG),
        () -> new SolMaxRtOption(TOO_LONG),
        () -> new InfMaxRtOption(-1),
        () -> new RemoteIdOption(TOO_LONG, Bytes.EMPTY),
        () -> new ClientFqdnOption(256, DomainName.NONE),
        () -> new NtpTimeSource.ServerName(DomainName.NONE),
        () -> new NtpTimeSource.Other(1, Bytes.EMPTY),
        () -> new NtpTimeSource.Other(65_536, Bytes.EMPTY),
        () -> new NtpTimeSource.Other(4, TOO_MANY),
        () -> new BootFileParametersOption(List.of(TOO_MANY)),
        () -> new PdExcludeOption(129, Bytes.fromHex("00")),
        () -> new PdExcludeOption(56, Bytes.EMPTY),
        () -> new PdExcludeOption(56, Bytes.of(new byte[17])),
        () -> new ClientLinkLayerAddressOption(65_536, Bytes.EMPTY));
  }

  @ParameterizedTest
  @MethodSource("outOfRange")
  void whatNoFieldCanHoldIsRefused(ThrowingCallable making) {
    assertThatIllegalArgumentException().isThrownBy(making);
  }

  @Test
  void theMessageNamesFieldAndRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PreferenceOption(256))
        .withMessage("pref-value 256 is not 0 to 255");
  }

  @Test
  void statusCodesHaveTheNamesOfTheRfc() {
    assertThat(StatusCode.NO_PREFIX_AVAIL).hasToString("NoPrefixAvail(6)");
    assertThat(new StatusCode(16)).hasToString("AddressInUse(16)");
    assertThat(StatusCode.NOT_SUPPORTED).hasToString("NotSupported(14)");
    assertThat(StatusCode.EXCESSIVE_TIME_SKEW).hasToString("ExcessiveTimeSkew(22)");
    assertThat(new StatusCode(23)).hasToString("status(23)");
    assertThat(new StatusCodeOption(StatusCode.NO_BINDING, "no\u00fc").text())
        .isEqualTo("no\u00fc");
    assertThat(new StatusCodeOption(StatusCode.NO_BINDING, "").statusCode()).isEqualTo(3);
    assertThat(new StatusCodeOption(StatusCode.SUCCESS, Bytes.fromHex("ff")).text())
        .isEqualTo("\ufffd");
  }

  @Test
  void prefixesLoseTheBitsPastTheirLengthOnlyWhenAsked() {
    Ipv6Address address = Ipv6Address.parse("2001:db8::ffff");
    IaPrefixOption option = new IaPrefixOption(1, 2, 64, address, Options.EMPTY);
    assertThat(option.prefix()).isEqualTo(address);
    assertThat(option.toPrefix()).isEqualTo(Ipv6Prefix.parse("2001:db8::/64"));
    assertThat(IaPrefixOption.of(option.toPrefix(), 1, 2, Options.EMPTY).prefixLength())
        .isEqualTo(64);
  }

  @Test
  void flagsOfTheFqdnOptionAndRequestedCodes() {
    ClientFqdnOption option = new ClientFqdnOption(0xf5, DomainName.NONE);
    assertThat(option.has(ClientFqdnOption.S)).isTrue();
    assertThat(option.has(ClientFqdnOption.O)).isFalse();
    assertThat(option.has(ClientFqdnOption.N)).isTrue();
    assertThat(OptionRequestOption.of(23, 1000).requests(1000)).isTrue();
    assertThat(OptionRequestOption.of(23, 1000).requests(24)).isFalse();
  }
}
