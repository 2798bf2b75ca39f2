package io.outrigger.pool;

import java.util.List;

/**
 * What to answer, and what must be on stable storage before it is answered.
 *
 * @param changes at most one a resource
 */
public record Decision(IaResult result, List<LeaseChange> changes) {

  static Decision unchanged(IaResult result) {
    return new Decision(result, List.of());
  }
}
