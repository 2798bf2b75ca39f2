package io.outrigger.config;

import io.outrigger.dhcp.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a section {@code options}. */
final class OptionsReader {
  private static final Pattern CODE = Pattern.compile("(?:code\\s+)?(\\d{1,5})");
  private static final Pattern CODE_KEY = Pattern.compile("code\\s+(\\d{1,5})");
  private static final String VENDOR_OPTS = "vendor-opts";
  private static final int VENDOR_OPTS_CODE = 17;
  private static final int MAX_CODE = 65_535;

  /** What carries leases, what only clients or relays send, what the server fills in by itself. */
  private static final Set<Integer> NOT_TO_CONFIGURE =
      Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 18, 19, 20, 25, 26);

  /** Options by their code; several of one code only for vendors, none where a link drops one. */
  record Options(NavigableMap<Integer, List<ConfiguredOption>> byCode) {
    static final Options NONE = new Options(new TreeMap<>());

    ClientOptionsConfig toConfig() {
      List<ConfiguredOption> all = byCode.values().stream().flatMap(List::stream).toList();
      return new ClientOptionsConfig(
          all.stream().filter(option -> !option.always()).toList(),
          all.stream().filter(ConfiguredOption::always).toList());
    }
  }

  private OptionsReader() {}

  /** The options under the key {@code options} of {@code owner}, over those of {@code outer}. */
  static Options read(Section owner, Options outer) {
    Section section =
        owner.child("options", Reference.element("options"), OptionsReader::isCodeKey);
    TreeMap<Integer, List<ConfiguredOption>> own = new TreeMap<>();
    for (KnownOption option : KnownOption.ALL) {
      if (section.isEmptyList(option.key())) {
        own.put(option.code(), List.of());
        continue;
      }
      option
          .read(section)
          .ifPresent(data -> own.put(option.code(), instances(option.code(), data)));
    }
    if (section.isSet(VENDOR_OPTS)) {
      own.put(VENDOR_OPTS_CODE, vendorOptions(section));
    }
    for (String key : section.keys()) {
      if (isCodeKey(key)) {
        byCode(section, key, own);
      }
    }
    TreeMap<Integer, List<ConfiguredOption>> all = new TreeMap<>(outer.byCode);
    all.putAll(own);
    force(section, all);
    return new Options(all);
  }

  private static List<ConfiguredOption> instances(int code, Bytes data) {
    return data.isEmpty() ? List.of() : List.of(new ConfiguredOption(code, data, false));
  }

  private static boolean isCodeKey(String key) {
    return CODE_KEY.matcher(key).matches();
  }

  private static void byCode(
      Section options, String key, Map<Integer, List<ConfiguredOption>> own) {
    int code = codeIn(key);
    if (code < 1 || code > MAX_CODE) {
      options.error(key, "an option has a code of 1 to 65535");
    } else if (NOT_TO_CONFIGURE.contains(code)) {
      options.error(key, "the server itself sees to option " + code + ": remove this");
    } else if (own.containsKey(code)) {
      options.error(key, "option " + code + " is set twice: remove one");
    } else if (options.isEmptyList(key)) {
      own.put(code, List.of());
    } else {
      Section value = options.child(key, Reference.element("option"), name -> false);
      boolean always = value.get("always", Values::flag);
      value(options, key, value)
          .ifPresent(data -> own.put(code, List.of(new ConfiguredOption(code, data, always))));
    }
  }

  /** The data of a {@code "code N"} section. */
  private static Optional<Bytes> value(Section options, String key, Section value) {
    List<Optional<Bytes>> forms =
        List.of(
            OptionValues.text(new OptionValues.Key(value, "text")),
            OptionValues.hex(new OptionValues.Key(value, "hex")),
            OptionValues.addresses(new OptionValues.Key(value, "addresses")),
            OptionValues.names(new OptionValues.Key(value, "names")),
            OptionValues.unsigned(new OptionValues.Key(value, "uint8"), 1),
            OptionValues.unsigned(new OptionValues.Key(value, "uint16"), 2),
            OptionValues.unsigned(new OptionValues.Key(value, "uint32"), 4));
    List<Bytes> written = forms.stream().flatMap(Optional::stream).toList();
    if (written.size() != 1 && !options.isBad(key)) {
      options.error(
          key,
          (written.isEmpty() ? "no value" : "more than one value")
              + ": write one of text, hex, addresses, names, uint8, uint16, uint32");
    }
    return written.stream().findFirst();
  }

  /** RFC 8415 §21.17: one option for each enterprise. */
  private static List<ConfiguredOption> vendorOptions(Section options) {
    List<ConfiguredOption> all = new ArrayList<>();
    Map<Long, Section> vendors = new HashMap<>();
    for (Section vendor :
        options.children(VENDOR_OPTS, Reference.element(VENDOR_OPTS), OptionsReader::isCodeKey)) {
      ByteArrayOutputStream data = new ByteArrayOutputStream();
      vendor
          .required(
              "enterprise-number",
              Values.integer(0, 0xffff_ffffL),
              "the number of the vendor, enterprise-number = 4491")
          .ifPresent(
              number -> {
                checkUnique(vendors, number, vendor);
                data.writeBytes(OptionValues.uint32(number).toArray());
              });
      for (String key : vendor.keys()) {
        if (isCodeKey(key)) {
          Section value = vendor.child(key, Reference.element("option"), name -> false);
          if (value.isSet("always")) {
            vendor.error(key, "always stands for all of vendor-opts: write always = [vendor-opts]");
          }
          value(vendor, key, value)
              .map(octets -> OptionValues.tagged(codeIn(key), octets))
              .ifPresent(option -> data.writeBytes(option.toArray()));
        }
      }
      all.add(new ConfiguredOption(VENDOR_OPTS_CODE, Bytes.of(data.toByteArray()), false));
    }
    return all;
  }

  /** RFC 8415 §21.17: no two options of one enterprise in a message. */
  private static void checkUnique(Map<Long, Section> vendors, long number, Section vendor) {
    Section other = vendors.putIfAbsent(number, vendor);
    if (other != null) {
      String key = "enterprise-number";
      vendor.error(
          key,
          "enterprise "
              + number
              + " has its options already ("
              + Uniqueness.where(other.placeOf(key), vendor.placeOf(key))
              + "): put these beside them");
    }
  }

  private static void force(Section options, Map<Integer, List<ConfiguredOption>> all) {
    for (String name : options.list("always", Values::text)) {
      Optional<Integer> code = codeOf(name);
      if (code.isEmpty()) {
        options.error("always", name + " is no option: write a key of options, or a code number");
      } else if (all.containsKey(code.get())) {
        all.computeIfPresent(code.get(), (key, instances) -> forced(instances));
      } else if (!options.isBad(name) && !options.isBad("code " + code.get())) {
        options.error("always", name + " is not set: set it, or remove it here");
      }
    }
  }

  private static List<ConfiguredOption> forced(List<ConfiguredOption> instances) {
    return instances.stream()
        .map(option -> new ConfiguredOption(option.code(), option.data(), true))
        .toList();
  }

  private static Optional<Integer> codeOf(String name) {
    if (name.equals(VENDOR_OPTS)) {
      return Optional.of(VENDOR_OPTS_CODE);
    }
    Optional<KnownOption> known = KnownOption.withKey(name);
    if (known.isPresent()) {
      return known.map(KnownOption::code);
    }
    return CODE.matcher(name).matches() ? Optional.of(codeIn(name)) : Optional.empty();
  }

  private static int codeIn(String key) {
    Matcher matcher = CODE.matcher(key);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
  }
}
