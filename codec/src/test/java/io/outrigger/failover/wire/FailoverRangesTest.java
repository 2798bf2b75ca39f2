package io.outrigger.failover.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.DomainName;
import io.outrigger.dhcp.Options;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What records refuse, so that whatever exists can be written; and their names and values. */
final class FailoverRangesTest {
  private static final AbsoluteTime T = new AbsoluteTime(0);
  private static final long TOO_LONG = 1L << 32;

  static Stream<ThrowingCallable> outOfRange() {
    return Stream.of(
        () -> new StartTls(1 << 24, Options.EMPTY),
        () -> new StartTlsReply(-1, Options.EMPTY),
        () -> new UnknownFailoverMessage(256, Bytes.EMPTY),
        () -> new UnknownFailoverMessage(-1, Bytes.EMPTY),
        () -> new UnknownFailoverMessage(35, Bytes.EMPTY),
        () -> new UnknownFailoverMessage(7, Bytes.EMPTY),
        () -> PartnerMessage.of(FailoverMessageType.STARTTLS, 1, T, Options.EMPTY),
        () -> PartnerMessage.of(FailoverMessageType.REPLY, 1, T, Options.EMPTY),
        () -> new BindingStatusOption(256),
        () -> new ConnectFlagsOption(65_536),
        () -> new DnsFlagsOption(-1),
        () -> new DnsZoneNameOption(DomainName.NONE),
        () -> new MaxUnackedBndupdOption(TOO_LONG),
        () -> new McltOption(-1),
        () -> new KeepaliveTimeOption(TOO_LONG),
        () -> new CltTimeOption(TOO_LONG),
        () -> new ProtocolVersionOption(65_536, 0),
        () -> new ProtocolVersionOption(0, -1),
        () -> new ServerFlagsOption(256),
        () -> new ServerStateOption(256));
  }

  @ParameterizedTest
  @MethodSource("outOfRange")
  void whatNoFieldCanHoldIsRefused(ThrowingCallable making) {
    assertThatIllegalArgumentException().isThrownBy(making);
  }

  @ParameterizedTest
  @EnumSource(
      value = FailoverMessageType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"STARTTLS", "REPLY"})
  void transactionIdsHaveThreeOctets(FailoverMessageType type) {
    PartnerMessage message = PartnerMessage.of(type, 0xff_ffff, T, Options.EMPTY);
    assertThat(message.type()).isEqualTo(type);
    assertThat(message.code()).isEqualTo(type.code());
    assertThat(FailoverMessageType.of(type.code())).isEqualTo(type);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PartnerMessage.of(type, 1 << 24, T, Options.EMPTY))
        .withMessage("transaction-id 16777216 is not 0 to 16777215");
  }

  @Test
  void otherMessageTypesAreNotKnown() {
    assertThat(Stream.of(0, 1, 6, 8, 22, 36, 255, -1).map(FailoverMessageType::of))
        .containsOnlyNulls();
    assertThat(FailoverMessageType.of(7)).isEqualTo(FailoverMessageType.REPLY);
    assertThat(FailoverMessageType.of(23)).isEqualTo(FailoverMessageType.STARTTLS);
  }

  @Test
  void theTimeOfSendingCanBeSetLater() {
    Options options = Options.of(new McltOption(60));
    assertThat(new Connect(5, T, options).sentAt(new AbsoluteTime(9)))
        .isEqualTo(new Connect(5, new AbsoluteTime(9), options));
  }

  @Test
  void serverStatesHaveTheNamesAndValuesOfTheRfc() {
    assertThat(ServerState.of(0)).isNull();
    assertThat(ServerState.of(11)).isNull();
    for (ServerState state : ServerState.values()) {
      assertThat(ServerState.of(state.code())).isEqualTo(state);
      assertThat(new ServerStateOption(state).state()).hasValue(state);
    }
    assertThat(new ServerStateOption(200).state()).isEmpty();
    assertThat(ServerState.COMMUNICATIONS_INTERRUPTED.rfcName())
        .isEqualTo("COMMUNICATIONS-INTERRUPTED");
  }

  @Test
  void flagsCanBeAskedFor() {
    ServerFlagsOption flags = new ServerFlagsOption(0xfd);
    assertThat(flags.has(ServerFlagsOption.COMMUNICATED)).isTrue();
    assertThat(flags.has(ServerFlagsOption.STARTUP)).isFalse();
    assertThat(flags.has(ServerFlagsOption.ACK_STARTUP)).isTrue();
    assertThat(new ConnectFlagsOption(0x0003).has(ConnectFlagsOption.FIXED_PD_LENGTH)).isTrue();
    assertThat(new DnsFlagsOption(0x000b).has(DnsFlagsOption.USING_REQUESTED_FQDN)).isTrue();
    assertThat(new ConnectFlagsOption(0xfffe).has(ConnectFlagsOption.FIXED_PD_LENGTH)).isFalse();
    assertThat(new DnsFlagsOption(0x000b).has(DnsFlagsOption.SYNTHESIZED_NAME)).isFalse();
  }

  @Test
  void relationshipNamesAreUtf8AndKeptEvenIfNot() {
    assertThat(new RelationshipNameOption("s\u00fcd").text()).isEqualTo("s\u00fcd");
    RelationshipNameOption odd = new RelationshipNameOption(Bytes.fromHex("61ff00"));
    assertThat(odd.text()).isEqualTo("a\ufffd\0");
    assertThat(odd).isNotEqualTo(new RelationshipNameOption("a"));
  }

  @Test
  void reconfigureKeysAreNotPrinted() {
    assertThat(new ReconfigureDataOption(T, Bytes.fromHex("c0ffee")).toString())
        .contains("3 octets")
        .doesNotContain("c0ffee");
  }
}
