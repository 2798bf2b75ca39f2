package io.outrigger.admin;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a lease is as it is, and what may happen to it next; null is what is not known or never
 * comes. Times are ISO-8601 UTC, lifetimes seconds, 0 to 2^32-1.
 *
 * @param allocation {@code independent} or {@code proportional}; null for a pool of this server
 *     alone
 * @param relationship who shares the pool; null if nobody does
 * @param role of this server in it: {@code primary} or {@code secondary}
 * @param state of the relationship, such as {@code PARTNER-DOWN}
 * @param half whose half of an independent pool it lies in: {@code primary} or {@code secondary}
 * @param owner who may dispose of it now: {@code primary}, {@code secondary}, {@code client},
 *     {@code server} (of a pool that nobody shares) or {@code nobody}
 * @param reserved whether only one client may ever have it
 * @param recorded whether there is a record of it; a server forgets what it alone leased, once that
 *     has ended
 * @param status of RFC 8156 §7.2, such as {@code FREE-BACKUP}
 * @param since when it entered that status
 * @param client DUID of the client that has it or had it last
 * @param expires when the lifetime last given to the client ends
 * @param desiredValidSeconds what the configuration wants clients to have
 * @param ackedPartnerLifetime the latest end that the partner has acked
 * @param partnerLifetime the latest end that the partner was told
 * @param expirationTime the end that the partner told us
 * @param mcltSeconds null for a pool of this server alone
 * @param boundSeconds what a renewal now could get at the most; null if nothing bounds it
 * @param decidedBy {@code desired lifetime}, {@code acked partner lifetime + MCLT}, {@code MCLT},
 *     {@code no bound in PARTNER-DOWN}, {@code no ack that lasts in RECOVER-DONE} (nothing is
 *     extended then) or {@code no relationship}
 * @param grantNowSeconds what a client would get now, should this server answer it
 * @param answers whom this server answers: {@code everybody}, {@code its own clients}, {@code
 *     nobody}
 * @param owed whether the partner has yet to ack the newest state of this lease
 * @param owedReason what that waits for; null if nothing is owed
 * @param mayAllocate who may give it to another client, now or from {@code reallocatableFrom} on:
 *     {@code this server}, {@code partner} or {@code nobody}
 * @param reallocatableFrom from when; null if that is not known, or never
 * @param reallocatableAfter after what, in words
 * @param text the same for people, a line each
 */
@JsonPropertyOrder({
  "resource",
  "pool",
  "link",
  "allocation",
  "relationship",
  "role",
  "state",
  "half",
  "owner",
  "reserved",
  "recorded",
  "status",
  "since",
  "client",
  "iaid",
  "expires",
  "desiredValidSeconds",
  "ackedPartnerLifetime",
  "partnerLifetime",
  "expirationTime",
  "mcltSeconds",
  "boundSeconds",
  "decidedBy",
  "grantNowSeconds",
  "answers",
  "owed",
  "owedReason",
  "mayAllocate",
  "reallocatableFrom",
  "reallocatableAfter",
  "text"
})
public record Explanation(
    String resource,
    String pool,
    String link,
    @Nullable String allocation,
    @Nullable String relationship,
    @Nullable String role,
    @Nullable String state,
    @Nullable String half,
    String owner,
    boolean reserved,
    boolean recorded,
    String status,
    @Nullable String since,
    @Nullable String client,
    @Nullable Long iaid,
    @Nullable String expires,
    long desiredValidSeconds,
    @Nullable String ackedPartnerLifetime,
    @Nullable String partnerLifetime,
    @Nullable String expirationTime,
    @Nullable Long mcltSeconds,
    @Nullable Long boundSeconds,
    String decidedBy,
    long grantNowSeconds,
    String answers,
    boolean owed,
    @Nullable String owedReason,
    String mayAllocate,
    @Nullable String reallocatableFrom,
    String reallocatableAfter,
    List<String> text) {

  public Explanation {
    text = List.copyOf(text);
  }
}
