package io.outrigger.config;

import java.util.Optional;

/**
 * Something that two partners do not have alike.
 *
 * @param relationship empty if it is about the two servers as such
 * @param pool empty if it is about the relationship
 * @param message what each of the two has
 */
public record ConfigDifference(
    Optional<String> relationship, Optional<String> pool, String message) {

  @Override
  public String toString() {
    return relationship.map(name -> "relationship " + name + ": ").orElse("")
        + pool.map(name -> "pool " + name + ": ").orElse("")
        + message;
  }
}
