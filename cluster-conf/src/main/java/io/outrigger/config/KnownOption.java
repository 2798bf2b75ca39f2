package io.outrigger.config;

import io.outrigger.dhcp.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An option that has a key of its own.
 *
 * @param reader gives the option's data; empty without it, or if it cannot be read
 */
record KnownOption(String key, int code, Function<OptionValues.Key, Optional<Bytes>> reader) {
  static final List<KnownOption> ALL =
      List.of(
          new KnownOption("dns-servers", 23, OptionValues::addresses),
          new KnownOption("domain-search", 24, OptionValues::names),
          new KnownOption("sntp-servers", 31, OptionValues::addresses),
          new KnownOption("information-refresh-time", 32, OptionValues::refreshTime),
          new KnownOption("ntp-servers", 56, OptionValues::ntpServers),
          new KnownOption("boot-file-url", 59, OptionValues::text),
          new KnownOption("boot-file-params", 60, OptionValues::bootFileParams),
          new KnownOption("sol-max-rt", 82, OptionValues::maxRetransmission),
          new KnownOption("inf-max-rt", 83, OptionValues::maxRetransmission));

  /** The option's data as {@code options} sets it. */
  Optional<Bytes> read(Section options) {
    return reader.apply(new OptionValues.Key(options, key));
  }

  static Optional<KnownOption> withKey(String key) {
    return ALL.stream().filter(option -> option.key.equals(key)).findFirst();
  }
}
