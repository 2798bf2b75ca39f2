package io.outrigger.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Deliberate faults, one at a time: what the checks do not see is not checked. */
final class Mutants {
  private static final String TABLE = "/mutants.txt";

  private Mutants() {}

  /** All of the table, whose first lines say how it is written. */
  static List<Mutant> all() {
    List<Mutant> mutants = new ArrayList<>();
    Iterator<String> lines = text().lines().iterator();
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith("mutant ")) {
        String file = lines.next().substring("in ".length());
        String find = until(lines, "===");
        String scenario = "";
        if (find.startsWith("scenario ")) {
          scenario = find.substring("scenario ".length(), find.indexOf('\n'));
          find = find.substring(find.indexOf('\n') + 1);
        }
        String name = line.substring("mutant ".length());
        mutants.add(new Mutant(name, file, scenario, find, until(lines, "---")));
      }
    }
    return mutants;
  }

  /**
   * @param text its name, or what no other's name has in it
   */
  static Mutant named(String text) {
    List<Mutant> some = all().stream().filter(each -> each.name().contains(text)).toList();
    return some.stream()
        .filter(each -> some.size() == 1 || each.name().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(some.size() + " mutants are named " + text));
  }

  private static String until(Iterator<String> lines, String end) {
    List<String> body = new ArrayList<>();
    String line = lines.next();
    while (!line.equals(end)) {
      body.add(line);
      line = lines.next();
    }
    return String.join("\n", body);
  }

  private static String text() {
    try (InputStream in = Mutants.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException("no " + TABLE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
