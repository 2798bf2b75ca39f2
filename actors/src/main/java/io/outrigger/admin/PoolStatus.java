package io.outrigger.admin;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * A pool in {@code /api/status}; the counts are null until its leases have been read.
 *
 * @param kind {@code address} or {@code prefix}
 * @param allocation {@code independent} or {@code proportional}; null for a pool of this server
 *     alone
 * @param relationship who shares the pool; null if nobody does
 * @param capacity resources; Long.MAX_VALUE: that many at the least
 * @param freeOwn resources that this server may lease to new clients
 * @param freePartner resources that the partner may
 * @param waiting requests that wait for the pool
 */
@JsonPropertyOrder({
  "name",
  "link",
  "kind",
  "allocation",
  "relationship",
  "capacity",
  "active",
  "freeOwn",
  "freePartner",
  "abandoned",
  "waiting"
})
public record PoolStatus(
    String name,
    String link,
    String kind,
    @Nullable String allocation,
    @Nullable String relationship,
    @Nullable Long capacity,
    @Nullable Long active,
    @Nullable Long freeOwn,
    @Nullable Long freePartner,
    @Nullable Long abandoned,
    int waiting) {}
