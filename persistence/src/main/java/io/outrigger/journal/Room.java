package io.outrigger.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether the file system has room for what LevelDB may do next.
 *
 * <p>This LevelDB writes its files through memory maps: on a full file system it is told of no
 * error, the process gets a SIGBUS and dies. So it must never come to that. What it needs at any
 * moment is a log and a table of one write buffer and one batch, and the outcome of one merge of
 * tables: never more than the store holds and, as it merges by parts, never more than some tens of
 * MB.
 */
final class Room {
  private static final Pattern TABLE = Pattern.compile("\\d+\\.(sst|ldb)");
  private static final long MEGABYTE = 1 << 20;
  private static final long BUFFERS =
      8 * MEGABYTE; // a log and a table, each of a write buffer and a batch
  private static final long LARGEST_MERGE = 56 * MEGABYTE;

  private final Path directory;
  private final LongSupplier usableOctets;

  Room(Path directory, LongSupplier usableOctets) {
    this.directory = directory;
    this.usableOctets = usableOctets;
  }

  /**
   * @throws StoreException NO_ROOM with what to do
   */
  void require() throws StoreException {
    long usable = usableOctets.getAsLong();
    if (usable >= BUFFERS + LARGEST_MERGE) {
      return;
    }
    long needed = BUFFERS + Math.min(LARGEST_MERGE, storedOctets());
    if (usable < needed) {
      throw new StoreException(
          StoreException.Kind.NO_ROOM,
          "the file system of %s has %s MB free and the journal needs %s MB: make room there"
              .formatted(directory, usable / MEGABYTE, (needed + MEGABYTE - 1) / MEGABYTE));
    }
  }

  /** The octets of all files of the store. */
  long storedOctets() throws StoreException {
    return octets(_file -> true);
  }

  /** The octets of its tables alone: not of the log of what is still in memory. */
  long tableOctets() throws StoreException {
    return octets(file -> TABLE.matcher(file.getFileName().toString()).matches());
  }

  private long octets(Predicate<Path> counted) throws StoreException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(counted).mapToLong(Room::size).sum();
    } catch (IOException | UncheckedIOException e) {
      throw new StoreException(
          StoreException.Kind.IO, "cannot list the directory " + directory + ": " + e, e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) { // LevelDB has just removed it
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
