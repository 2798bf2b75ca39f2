package io.outrigger.server;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command line did. */
record Outcome(int code, String out, String err) {
  static Outcome of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Outcome(code, out.toString(), err.toString());
  }
}
