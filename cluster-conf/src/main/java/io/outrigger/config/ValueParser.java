package io.outrigger.config;

import com.typesafe.config.ConfigValue;

/** Turns a value into what it stands for. */
@FunctionalInterface
interface ValueParser<T> {
  /**
   * @throws IllegalArgumentException with a message for the owner of the configuration, if the
   *     value does not stand for a T
   */
  T parse(ConfigValue value);
}
