/**
 * The DHCPv6 failover protocol of RFC 8156 §5 on the wire: immutable messages and options, and
 * their framing in a TCP connection.
 */
@NullMarked
package io.outrigger.failover.wire;

import org.jspecify.annotations.NullMarked;
