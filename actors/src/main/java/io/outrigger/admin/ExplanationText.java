package io.outrigger.admin;

import io.outrigger.lease.LifetimePolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An explanation in sentences. */
final class ExplanationText {
  private ExplanationText() {}

  static List<String> of(Explanation facts) {
    List<String> lines = new ArrayList<>();
    lines.add(what(facts));
    lines.add(whose(facts));
    lines.add(grant(facts));
    if (facts.mcltSeconds() != null) {
      lines.add(partnerTimes(facts));
      lines.add(
          facts.owed()
              ? "The partner has yet to ack the newest state: " + facts.owedReason() + "."
              : "The partner is owed nothing for this lease.");
    }
    lines.add(next(facts));
    return lines;
  }

  private static String what(Explanation facts) {
    StringBuilder text =
        new StringBuilder(facts.resource())
            .append(" of pool ")
            .append(facts.pool())
            .append(" on link ")
            .append(facts.link())
            .append(" is ")
            .append(facts.status());
    if (!facts.recorded()) {
      return text.append(": nothing is known of it.").toString();
    }
    text.append(" since ").append(orNever(facts.since()));
    if (facts.client() != null) {
      text.append(facts.status().equals("ACTIVE") ? ", held by client " : ", last of client ")
          .append(facts.client())
          .append(" IAID ")
          .append(facts.iaid());
    }
    if (facts.status().equals("ACTIVE")) {
      text.append(facts.expires() == null ? ", for ever" : ", until " + facts.expires());
    }
    return text.append('.').toString();
  }

  private static String whose(Explanation facts) {
    String reserved = facts.reserved() ? " It is reserved for one client." : "";
    if (facts.relationship() == null) {
      return "This server alone has the pool." + reserved;
    }
    return "The pool is shared by relationship "
        + facts.relationship()
        + ", "
        + facts.allocation()
        + "; this server is the "
        + facts.role()
        + ", in "
        + facts.state()
        + ", and answers "
        + facts.answers()
        + "."
        + (facts.half() == null ? "" : " The resource lies in the " + facts.half() + "'s half.")
        + reserved;
  }

  private static String grant(Explanation facts) {
    return (facts.answers().equals("nobody")
            ? "If this server answered it, a client would now get "
            : "A client would now get ")
        + seconds(facts.grantNowSeconds())
        + " (desired "
        + seconds(facts.desiredValidSeconds())
        + ", bound "
        + (facts.boundSeconds() == null ? "none" : seconds(facts.boundSeconds()))
        + "); decided by: "
        + facts.decidedBy()
        + ".";
  }

  private static String partnerTimes(Explanation facts) {
    return "MCLT "
        + seconds(facts.mcltSeconds() == null ? 0 : facts.mcltSeconds())
        + "; the partner has acked an end at "
        + orNever(facts.ackedPartnerLifetime())
        + ", was told "
        + orNever(facts.partnerLifetime())
        + ", told us "
        + orNever(facts.expirationTime())
        + ".";
  }

  private static String next(Explanation facts) {
    return "Who may give it to another client: "
        + facts.mayAllocate()
        + (facts.reallocatableFrom() == null ? "" : ", from " + facts.reallocatableFrom())
        + " ("
        + facts.reallocatableAfter()
        + ").";
  }

  private static String orNever(@Nullable String time) {
    return time == null ? "no time" : time;
  }

  private static String seconds(long seconds) {
    return seconds == LifetimePolicy.INFINITE ? "for ever" : seconds + " s";
  }
}
