package io.outrigger.server;

import io.outrigger.dhcp.Ipv6Prefix;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An address or a prefix on the command line. */
final class ResourceConverter implements ITypeConverter<Ipv6Prefix> {
  @Override
  public Ipv6Prefix convert(String text) {
    try {
      return Ipv6Prefix.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "\"" + text + "\" is no address or prefix: " + e.getMessage());
    }
  }
}
