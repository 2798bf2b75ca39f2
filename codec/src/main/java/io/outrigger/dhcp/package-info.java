/** DHCPv6 messages and options of RFC 8415: immutable records, decoder and encoder. */
@NullMarked
package io.outrigger.dhcp;

import org.jspecify.annotations.NullMarked;
