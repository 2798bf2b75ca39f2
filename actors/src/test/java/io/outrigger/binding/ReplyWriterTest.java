package io.outrigger.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.binding.BindingReply.LeaseReply;
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
import io.outrigger.failover.wire.BndReply;
import io.outrigger.failover.wire.BndUpd;
import io.outrigger.failover.wire.ClientDataOption;
import io.outrigger.failover.wire.FailoverEncoder;
import io.outrigger.failover.wire.LqBaseTimeOption;
import io.outrigger.failover.wire.StartTimeOfStateOption;
import io.outrigger.lease.Judgement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplyWriterTest {
  private static final long T = 1_795_000_000L;
  private static final AbsoluteTime NOW = AbsoluteTime.ofEpochSecond(T);
  private static final ClientIdOption CLIENT = new ClientIdOption(Duid.fromHex("000300010203"));
  private static final Options RELEASED =
      Options.of(new BindingStatusOption(3), new StartTimeOfStateOption(NOW));
  private static final UnknownOption VPN = new UnknownOption(68, Bytes.of((byte) 255));

  private static IaAddressOption address(int last) {
    return new IaAddressOption(new Ipv6Address(0x2001_0db8_0000_0000L, last), 0, 0, RELEASED);
  }

  private static Ipv6Prefix resource(int last) {
    return Ipv6Prefix.of(address(last).address());
  }

  private static IaPrefixOption prefix(Options options) {
    return IaPrefixOption.of(Ipv6Prefix.parse("2001:db8:1::/56"), 0, 0, options);
  }

  private static BndUpd update(DhcpOption... options) {
    return new BndUpd(9, NOW, Options.of(options));
  }

  private static ClientDataOption client(DhcpOption... options) {
    return new ClientDataOption(
        Options.builder()
            .add(CLIENT)
            .add(new LqBaseTimeOption(NOW))
            .addAll(List.of(options))
            .build());
  }

  private static Judgement rejected(String reason) {
    return new Judgement.Rejected(StatusCode.OUTDATED_BINDING_INFORMATION, reason);
  }

  @Test
  void eachLeaseHasItsOwnJudgement() {
    BndUpd update =
        update(
            client(
                new IaNaOption(1, 30, 50, Options.of(address(1), address(2))),
                new IaTaOption(2, Options.of(address(3))),
                new IaPdOption(3, 30, 50, Options.of(prefix(RELEASED)))));
    Map<Ipv6Prefix, Judgement> judgements =
        Map.of(
            resource(1),
            Judgement.ACCEPTED,
            resource(2),
            rejected("two"),
            resource(3),
            rejected("three"),
            prefix(RELEASED).toPrefix(),
            Judgement.ACCEPTED);
    BindingReply reply = ReplyReader.read(Wire.sent(ReplyWriter.reply(update, judgements, T)), T);
    assertThat(reply.rejection()).isNull();
    assertThat(reply.leases())
        .extracting(lease -> lease.resource() + " " + lease.accepted())
        .containsExactly(
            "2001:db8::1 true", "2001:db8::2 false", "2001:db8::3 false", "2001:db8:1::/56 true");
    assertThat(reply.leases().get(2).rejection())
        .isEqualTo(new BindingReply.Rejection(StatusCode.OUTDATED_BINDING_INFORMATION, "three"));
  }

  @Test
  void replyHasOneOutermostOptionAlsoWhereTheUpdateHadTwo() {
    ClientDataOption client = client(new IaNaOption(1, 0, 0, Options.of(address(1))));
    BndReply reply =
        ReplyWriter.rejection(
            update(client, prefix(RELEASED), client),
            StatusCode.MISSING_BINDING_INFORMATION,
            "two",
            T);
    assertThat(reply.options().all()).hasSize(1);
    ClientDataOption only = reply.options().first(ClientDataOption.class).orElseThrow();
    assertThat(only.options().first(StatusCodeOption.class))
        .contains(new StatusCodeOption(StatusCode.MISSING_BINDING_INFORMATION, "two"));
  }

  @Test
  void vpnComesBackWhereItStood() {
    BndReply client =
        ReplyWriter.rejection(update(client(VPN)), StatusCode.CONFIGURATION_CONFLICT, "no VPN", T);
    assertThat(client.options().first(ClientDataOption.class).orElseThrow().options().all())
        .contains(VPN);
    BndReply prefix =
        ReplyWriter.rejection(
            update(prefix(RELEASED.with(VPN))), StatusCode.CONFIGURATION_CONFLICT, "no VPN", T);
    assertThat(prefix.options().first(IaPrefixOption.class).orElseThrow().options().all())
        .contains(VPN);
  }

  @Test
  void rejectionOfWhatIsNeitherKeepsNothingOfIt() {
    BndReply reply =
        ReplyWriter.rejection(
            update(CLIENT, VPN), StatusCode.MISSING_BINDING_INFORMATION, "neither", T);
    assertThat(reply.options())
        .isEqualTo(
            Options.of(new StatusCodeOption(StatusCode.MISSING_BINDING_INFORMATION, "neither")));
  }

  /** However many leases a partner puts into one update, the reply fits into a frame too. */
  @Test
  void replyIsNotLongerThanALongUpdate() {
    List<DhcpOption> addresses = new ArrayList<>();
    Map<Ipv6Prefix, Judgement> judgements = new HashMap<>();
    for (int i = 0; i < 1590; i++) {
      addresses.add(address(i));
      judgements.put(resource(i), rejected("a reason that is longer than the times of a lease"));
    }
    BndUpd update = update(client(new IaNaOption(1, 0, 0, Options.of(addresses))));
    assertThat(FailoverEncoder.frame(update)).isPresent();
    BndReply reply = ReplyWriter.reply(update, judgements, T);
    assertThat(FailoverEncoder.frame(reply)).isPresent();
    assertThat(FailoverEncoder.encode(reply).length)
        .isLessThanOrEqualTo(FailoverEncoder.encode(update).length);
    assertThat(ReplyReader.read(reply, T).leases()).hasSize(1590).noneMatch(LeaseReply::accepted);
  }

  @Test
  void replyThatNamesNothingAcksNothing() {
    BindingReply reply = ReplyReader.read(new BndReply(5, NOW, Options.EMPTY), T);
    assertThat(reply).isEqualTo(new BindingReply(5, null, List.of()));
  }

  @Test
  void outermostErrorHasTheSay() {
    StatusCodeOption inside = new StatusCodeOption(StatusCode.ADDRESS_IN_USE, "inside");
    StatusCodeOption around = new StatusCodeOption(StatusCode.CONFIGURATION_CONFLICT, "around");
    IaAddressOption address = new IaAddressOption(address(1).address(), 0, 0, Options.of(inside));
    BndReply message =
        new BndReply(
            5,
            NOW,
            Options.of(
                new ClientDataOption(
                    Options.of(
                        CLIENT,
                        new IaNaOption(1, 0, 0, Options.of(address, around)),
                        new IaNaOption(2, 0, 0, Options.of(address(2)))))));
    BindingReply reply = ReplyReader.read(message, T);
    assertThat(reply.leases())
        .extracting(LeaseReply::status)
        .containsExactly(StatusCode.CONFIGURATION_CONFLICT, null);
  }
}
