/**
 * The connection between failover partners (RFC 8156 §6): who connects, what is checked before a
 * word counts, signs of life, time skew, limits. Sockets and TLS stand behind {@link
 * io.outrigger.partner.PartnerTransport}.
 */
@NullMarked
package io.outrigger.partner;

import org.jspecify.annotations.NullMarked;
