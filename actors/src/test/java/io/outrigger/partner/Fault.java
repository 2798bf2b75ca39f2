package io.outrigger.partner;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An input that must not be, and what is done with it.
 *
 * @param section of RFC 8156, unless another one is named
 * @param start how far the connection has come
 * @param input for people
 * @param answer type and status of what is said, or "nothing"
 * @param closed whether the connection ends
 * @param counted as what; null for a refusal, which counts by its status
 * @param play makes it happen
 */
record Fault(
    String section,
    FaultBench.Start start,
    String input,
    String answer,
    boolean closed,
    @Nullable LinkCount counted,
    Consumer<FaultBench> play) {
  @Override
  public String toString() {
    return start + ": " + input;
  }
}
