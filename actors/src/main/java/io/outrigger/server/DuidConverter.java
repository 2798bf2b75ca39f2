package io.outrigger.server;

import io.outrigger.dhcp.Duid;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A DUID on the command line. */
final class DuidConverter implements ITypeConverter<Duid> {
  @Override
  public Duid convert(String text) {
    try {
      return Duid.fromHex(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "\"" + text + "\" is no DUID: 3 to 130 octets in hexadecimal, colons allowed");
    }
  }
}
