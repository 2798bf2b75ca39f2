package io.outrigger.dhcp;

/**
 * Reads the body of one option. {@code in} ends where the option ends; octets that are left over
 * make the option malformed, as does reading past the end: reads then give zeros, the result is
 * dropped, and a decoder need not check for it.
 */
@FunctionalInterface
public interface OptionDecoder {
  DhcpOption decode(OctetReader in);
}
