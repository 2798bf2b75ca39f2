package io.outrigger.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether what the configuration names is there on this machine. */
final class MachineChecks {
  private final boolean toServe;

  private MachineChecks(boolean toServe) {
    this.toServe = toServe;
  }

  /**
   * @param toServe true: what is missing is an error, for the server is to run here; false: a
   *     warning, for it may run elsewhere
   */
  static void check(
      ServerConfig server,
      Section serverSection,
      List<FailoverReader.Read> relationships,
      boolean toServe) {
    MachineChecks checks = new MachineChecks(toServe);
    if (serverSection.isSet("state-dir") && !serverSection.isBad("state-dir")) {
      checks.checkStateDir(server.stateDir().toAbsolutePath(), serverSection);
    }
    for (FailoverReader.Read relationship : relationships) {
      if (relationship.config().tls() instanceof TlsConfig.Required tls) {
        checks.checkFiles(tls, relationship.section().child("tls"));
      }
    }
  }

  private void checkStateDir(Path stateDir, Section server) {
    Path parent = stateDir.getParent();
    if (Files.exists(stateDir)) {
      if (!Files.isDirectory(stateDir)) {
        report(server, "state-dir", stateDir + " is not a folder: remove it, or name another");
      } else if (!Files.isWritable(stateDir)) {
        report(server, "state-dir", stateDir + " cannot be written to: give it to this user");
      }
    } else if (parent != null && !Files.isDirectory(parent)) {
      report(server, "state-dir", "there is no folder " + parent + ": make it");
    }
  }

  private void checkFiles(TlsConfig.Required tls, Section section) {
    checkFile(section, "certificate", tls.certificate());
    checkFile(section, "key", tls.key());
    switch (tls.trust()) {
      case PartnerTrust.PinnedCertificate pinned ->
          checkFile(section, "partner-certificate", pinned.file());
      case PartnerTrust.Authority authority -> checkFile(section, "authority", authority.file());
      case PartnerTrust.PinnedFingerprint fingerprint -> {}
    }
  }

  private void checkFile(Section section, String key, Path file) {
    if (!Files.isRegularFile(file)) {
      report(section, key, "there is no file " + file + ": put it there, or name another");
    } else if (!Files.isReadable(file)) {
      report(section, key, file + " cannot be read: give it to this user");
    }
  }

  private void report(Section section, String key, String message) {
    if (toServe) {
      section.error(key, message);
    } else {
      section.warning(key, message);
    }
  }
}
