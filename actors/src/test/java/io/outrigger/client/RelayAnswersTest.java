package io.outrigger.client;

import static io.outrigger.client.TestNetwork.CLIENT;
import static io.outrigger.client.TestNetwork.from;
import static io.outrigger.client.TestNetwork.na;
import static io.outrigger.client.TestNetwork.toServer;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Advertise;
import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.InterfaceIdOption;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Message;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.RelayForward;
import io.outrigger.dhcp.RelayMessageOption;
import io.outrigger.dhcp.RelayReply;
import io.outrigger.dhcp.Request;
import io.outrigger.dhcp.Solicit;
import org.junit.jupiter.api.Test;

/** RFC 8415 §18.3.10 and §19.3: the way back. */
class RelayAnswersTest {
  private final TestNetwork network = new TestNetwork();

  @Test
  void directAnswersGoToTheClientPortAndRelayedOnesBackThroughTheRelays() {
    network.multicast(new Solicit(1, from(CLIENT, na(1))));
    assertThat(network.sent.getLast().destination()).isEqualTo(TestNetwork.PEER);
    assertThat(network.sent.getLast().port()).isEqualTo(546);

    InterfaceIdOption port = new InterfaceIdOption(Bytes.of((byte) 3, (byte) 7));
    RelayForward inner =
        new RelayForward(
            0,
            Ipv6Address.UNSPECIFIED,
            TestNetwork.PEER,
            Options.of(port, new RelayMessageOption(new Solicit(5, from(CLIENT, na(1))))));
    RelayForward outer =
        new RelayForward(
            1,
            Ipv6Address.parse("2001:db8:aaaa::1"),
            Ipv6Address.parse("2001:db8:aaaa::2"),
            Options.of(new RelayMessageOption(inner)));
    Ipv6Address relay = Ipv6Address.parse("2001:db8:ffff::1");
    Message message =
        network.deliver(io.outrigger.dhcp.DhcpEncoder.encode(outer), false, null, relay, 547);
    RelayReply outerReply = (RelayReply) java.util.Objects.requireNonNull(message);
    assertThat(outerReply.hopCount()).isEqualTo(1);
    assertThat(outerReply.peerAddress()).isEqualTo(outer.peerAddress());
    assertThat(outerReply.linkAddress()).isEqualTo(outer.linkAddress());
    RelayReply innerReply =
        (RelayReply) outerReply.options().first(RelayMessageOption.class).orElseThrow().message();
    assertThat(innerReply.peerAddress()).isEqualTo(TestNetwork.PEER);
    assertThat(innerReply.options().first(InterfaceIdOption.class)).contains(port);
    assertThat(innerReply.options().first(RelayMessageOption.class).orElseThrow().message())
        .isInstanceOf(Advertise.class);
    assertThat(network.sent.getLast().destination()).isEqualTo(relay);
    assertThat(network.sent.getLast().port()).isEqualTo(547);
  }

  @Test
  void leaseRemembersTheRelays() {
    RelayForward relay =
        new RelayForward(
            0,
            TestNetwork.ON_LINK.address(),
            TestNetwork.PEER,
            Options.of(
                new InterfaceIdOption(Bytes.of((byte) 3)),
                new RelayMessageOption(new Request(5, toServer(CLIENT, na(1))))));
    network.multicast(relay);
    io.outrigger.lease.Lease lease =
        network
            .pool("small")
            .book()
            .leasesOf(new io.outrigger.lease.ClientIa(CLIENT, 1))
            .getFirst();
    io.outrigger.dhcp.OctetWriter expected = new io.outrigger.dhcp.OctetWriter();
    expected.address(TestNetwork.PEER); // where the datagram came from
    expected.bytes(
        Bytes.of(
            io.outrigger.dhcp.DhcpEncoder.encode(
                new RelayForward(
                    0,
                    TestNetwork.ON_LINK.address(),
                    TestNetwork.PEER,
                    Options.of(new InterfaceIdOption(Bytes.of((byte) 3)))))));
    assertThat(lease.relayData()).isEqualTo(Bytes.of(expected.toArray()));
  }
}
