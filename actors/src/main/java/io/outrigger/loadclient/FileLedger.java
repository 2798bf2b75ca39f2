package io.outrigger.loadclient;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.MessageType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * A ledger of one JSON object a line, appended to a file: one for each lease in each REPLY,
 *
 * <pre>
 * {"time":ARRIVAL,"asked":FIRST TRANSMISSION,"message":"REPLY","to":"REQUEST","client":DUID,"iaid":1,
 *  "kind":"address","resource":"2001:db8::5","preferred":60,"valid":90,"t1":30,"t2":48,
 *  "expires":ASKED + VALID,"server":DUID}
 * </pre>
 *
 * and one when a client stops using a lease before it expires, before anybody else is told:
 *
 * <pre>
 * {"time":NOW,"message":"RELEASE","client":DUID,"iaid":1,"kind":"address","resource":"2001:db8::5"}
 * </pre>
 *
 * <p>and one when it stops waiting for an answer, what it was promised then is not known to it:
 *
 * <pre>
 * {"time":NOW,"message":"UNANSWERED","to":"REQUEST","client":DUID}
 * </pre>
 *
 * <p>Times are ISO-8601 in UTC, {@code expires} is null for infinity; {@code message} of the second
 * kind is RELEASE, DECLINE, CONFIRM (NotOnLink), SOLICIT (expired or begun anew) or REPLY with
 * {@code "valid":0}.
 */
public final class FileLedger implements Ledger {
  private final FileChannel file;
  private final LoadClock clock;
  private final StringBuilder lines = new StringBuilder();

  private FileLedger(FileChannel file, LoadClock clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * @throws IOException if the file cannot be opened for appending
   */
  public static FileLedger append(Path path, LoadClock clock) throws IOException {
    return new FileLedger(
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND), clock);
  }

  @Override
  public void granted(Duid client, HeldLease lease) {
    lines
        .append("{\"time\":\"")
        .append(clock.instant(lease.receivedNanos()))
        .append("\",\"asked\":\"")
        .append(clock.instant(lease.askedNanos()))
        .append("\",\"message\":\"REPLY\",\"to\":\"")
        .append(lease.question());
    identify(client, lease);
    Instant expires = clock.instant(lease.expiresNanos());
    lines
        .append(",\"preferred\":")
        .append(lease.preferredSeconds())
        .append(",\"valid\":")
        .append(lease.validSeconds())
        .append(",\"t1\":")
        .append(lease.t1Seconds())
        .append(",\"t2\":")
        .append(lease.t2Seconds())
        .append(",\"expires\":")
        .append(expires.equals(Instant.MAX) ? "null" : "\"" + expires + "\"")
        .append(",\"server\":\"")
        .append(lease.server().toHex())
        .append("\"}\n");
  }

  @Override
  public void gaveUp(Duid client, HeldLease lease, MessageType why, long nowNanos) {
    lines
        .append("{\"time\":\"")
        .append(clock.instant(nowNanos))
        .append("\",\"message\":\"")
        .append(why);
    identify(client, lease);
    lines.append(why == MessageType.REPLY ? ",\"valid\":0}\n" : "}\n");
  }

  @Override
  public void unanswered(Duid client, MessageType question, long nowNanos) {
    lines
        .append("{\"time\":\"")
        .append(clock.instant(nowNanos))
        .append("\",\"message\":\"UNANSWERED\",\"to\":\"")
        .append(question)
        .append("\",\"client\":\"")
        .append(client.toHex())
        .append("\"}\n");
  }

  private void identify(Duid client, HeldLease lease) {
    lines
        .append("\",\"client\":\"")
        .append(client.toHex())
        .append("\",\"iaid\":")
        .append(Integer.toUnsignedLong(lease.iaid()))
        .append(",\"kind\":\"")
        .append(lease.delegated() ? "prefix" : "address")
        .append("\",\"resource\":\"")
        .append(lease.resource())
        .append('"');
  }

  /**
   * @throws UncheckedIOException if it cannot be written: a run without its ledger proves nothing
   */
  @Override
  public void flush() {
    if (lines.isEmpty()) {
      return;
    }
    ByteBuffer octets = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII));
    lines.setLength(0);
    try {
      while (octets.hasRemaining()) {
        file.write(octets);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger cannot be written", e);
    }
  }

  @Override
  public void close() {
    try (file) {
      flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger cannot be closed", e);
    }
  }
}
