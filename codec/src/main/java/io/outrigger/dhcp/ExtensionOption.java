package io.outrigger.dhcp;

/** An option of another package, which enters its decoder in {@link OptionDecoders}. */
public non-sealed interface ExtensionOption extends DhcpOption {}
