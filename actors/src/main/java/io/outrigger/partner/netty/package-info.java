/** {@link io.outrigger.partner.PartnerTransport} on Netty: octets, water marks and TLS. */
@NullMarked
package io.outrigger.partner.netty;

import org.jspecify.annotations.NullMarked;
