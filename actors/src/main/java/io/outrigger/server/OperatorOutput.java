package io.outrigger.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** What the server said, for people or for programs. */
final class OperatorOutput {
  private OperatorOutput() {}

  /** The object as it is, or its {@code text}: one line or several. */
  static void print(JsonNode answer, boolean json, CommandSpec spec) {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode text = answer.path("text");
    if (json || text.isMissingNode()) {
      out.println(answer);
    } else if (text.isArray()) {
      text.forEach(line -> out.println(printable(line.asText())));
    } else {
      out.println(printable(text.asText()));
    }
    out.flush();
  }

  /** Without what would move a terminal's cursor: some of it is a partner's word. */
  static String printable(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
  }
}
