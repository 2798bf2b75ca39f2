package io.outrigger.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Some of the deliberate faults that are caught soon; {@code scripts/simulate --mutants}: all. */
class MutantTest {
  private static final int SEEDS = 4;

  @ParameterizedTest
  @CsvSource({
    "desired lifetime instead of the lead-time bound, lead time",
    "BNDREPLY before it is stored, BNDREPLY implies stored",
    "the secondary answers SOLICIT in NORMAL, silence",
    "the answer goes out before it is stored, answer implies stored",
    "renewals are not owed, ",
    "Figure 4: of two of the same second the secondary's wins, scenario same-second",
    "a partner that recovers frees what ended by its ack, scenario lost-state-after-cut",
  })
  void aFaultIsCaught(String name, String checker) {
    MutantHunt.Outcome outcome = MutantHunt.hunt(Mutants.named(name), 1, SEEDS);
    assertThat(outcome.caught()).isNotEmpty();
    if (checker != null) {
      assertThat(outcome.caught()).isEqualTo(checker);
    }
  }

  @Test
  void thereAreEnoughAndAllFitTheSourcesAndCompile() {
    assertThat(Mutants.all()).hasSizeGreaterThanOrEqualTo(20);
    assertThat(Mutants.all().stream().map(Mutant::name)).doesNotHaveDuplicates();
    Mutants.all().forEach(each -> new MutantLoader(List.of(each))); // compiles it
    Coverage.probes().forEach(MutantLoader::mutated);
  }

  @Test
  void aScenarioThatEndsAsItIsWrittenCatchesNothing() {
    Mutant harmless =
        new Mutant(
            "x",
            "actors/src/main/java/io/outrigger/pool/DueRules.java",
            "same-second",
            "// transition (8)",
            "// the same");
    assertThat(MutantHunt.hunt(harmless, 1, 1).caught()).isEmpty();
  }

  @Test
  void aPartOfANameIsEnoughIfNoOtherHasIt() {
    Mutant first = Mutants.all().getFirst();
    assertThat(Mutants.named("lead-time bound")).isEqualTo(first);
    assertThatThrownBy(() -> Mutants.named("Figure 4"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 mutants");
    assertThatThrownBy(() -> Mutants.named("no such")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTextThatIsNotThereFailsClearly() {
    Mutant mutant = new Mutant("x", Mutants.all().getFirst().file(), "no such text here", "");
    assertThatThrownBy(() -> MutantHunt.hunt(mutant, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mutant x")
        .hasMessageContaining("no such text");
    assertThatThrownBy(() -> new MutantLoader(List.of(mutant)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
