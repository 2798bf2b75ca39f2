package io.outrigger.server;

import io.outrigger.admin.LeaseStatus;
import io.outrigger.lease.BindingStatus;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The status of a lease on the command line. */
final class LeaseStatusConverter implements ITypeConverter<BindingStatus> {
  @Override
  public BindingStatus convert(String text) {
    try {
      return LeaseStatus.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
