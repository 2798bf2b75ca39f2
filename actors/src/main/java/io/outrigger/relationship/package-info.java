/**
 * A failover relationship as actors: FailoverEndpoint around the state machine of {@code
 * io.outrigger.endpoint}, and UpdateExchange, which carries binding updates between the pools and
 * the connection to the partner.
 */
@NullMarked
package io.outrigger.relationship;

import org.jspecify.annotations.NullMarked;
