package io.outrigger.config;

import io.outrigger.dhcp.Bytes;

/**
 * An option for clients in its wire form.
 *
 * @param code 1 to 65535
 * @param data what follows code and length; at most 65535 octets
 * @param always send it even if the client did not ask for it
 */
public record ConfiguredOption(int code, Bytes data, boolean always) {}
