package io.outrigger.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.outrigger.partner.CertificateRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes what {@code tls} of a relationship needs: a key and a certificate for it. */
@Command(
    name = "keygen",
    description =
        "Makes a private key and a self-signed certificate for the connection to failover partners,"
            + " and says what to write into the two configurations.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class KeygenCommand implements Callable<Integer> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final int SERIAL_BITS = 127;
  private static final int PEM_LINE = 64;
  private static final int MOST_DAYS = 36_500;

  /** Partners' clocks differ. */
  private static final Duration VALID_BEFORE = Duration.ofDays(1);

  @Spec private CommandSpec spec;

  @Option(
      names = "--name",
      required = true,
      description = "The name of the server: in the certificate, and of the files.")
  private String name;

  @Option(
      names = "--directory",
      defaultValue = ".",
      description = "Where the files go (default: the current one).")
  private Path directory;

  @Option(
      names = "--days",
      defaultValue = "3650",
      description = "How long the certificate is valid (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(names = "--force", description = "Replaces files that are there.")
  private boolean force;

  @Option(names = "--json", description = "One JSON object instead of lines.")
  private boolean json;

  /** What was made, as {@code --json} prints it. */
  private record Made(
      @JsonProperty String name,
      @JsonProperty String key,
      @JsonProperty String certificate,
      @JsonProperty String sha256,
      @JsonProperty String notAfter,
      @JsonProperty String ownConfiguration,
      @JsonProperty String partnerConfiguration) {}

  @Override
  public Integer call() throws CommandFailure, JsonProcessingException {
    if (!NAME.matcher(name).matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "--name: letters, digits, dots, dashes and underscores are wanted, 63 at most");
    }
    if (days < 1 || days > MOST_DAYS) {
      throw new ParameterException(spec.commandLine(), "--days: 1 to " + MOST_DAYS);
    }
    Path key = directory.resolve(name + ".key");
    Path certificateFile = directory.resolve(name + ".pem");
    X509Certificate certificate = make(key, certificateFile);
    String sha256 = CertificateRules.fingerprint(certificate).toHex();
    tell(
        new Made(
            name,
            key.toString(),
            certificateFile.toString(),
            sha256,
            certificate.getNotAfter().toInstant().toString(),
            "certificate = " + quoted(certificateFile) + ", key = " + quoted(key),
            "partner-fingerprint = " + sha256));
    return spec.exitCodeOnSuccess();
  }

  private X509Certificate make(Path key, Path certificateFile) throws CommandFailure {
    try {
      SecureRandom random = new SecureRandom();
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair keys = generator.generateKeyPair();
      Instant now = Instant.now();
      X509Certificate certificate =
          SelfSignedCertificate.of(
              name,
              keys,
              new BigInteger(SERIAL_BITS, random).setBit(0),
              now.minus(VALID_BEFORE),
              now.plus(Duration.ofDays(days)));
      Files.createDirectories(directory);
      if (!force) {
        refuseToReplace(key);
        refuseToReplace(certificateFile);
      }
      write(key, pem("PRIVATE KEY", keys.getPrivate().getEncoded()), "rw-------");
      write(certificateFile, pem("CERTIFICATE", certificate.getEncoded()), "rw-r--r--");
      return certificate;
    } catch (IOException e) {
      throw new CommandFailure("cannot write to " + directory + ": " + e);
    } catch (GeneralSecurityException e) {
      throw new CommandFailure("this Java cannot make the key: " + e);
    }
  }

  private static void refuseToReplace(Path file) throws CommandFailure {
    if (Files.exists(file)) {
      throw new CommandFailure(file + " is there already; --force replaces it");
    }
  }

  /** Never readable for others, not even for a moment; replaced in one step. */
  private void write(Path file, String text, String permissions)
      throws IOException, CommandFailure {
    var attribute =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    try (var out =
        Files.newByteChannel(
            temporary,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            attribute)) {
      out.write(java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
    try {
      if (force) {
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.move(temporary, file);
      }
    } catch (FileAlreadyExistsException e) {
      Files.delete(temporary);
      throw new CommandFailure(file + " is there already; --force replaces it");
    }
  }

  private static String pem(String label, byte[] der) {
    String base64 =
        Base64.getMimeEncoder(PEM_LINE, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }

  private static String quoted(Path file) {
    return "\""
        + file.toAbsolutePath().normalize().toString().replace("\\", "\\\\").replace("\"", "\\\"")
        + "\"";
  }

  private void tell(Made made) throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(AdminClient.JSON.writeValueAsString(made));
      return;
    }
    out.println("private key   " + made.key() + " (keep it here, mode 0600)");
    out.println("certificate   " + made.certificate() + ", valid until " + made.notAfter());
    out.println("SHA-256       " + made.sha256());
    out.println();
    out.println("In the tls section of " + name + ":");
    out.println("  " + made.ownConfiguration());
    out.println("In the tls section of its partners:");
    out.println("  " + made.partnerConfiguration());
  }
}
