package io.outrigger.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.Rebind;
import io.outrigger.dhcp.Renew;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.pool.ClientDirectory;
import java.util.List;
import org.junit.jupiter.api.Test;

class IaOutcomesTest {
  private static final Ipv6Prefix NAMED = Ipv6Prefix.parse("2001:db8:1::5");
  private static final List<ClientServerMessage> EXTENSIONS =
      List.of(new Renew(1, Options.EMPTY), new Rebind(1, Options.EMPTY));

  private static IaOutcome exhausted(
      ClientServerMessage message, List<Ipv6Prefix> named, boolean uncertain) {
    return exhausted(message, named, Answered.NOTHING.andUncertain(uncertain));
  }

  private static IaOutcome exhausted(
      ClientServerMessage message, List<Ipv6Prefix> named, Answered answered) {
    Link.Kind none = new Link.Kind(List.of(), new ClientDirectory());
    Link link =
        new Link(
            "lab",
            List.of(),
            List.of(),
            List.of(TestNetwork.ON_LINK),
            false,
            none,
            none,
            Reservations.NONE,
            List.of(),
            () -> true);
    IaPlan plan = IaPlan.ask(new IaNaOption(1, 0, 0, Options.EMPTY), named, List.of());
    return IaOutcomes.exhausted(message, plan, link, answered);
  }

  @Test
  void whatThePartnerMayHaveGivenIsNotTakenFromItsClient() {
    assertThat(EXTENSIONS)
        .allSatisfy(
            message ->
                assertThat(exhausted(message, List.of(NAMED), true)).isEqualTo(IaOutcome.OMITTED));
  }

  @Test
  void emptyIaThatMayHaveALeaseOfThePartnerIsLeftOut() {
    Rebind rebind = new Rebind(1, Options.EMPTY);
    assertThat(exhausted(rebind, List.of(), true)).isEqualTo(IaOutcome.OMITTED);
    assertThat(exhausted(rebind, List.of(), false))
        .isInstanceOfSatisfying(
            IaOutcome.Status.class,
            status -> assertThat(status.code()).isEqualTo(StatusCode.NO_BINDING));
  }

  @Test
  void onlyWhatMayNotBeKeptIsEndedWhereThePartnerMayHaveGivenTheRest() {
    Ipv6Prefix barred = Ipv6Prefix.parse("2001:db8:1::6");
    Answered answered = Answered.NOTHING.andBarred(List.of(barred));
    List<Ipv6Prefix> both = List.of(NAMED, barred);
    for (ClientServerMessage message : EXTENSIONS) {
      assertThat(exhausted(message, both, answered)).isEqualTo(new IaOutcome.Revoked(both));
      assertThat(exhausted(message, both, answered.andUncertain(true)))
          .isEqualTo(new IaOutcome.Revoked(List.of(barred)));
      assertThat(exhausted(message, List.of(NAMED), answered.andUncertain(true)))
          .isEqualTo(IaOutcome.OMITTED);
    }
  }

  @Test
  void whatNobodyGaveIsNotExtended() {
    assertThat(EXTENSIONS)
        .allSatisfy(
            message ->
                assertThat(exhausted(message, List.of(NAMED), false))
                    .isInstanceOfSatisfying(
                        IaOutcome.Status.class,
                        status -> assertThat(status.code()).isEqualTo(StatusCode.NO_BINDING)));
  }
}
