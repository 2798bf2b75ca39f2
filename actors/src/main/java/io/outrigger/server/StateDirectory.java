package io.outrigger.server;

import io.outrigger.dhcp.Duid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * The files of a server beside its journal: its DUID, made once and kept for good, and the token of
 * the admin HTTP. Each is written whole and synced before it counts.
 */
public final class StateDirectory {
  private static final int DUID_UUID = 4;

  /** Its name in the directory. */
  static final String TOKEN_FILE = "admin.token";

  private static final int TOKEN_OCTETS = 24;

  private final Path directory;

  private StateDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * @throws IOException if the directory can neither be found nor made, with what to do about it
   */
  public static StateDirectory open(Path directory) throws IOException {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new IOException(
          "cannot make the state directory "
              + directory
              + " ("
              + e
              + "): create it or change outrigger.server.state-dir",
          e);
    }
    return new StateDirectory(directory);
  }

  public Path journal() {
    return directory.resolve("journal");
  }

  public Path tokenFile() {
    return directory.resolve(TOKEN_FILE);
  }

  /**
   * This server's DUID (RFC 8415 §11): a DUID-UUID of random bits at the first start, ever after
   * the same.
   *
   * @throws IOException if the file cannot be read or written, or holds no DUID
   */
  public Duid serverDuid(SecureRandom random) throws IOException {
    Path file = directory.resolve("server-duid");
    if (Files.exists(file)) {
      String text = Files.readString(file).strip();
      try {
        return Duid.fromHex(text);
      } catch (IllegalArgumentException e) {
        throw new IOException(
            file
                + " holds no DUID in hexadecimal digits: restore it from a backup; clients renew with"
                + " the server that has the DUID they know",
            e);
      }
    }
    byte[] octets = new byte[18];
    random.nextBytes(octets);
    octets[0] = 0;
    octets[1] = DUID_UUID;
    octets[8] = (byte) ((octets[8] & 0x0f) | 0x40); // UUID version 4, RFC 9562
    octets[10] = (byte) ((octets[10] & 0x3f) | 0x80);
    Duid duid = Duid.of(octets);
    write(file, duid.toHex() + "\n", "rw-r--r--");
    return duid;
  }

  /**
   * The token that changes need, made at the first start.
   *
   * @throws IOException if the file cannot be read or written
   */
  public String adminToken(SecureRandom random) throws IOException {
    if (Files.exists(tokenFile())) {
      String token = Files.readString(tokenFile()).strip();
      if (!token.isEmpty()) {
        return token;
      }
    }
    byte[] octets = new byte[TOKEN_OCTETS];
    random.nextBytes(octets);
    String token = HexFormat.of().formatHex(octets);
    write(tokenFile(), token + "\n", "rw-------");
    return token;
  }

  private void write(Path file, String text, String permissions) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)))) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
      entry.force(true);
    }
  }
}
