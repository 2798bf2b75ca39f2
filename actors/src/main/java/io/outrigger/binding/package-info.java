/**
 * Binding updates and their replies on the wire (RFC 8156 §7.4 to §7.7): leases to messages and
 * back. Pure: what is accepted is decided in {@code io.outrigger.lease}.
 */
@NullMarked
package io.outrigger.binding;

import org.jspecify.annotations.NullMarked;
