package io.outrigger.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OptionsTest {
  private static final ElapsedTimeOption FIRST = new ElapsedTimeOption(1);
  private static final ElapsedTimeOption SECOND = new ElapsedTimeOption(2);
  private static final UnknownOption UNKNOWN = new UnknownOption(300, Bytes.EMPTY);
  private static final Options OPTIONS =
      Options.of(UNKNOWN, FIRST, new RapidCommitOption(), SECOND);

  @Test
  void orderAndRepetitionsStay() {
    assertThat(OPTIONS.all()).containsExactly(UNKNOWN, FIRST, new RapidCommitOption(), SECOND);
    assertThat(OPTIONS.all(ElapsedTimeOption.class)).containsExactly(FIRST, SECOND);
    assertThat(OPTIONS.size()).isEqualTo(4);
    assertThat(OPTIONS.isEmpty()).isFalse();
    assertThat(Options.EMPTY.isEmpty()).isTrue();
  }

  @Test
  void theFirstOfAKindOrCodeIsFound() {
    assertThat(OPTIONS.first(ElapsedTimeOption.class)).contains(FIRST);
    assertThat(OPTIONS.first(PreferenceOption.class)).isEmpty();
    assertThat(OPTIONS.firstWithCode(300)).contains(UNKNOWN);
    assertThat(OPTIONS.firstWithCode(8)).contains(FIRST);
    assertThat(OPTIONS.firstWithCode(9)).isEmpty();
    assertThat(OPTIONS.has(RapidCommitOption.class)).isTrue();
    assertThat(OPTIONS.has(IaNaOption.class)).isFalse();
  }

  @Test
  void buildersCollectFromEverywhere() {
    Options built =
        Options.builder()
            .add(UNKNOWN)
            .addAll(Options.of(FIRST))
            .addAll(List.of(new RapidCommitOption()))
            .build()
            .with(SECOND);
    assertThat(built).isEqualTo(OPTIONS).hasSameHashCodeAs(OPTIONS).isNotEqualTo(Options.EMPTY);
    assertThat(Options.builder().build()).isSameAs(Options.EMPTY);
  }

  @Test
  void aBuilderThatGoesOnDoesNotChangeWhatItBuilt() {
    Options.Builder builder = Options.builder().add(FIRST);
    Options built = builder.build();
    builder.add(SECOND);
    assertThat(built).isEqualTo(Options.of(FIRST));
  }
}
