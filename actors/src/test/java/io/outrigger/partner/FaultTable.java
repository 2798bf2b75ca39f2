package io.outrigger.partner;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows of the fault table as they are written down. */
abstract class FaultTable {
  static final String UNSPEC = "DISCONNECT UnspecFail(1)";
  static final String NOTHING = "nothing";

  final List<Fault> rows = new ArrayList<>();

  void ends(
      String section,
      FaultBench.Start start,
      String input,
      String answer,
      @Nullable LinkCount counted,
      Consumer<FaultBench> play) {
    rows.add(new Fault(section, start, input, answer, true, counted, play));
  }

  void goesOn(
      String section,
      FaultBench.Start start,
      String input,
      @Nullable LinkCount counted,
      Consumer<FaultBench> play) {
    rows.add(new Fault(section, start, input, NOTHING, false, counted, play));
  }

  static byte[] octets(int... values) {
    byte[] octets = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      octets[i] = (byte) values[i];
    }
    return octets;
  }
}
