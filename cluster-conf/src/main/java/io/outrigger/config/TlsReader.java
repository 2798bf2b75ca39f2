package io.outrigger.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.outrigger.dhcp.Bytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the section {@code tls} of a relationship. */
final class TlsReader {
  private static final int SHA_256_OCTETS = 32;

  private enum Mode {
    REQUIRED,
    OFF
  }

  private TlsReader() {}

  static Optional<TlsConfig> read(Section relationship, Path folder) {
    Optional<ConfigValue> written = relationship.written("tls");
    if (written.isPresent() && !(written.get() instanceof ConfigObject)) {
      return shorthand(relationship, folder);
    }
    return read(relationship, relationship.child("tls"), folder);
  }

  /** {@code tls = off} instead of {@code tls { mode = off }}. */
  private static Optional<TlsConfig> shorthand(Section relationship, Path folder) {
    Optional<Mode> mode = relationship.optional("tls", TlsReader::mode);
    if (mode.equals(Optional.of(Mode.OFF))) {
      return off(relationship, "tls");
    }
    if (mode.isPresent()) {
      required(relationship, Optional.empty(), folder);
    }
    return Optional.empty();
  }

  private static Optional<TlsConfig> read(Section relationship, Section tls, Path folder) {
    if (tls.get("mode", TlsReader::mode) == Mode.OFF) {
      return off(tls, "mode");
    }
    return required(relationship, Optional.of(tls), folder);
  }

  private static Mode mode(ConfigValue value) {
    return Values.isOff(value) ? Mode.OFF : Values.oneOf(Mode.class).parse(value);
  }

  private static Optional<TlsConfig> off(Section section, String key) {
    section.warning(
        key,
        "leases go to the partner in plain text, and whoever sends from its address may change them:"
            + " set mode = required");
    return Optional.of(new TlsConfig.Off());
  }

  private static Optional<TlsConfig> required(
      Section relationship, Optional<Section> section, Path folder) {
    if (section.isEmpty() || !relationship.isSet("tls")) {
      relationship.error(
          "tls",
          "TLS is required and has no certificate: write tls { certificate = our.pem, key = our.key,"
              + " partner-certificate = partner.pem }, or tls { mode = off }");
      return Optional.empty();
    }
    Section tls = section.get();
    Optional<Path> certificate =
        tls.required("certificate", Values.path(folder), "our certificate, a PEM file");
    Optional<Path> key = tls.required("key", Values.path(folder), "our private key, a PEM file");
    Optional<PartnerTrust> trust = trust(tls, folder);
    if (certificate.isEmpty() || key.isEmpty() || trust.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new TlsConfig.Required(certificate.get(), key.get(), trust.get()));
  }

  private static Optional<PartnerTrust> trust(Section tls, Path folder) {
    List<PartnerTrust> trusts = new ArrayList<>();
    tls.optional("partner-certificate", Values.path(folder))
        .ifPresent(file -> trusts.add(new PartnerTrust.PinnedCertificate(file)));
    tls.optional("partner-fingerprint", TlsReader::fingerprint)
        .ifPresent(sha256 -> trusts.add(new PartnerTrust.PinnedFingerprint(sha256)));
    tls.optional("authority", Values.path(folder))
        .ifPresent(file -> trusts.add(new PartnerTrust.Authority(file)));
    if (trusts.size() != 1 && !tls.isBad("partner-fingerprint")) {
      tls.error(
          (trusts.isEmpty() ? "nothing says" : "more than one key says")
              + " who the partner is: write one of partner-certificate, partner-fingerprint,"
              + " authority");
    }
    return trusts.size() == 1 ? Optional.of(trusts.getFirst()) : Optional.empty();
  }

  private static Bytes fingerprint(ConfigValue value) {
    Bytes sha256 = NetworkValues.hex(value);
    Values.require(
        sha256.length() == SHA_256_OCTETS,
        value,
        "a SHA-256 fingerprint is wanted: 64 hexadecimal digits");
    return sha256;
  }
}
