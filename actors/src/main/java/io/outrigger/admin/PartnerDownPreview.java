package io.outrigger.admin;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
   * With the text for it.
   *
   * @param refusal why the command would be refused; null if it would be taken
   * @param pools each as a {@link PreviewTally} counted it
   */
  public static PartnerDownPreview of(
      String relationship,
      @Nullable String refusal,
      long mcltSeconds,
      List<PoolPreview> pools,
      Instant now) {
    String at = now.truncatedTo(ChronoUnit.SECONDS).toString();
    List<String> text = new ArrayList<>();
    text.add(
        "partner-down of relationship "
            + relationship
            + (refusal == null ? " would be taken now." : " would be refused now: " + refusal));
    text.add(
        "At "
            + at
            + ", if no client renews meanwhile, and MCLT "
            + mcltSeconds
            + " s, these would be for new clients:");
    pools.forEach(pool -> text.addAll(lines(pool)));
    return new PartnerDownPreview(
        relationship, refusal == null, refusal, at, mcltSeconds, pools, text);
  }

  private static List<String> lines(PoolPreview pool) {
    List<String> lines = new ArrayList<>();
    lines.add("  pool " + pool.pool());
    for (Step step : pool.steps()) {
      lines.add(
          "    from "
              + step.from()
              + "  "
              + number(step.cumulative())
              + (step.equals(pool.steps().getFirst())
                  ? ""
                  : "  (+" + number(step.resources()) + ")"));
    }
    if (pool.never() > 0) {
      lines.add(
          "    never                 "
              + number(pool.never())
              + "  (the partner's half, reserved, abandoned or without an end)");
    }
    return lines;
  }

  private static String number(long count) {
    return count == Long.MAX_VALUE ? "2^63 or more" : Long.toString(count);
  }

  /**
   * One pool of the relationship.
   *
   * @param steps in order of time, the first of them now
   * @param never resources that this server may give to no other client however long it waits: the
   *     partner's half of an independent pool, what is reserved, abandoned or leased without an end
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
