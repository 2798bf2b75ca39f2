package io.outrigger.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A section of a configuration beside the same section of the reference: reads keys, reports what
 * it cannot read, goes on with the default.
 */
final class Section {
  private static final ConfigObject EMPTY = ConfigFactory.empty().root();

  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]+");

  private final String path;
  private final ConfigObject values;
  private final ConfigObject defaults;
  private final Place place;
  private final Problems problems;
  private boolean reportsMissing = true;

  private Section(
      String path, ConfigObject values, ConfigObject defaults, Place place, Problems problems) {
    this.path = path;
    this.values = values;
    this.defaults = defaults;
    this.place = place;
    this.problems = problems;
  }

  /** The section {@code values} at {@code path}; keys not in {@code defaults} are reported. */
  static Section of(
      String path, ConfigObject values, ConfigObject defaults, Place fallback, Problems problems) {
    return of(path, values, defaults, fallback, problems, key -> false);
  }

  private static Section of(
      String path,
      ConfigObject values,
      ConfigObject defaults,
      Place fallback,
      Problems problems,
      Predicate<String> alsoKnown) {
    Section section =
        new Section(path, values, defaults, problems.places().of(values, fallback), problems);
    for (String key : values.keySet()) {
      if (!defaults.containsKey(key) && !alsoKnown.test(key)) {
        section.error(key, "unknown key" + Suggestion.of(key, defaults.keySet()));
      }
    }
    return section;
  }

  String path() {
    return path;
  }

  Place place() {
    return place;
  }

  List<String> keys() {
    return values.keySet().stream().sorted().toList();
  }

  boolean isSet(String key) {
    return written(key).isPresent();
  }

  /** True if {@code key} is set to a list without elements. */
  boolean isEmptyList(String key) {
    return written(key).filter(v -> v instanceof ConfigList list && list.isEmpty()).isPresent();
  }

  /** True if {@code key} or something in it could not be read. */
  boolean isBad(String key) {
    return problems.hasErrorUnder(pathOf(key));
  }

  /** What is set or else the default, which there must be. */
  <T> T get(String key, ValueParser<T> parser) {
    return parsed(key, parser).orElseGet(() -> parser.parse(reference(key)));
  }

  /** As {@link #get}, but empty without either. */
  <T> Optional<T> optionalOrDefault(String key, ValueParser<T> parser) {
    return reference(key).valueType() == ConfigValueType.NULL
        ? parsed(key, parser)
        : Optional.of(get(key, parser));
  }

  /** What is set; empty if nothing is, or if it cannot be read. */
  <T> Optional<T> optional(String key, ValueParser<T> parser) {
    reference(key);
    return parsed(key, parser);
  }

  /** As {@link #optional}, but reports a key that is missing. */
  <T> Optional<T> required(String key, ValueParser<T> parser, String whatToDo) {
    ConfigValue value = values.get(key);
    if (value == null || isNull(value)) {
      if (!reportsMissing) {
        return Optional.empty();
      }
      error(key, "missing: " + whatToDo);
      return Optional.empty();
    }
    return parsed(key, parser);
  }

  /**
   * The elements of a list, or a value that stands alone; elements that cannot be read are left
   * out.
   */
  <T> List<T> list(String key, ValueParser<T> parser) {
    List<T> parsed = new ArrayList<>();
    for (Element element : elements(key)) {
      parse(element, parser).ifPresent(parsed::add);
    }
    return parsed;
  }

  /** The section under {@code key}, empty if there is none. */
  Section child(String key) {
    return child(key, (ConfigObject) reference(key), name -> false);
  }

  /** As {@link #child(String)}, with the keys of {@code defaults} and others that are known. */
  Section child(String key, ConfigObject defaults, Predicate<String> alsoKnown) {
    Optional<ConfigObject> object =
        written(key).flatMap(value -> asObject(new Element(pathOf(key), value)));
    Section child =
        of(pathOf(key), object.orElse(EMPTY), defaults, placeOf(key), problems, alsoKnown);
    // What is no section was reported as such: that is enough.
    child.reportsMissing = reportsMissing && (object.isPresent() || !isBad(key));
    return child;
  }

  /** The sections in the list under {@code key}. */
  List<Section> children(String key, ConfigObject defaults, Predicate<String> alsoKnown) {
    List<Section> sections = new ArrayList<>();
    for (Element element : elements(key)) {
      asObject(element)
          .ifPresent(
              object ->
                  sections.add(of(element.path, object, defaults, place, problems, alsoKnown)));
    }
    return sections;
  }

  /** The value under {@code key} as it was written; empty also if it cannot be resolved. */
  Optional<ConfigValue> written(String key) {
    ConfigValue value = values.get(key);
    return value != null && !isNull(value) && isResolved(new Element(pathOf(key), value))
        ? Optional.of(value)
        : Optional.empty();
  }

  void error(String key, String message) {
    problems.error(placeOf(key), pathOf(key), message);
  }

  void warning(String key, String message) {
    problems.warning(placeOf(key), pathOf(key), message);
  }

  /** An error of the section as a whole. */
  void error(String message) {
    problems.error(place, path, message);
  }

  void warning(String message) {
    problems.warning(place, path, message);
  }

  /** Where {@code key} stands; without it, where the section does. */
  Place placeOf(String key) {
    ConfigValue value = values.get(key);
    return value == null ? place : problems.places().of(value, place);
  }

  private <T> Optional<T> parsed(String key, ValueParser<T> parser) {
    return written(key).flatMap(value -> parse(new Element(pathOf(key), value), parser));
  }

  private <T> Optional<T> parse(Element element, ValueParser<T> parser) {
    try {
      return Optional.of(parser.parse(element.value));
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      report(element, message == null ? "cannot be read" : message);
      return Optional.empty();
    }
  }

  private List<Element> elements(String key) {
    Optional<ConfigValue> value = written(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof ConfigList list)) {
      return List.of(new Element(pathOf(key), value.get()));
    }
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Element element = new Element(pathOf(key) + "[" + i + "]", list.get(i));
      if (isResolved(element)) {
        elements.add(element);
      }
    }
    return elements;
  }

  private Optional<ConfigObject> asObject(Element element) {
    if (element.value instanceof ConfigObject object) {
      return Optional.of(object);
    }
    report(element, "a section { ... } is wanted here, not " + Values.describe(element.value));
    return Optional.empty();
  }

  /** Substitutions that name nothing stay in the tree, so that all of them are reported. */
  private boolean isResolved(Element element) {
    try {
      if (element.value.valueType() == ConfigValueType.OBJECT) {
        var unused = ((ConfigObject) element.value).size();
      }
      return true;
    } catch (ConfigException.NotResolved e) {
      report(
          element,
          "cannot be resolved: "
              + element.value.render()
              + " names nothing; define it, or write ${?...} where it may be missing");
      return false;
    }
  }

  private void report(Element element, String message) {
    problems.error(problems.places().of(element.value, place), element.path, message);
  }

  private static boolean isNull(ConfigValue value) {
    try {
      return value.valueType() == ConfigValueType.NULL;
    } catch (ConfigException.NotResolved e) {
      return false;
    }
  }

  private ConfigValue reference(String key) {
    ConfigValue value = defaults.get(key);
    if (value == null) {
      throw new IllegalStateException("reference.conf has no " + key + " for " + path);
    }
    return value;
  }

  private String pathOf(String key) {
    String shown = PLAIN_KEY.matcher(key).matches() ? key : "\"" + key + "\"";
    return path.isEmpty() ? shown : path + "." + shown;
  }

  private record Element(String path, ConfigValue value) {}
}
