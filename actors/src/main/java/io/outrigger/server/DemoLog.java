package io.outrigger.server;

import io.outrigger.events.EventId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows a server's log for the states that its relationship goes through; unlike its status the
 * log misses none, however short.
 */
final class DemoLog {
  private static final Pattern CHANGE =
      Pattern.compile(
          "(\\S+Z) .*"
              + EventId.STATE_CHANGED.id()
              + " .*\\bfrom=(\\S+) to=(\\S+)(?:.*\\breason=(?:\"([^\"]*)\"|(\\S+)))?.*");
  private static final int MOST_AT_ONCE = 1 << 20;

  /**
   * A relationship went from one state to another.
   *
   * @param reason in words; empty if none was given
   */
  record Change(Instant at, String from, String to, String reason) {}

  private final Path file;
  private long read;
  private String rest = "";

  DemoLog(Path file) {
    this.file = file;
  }

  /** What has been written since the last call, in its order. */
  List<Change> news() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    ByteBuffer octets = ByteBuffer.allocate(MOST_AT_ONCE);
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(read);
      while (octets.hasRemaining() && channel.read(octets) > 0) {
        // until the end or a full buffer; the next call has what is left
      }
    }
    read += octets.position();
    // Names of states are ASCII, so that a character cut in two between calls does no harm.
    String text = rest + new String(octets.array(), 0, octets.position(), StandardCharsets.UTF_8);
    int end = text.lastIndexOf('\n') + 1;
    rest = text.substring(end);
    List<Change> changes = new ArrayList<>();
    text.substring(0, end).lines().forEach(line -> change(line).ifPresent(changes::add));
    return changes;
  }

  /** What a line of the log says of the state; most say nothing. */
  static Optional<Change> change(String line) {
    Matcher match = CHANGE.matcher(line);
    if (!match.matches()) {
      return Optional.empty();
    }
    try {
      String quoted = match.group(4);
      String bare = match.group(5);
      String reason = quoted != null ? quoted : bare != null ? bare : "";
      return Optional.of(
          new Change(Instant.parse(match.group(1)), match.group(2), match.group(3), reason));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
