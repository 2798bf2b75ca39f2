package io.outrigger.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import java.util.List;
import org.junit.jupiter.api.Test;

class IngressTest {
  private static final InterfaceView EAST = view("east", 4, "2001:db8:a::1/64");
  private static final InterfaceView WEST = view("west", 7, "2001:db8:b::1/64");
  private static final List<InterfaceView> BOTH = List.of(EAST, WEST);

  @Test
  void zoneOfALinkLocalSourceNamesTheInterface() {
    assertThat(Ingress.ofGroupMember(at("fe80::5"), 7, BOTH)).isEqualTo("west");
    assertThat(Ingress.ofGroupMember(at("fe80::5"), 9, BOTH)).isNull();
    assertThat(Ingress.ofUnicast(at("2001:db8:a::1"), at("fe80::5"), 7, BOTH)).isEqualTo("west");
  }

  @Test
  void onLinkPrefixOfAGlobalSourceNamesTheInterface() {
    assertThat(Ingress.ofGroupMember(at("2001:db8:a::99"), 0, BOTH)).isEqualTo("east");
    assertThat(Ingress.ofGroupMember(at("2001:db8:b::99"), 0, BOTH)).isEqualTo("west");
  }

  @Test
  void longerPrefixIsTheBetterReason() {
    InterfaceView wide = view("wide", 9, "2001:db8::1/32");
    assertThat(Ingress.ofGroupMember(at("2001:db8:b::9"), 0, List.of(wide, WEST)))
        .isEqualTo("west");
    assertThat(Ingress.ofGroupMember(at("2001:db8:b::9"), 0, List.of(WEST, wide)))
        .isEqualTo("west");
  }

  @Test
  void samePrefixOnTwoInterfacesLeavesTheIngressUnknown() {
    InterfaceView twin = view("twin", 9, "2001:db8:b::2/64");
    assertThat(Ingress.ofGroupMember(at("2001:db8:b::9"), 0, List.of(WEST, twin))).isNull();
  }

  @Test
  void distantSourceIsUnknownUnlessThereIsOnlyOneInterface() {
    assertThat(Ingress.ofGroupMember(at("2001:db8:ffff::1"), 0, BOTH)).isNull();
    assertThat(Ingress.ofGroupMember(at("2001:db8:ffff::1"), 0, List.of(EAST))).isEqualTo("east");
  }

  @Test
  void unicastAddressNamesTheInterfaceThatHasIt() {
    assertThat(Ingress.ofUnicast(at("2001:db8:b::1"), at("2001:db8:ffff::1"), 0, BOTH))
        .isEqualTo("west");
    assertThat(Ingress.ofUnicast(at("2001:db8:c::1"), at("2001:db8:ffff::1"), 0, BOTH)).isNull();
  }

  private static Ipv6Address at(String text) {
    return Ipv6Address.parse(text);
  }

  private static InterfaceView view(String name, int index, String addressAndLength) {
    Ipv6Address address = at(addressAndLength.substring(0, addressAndLength.indexOf('/')));
    int length = Integer.parseInt(addressAndLength.substring(addressAndLength.indexOf('/') + 1));
    return new InterfaceView(
        name,
        index,
        List.of(at("fe80::" + index)),
        List.of(new InterfaceView.OnLink(address, Ipv6Prefix.of(address, length))));
  }
}
