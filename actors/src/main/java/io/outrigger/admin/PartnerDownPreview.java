package io.outrigger.admin;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What partner-down would do if it were declared now (RFC 8156 §8.4.1); nothing is changed by
 * asking.
 *
 * @param allowed whether the command would be taken
 * @param reason why not; null if it would
 * @param at when this was worked out: PARTNER-DOWN would begin then; ISO-8601 UTC
 * @param text the same for people, a line each
 */
@JsonPropertyOrder({"relationship", "allowed", "reason", "at", "mcltSeconds", "pools", "text"})
public record PartnerDownPreview(
    String relationship,
    boolean allowed,
    @Nullable String reason,
    String at,
    long mcltSeconds,
    List<PoolPreview> pools,
    List<String> text) {

  public PartnerDownPreview {
    pools = List.copyOf(pools);
    text = List.copyOf(text);
  }

  /**
   * One pool of the relationship.
   *
   * @param steps in order of time, the first of them now
   * @param never resources that this server may give to no other client however long it waits: the
   *     partner's half of an independent pool, leases that never end
   */
  @JsonPropertyOrder({"pool", "steps", "never"})
  public record PoolPreview(String pool, List<Step> steps, long never) {
    public PoolPreview {
      steps = List.copyOf(steps);
    }
  }

  /**
   * Resources that this server may give to new clients from {@code from} on, if no client renews.
   *
   * @param from ISO-8601 UTC
   * @param resources those that become so at this moment, or since the one before
   * @param cumulative all of them until then; Long.MAX_VALUE: that many at the least
   */
  @JsonPropertyOrder({"from", "resources", "cumulative"})
  public record Step(String from, long resources, long cumulative) {}
}
