package io.outrigger.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The states that each server went through, and what they are at present. Pure. */
final class DemoStates {
  /** A process that was started and has not said a word yet. */
  static final String STARTED = "starting";

  static final String KILLED = "killed";

  private static final int LONGEST_STATE = "COMMUNICATIONS-INTERRUPTED".length();

  private final Map<String, List<String>> paths = new LinkedHashMap<>();

  /**
   * @param servers their names, in the order in which they are shown
   */
  DemoStates(List<String> servers) {
    servers.forEach(server -> paths.put(server, new ArrayList<>(List.of("-"))));
  }

  /** Returns false if that is its state already. */
  boolean entered(String server, String state) {
    List<String> path = path(server);
    if (path.getLast().equals(state)) {
      return false;
    }
    path.add(state);
    return true;
  }

  String present(String server) {
    return path(server).getLast();
  }

  /** To be given to {@link #missing} later. */
  int mark(String server) {
    return path(server).size();
  }

  /**
   * What is wrong if not all of these states came, in this order, others between them or not.
   *
   * @param mark where to begin
   */
  List<String> missing(String server, int mark, List<String> wanted) {
    List<String> path = path(server);
    List<String> since = path.subList(Math.min(mark, path.size()), path.size());
    int found = 0;
    for (String state : since) {
      if (found < wanted.size() && state.equals(wanted.get(found))) {
        found++;
      }
    }
    return found == wanted.size()
        ? List.of()
        : List.of(
            "%s went %s, not %s"
                .formatted(server, String.join(", ", since), String.join(", ", wanted)));
  }

  /** One line with the present states of all. */
  String standing() {
    StringBuilder line = new StringBuilder("[");
    paths.forEach(
        (server, path) ->
            line.append(line.length() == 1 ? " " : " | ")
                .append(
                    String.format(
                        Locale.ROOT, "%s %-" + LONGEST_STATE + "s", server, path.getLast())));
    return line.append(" ]").toString();
  }

  private List<String> path(String server) {
    List<String> path = paths.get(server);
    if (path == null) {
      throw new IllegalArgumentException("no server " + server);
    }
    return path;
  }
}
