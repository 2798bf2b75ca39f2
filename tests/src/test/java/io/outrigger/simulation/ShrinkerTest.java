package io.outrigger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

  @Test
  void anOrderLeavesOutWhatItSays() {
    Order all = Order.of(5, 12);
    FaultPlan.Planned second = all.plan().get(1);
    Order less = all.dropping(List.of(second.number()));
    assertThat(less.plan()).hasSize(all.plan().size() - 1).doesNotContain(second);
    Order none = all;
    for (Fault each : Fault.values()) {
      none = none.without(each);
    }
    assertThat(none.plan()).isEmpty();
    assertThat(all.clients(1).options().clients()).isEqualTo(1);
    assertThat(all.calmed().options().changes()).isZero();
  }

  @Test
  void whatIsLeftOutDoesNotMoveTheRest() {
    Order all = Order.of(5, 12);
    Fault first = all.plan().getFirst().fault();
    assertThat(all.plan()).containsAll(all.without(first).plan());
  }

  @Test
  void aCommandLineRunsItAgain() {
    Order order = Order.of(7, 3).clients(2).without(Fault.KILL).dropping(List.of(4, 2)).calmed();
    assertThat(order.command())
        .isEqualTo("--seed 7 --hours 3 --clients 2 --without KILL --drop 2,4 --calm");
  }

  @Test
  void aFaultOfTheEngineShrinksToALittle() {
    Mutant mutant = Mutants.all().getFirst();
    Object left =
        new MutantLoader(List.of(mutant)).call(ShrinkerTest.class.getName(), "faultsLeftOver", 1L);
    assertThat(left).isEqualTo(0);
  }

  /** In the copy that has the mutant, which needs no fault of the world to be seen. */
  static int faultsLeftOver(long seed) {
    History.Result bad = History.run(Order.of(seed, 2), History.SILENT);
    assertThat(bad.isGood()).isFalse();
    assertThat(bad.diagram()).isNotEmpty();
    return new Shrinker(bad, line -> {}).shrink().plan().size();
  }
}
