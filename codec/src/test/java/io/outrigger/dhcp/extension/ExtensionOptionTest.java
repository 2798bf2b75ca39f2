package io.outrigger.dhcp.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Decoded;
import io.outrigger.dhcp.DhcpDecoder;
import io.outrigger.dhcp.DhcpEncoder;
import io.outrigger.dhcp.ElapsedTimeOption;
import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.IaTaOption;
import io.outrigger.dhcp.Message;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;
import io.outrigger.dhcp.OptionDecoders;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.Reply;
import io.outrigger.dhcp.UnknownOption;
import org.junit.jupiter.api.Test;

final class ExtensionOptionTest {
  private static final int TEAM = 200;
  private static final OptionDecoders WITH_TEAM =
      OptionDecoders.RFC_8415.with(TEAM, "TEAM", Team::decode);

  /** A number and options. */
  record Team(int number, Options options) implements ExtensionOption {
    static Team decode(OctetReader in) {
      return new Team(in.uint8(), in.options());
    }

    @Override
    public int code() {
      return TEAM;
    }

    @Override
    public void writeTo(OctetWriter out) {
      out.uint8(number);
      out.options(options);
    }
  }

  private static final Reply MESSAGE =
      new Reply(
          5,
          Options.of(
              new IaTaOption(1, Options.of(new Team(9, Options.of(new ElapsedTimeOption(3)))))));

  @Test
  void anOptionOfAnotherPackageIsReadAndWritten() {
    byte[] octets = DhcpEncoder.encode(MESSAGE);
    assertThat(DhcpDecoder.decode(WITH_TEAM, octets, 0, octets.length))
        .isEqualTo(new Decoded.Ok<Message>(MESSAGE));
  }

  @Test
  void withoutItsDecoderItIsKeptAsBytes() {
    byte[] octets = DhcpEncoder.encode(MESSAGE);
    Reply expected =
        new Reply(
            5,
            Options.of(
                new IaTaOption(
                    1, Options.of(new UnknownOption(TEAM, Bytes.fromHex("09000800020003"))))));
    assertThat(DhcpDecoder.decode(octets, 0, octets.length))
        .isEqualTo(new Decoded.Ok<Message>(expected));
  }

  @Test
  void itsFaultsAreNamedLikeAnyOther() {
    byte[] octets = Bytes.fromHex("07000005" + "00c80004" + "01000800").toArray();
    assertThat(DhcpDecoder.decode(WITH_TEAM, octets, 0, octets.length))
        .isEqualTo(
            new Decoded.Malformed<Message>(
                "TEAM(200)", 9, "3 octets left where an option needs 4"));
  }

  @Test
  void optionsCanBeReadWithoutAMessageAroundThem() {
    byte[] octets = Bytes.fromHex("ff" + "00c8000101" + "00080002000a" + "ff").toArray();
    OctetReader in = OctetReader.over(WITH_TEAM, octets, 1, octets.length - 2);
    assertThat(in.result(in.options()))
        .isEqualTo(
            new Decoded.Ok<>(Options.of(new Team(1, Options.EMPTY), new ElapsedTimeOption(10))));
  }

  @Test
  void namesAndCodesOfTheTable() {
    assertThat(WITH_TEAM.nameOf(TEAM)).isEqualTo("TEAM(200)");
    assertThat(OptionDecoders.RFC_8415.nameOf(TEAM)).isEqualTo("OPTION(200)");
    assertThat(OptionDecoders.RFC_8415.nameOf(10)).isEqualTo("OPTION(10)");
    assertThatThrownBy(() -> WITH_TEAM.with(65536, "X", Team::decode))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
