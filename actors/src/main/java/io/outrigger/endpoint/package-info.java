/** The state machine of a failover endpoint (RFC 8156 §8): pure rules, told the time. */
@NullMarked
package io.outrigger.endpoint;

import org.jspecify.annotations.NullMarked;
