package io.outrigger.dhcp;

import java.util.List;

/**
 * Vendor Class (RFC 8415 §21.16): what hardware the client runs on.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |    OPTION_VENDOR_CLASS (16)   |           option-len          |
 * +-------------------------------+-------------------------------+
 * |                       enterprise-number                       |
 * +-------------------------------+-------------------------------+
 * |        vendor-class-len       |
 * +-------------------------------+-------------------------------+
 * :                          opaque-data                          :
 * +---------------------------------------------------------------+
 * :                              ...                              :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param enterpriseNumber 0 to 2^32-1
 */
public record VendorClassOption(long enterpriseNumber, List<Bytes> classes) implements DhcpOption {
  /**
   * @throws IllegalArgumentException if the number is out of range or a class has more than 65535
   *     octets
   */
  public VendorClassOption {
    Ranges.uint32("enterprise-number", enterpriseNumber);
    classes = List.copyOf(classes);
    for (Bytes item : classes) {
      Ranges.sized16("vendor-class-len", item);
    }
  }

  static VendorClassOption decode(OctetReader in) {
    return new VendorClassOption(in.uint32(), in.sized16List());
  }

  @Override
  public int code() {
    return OptionCode.VENDOR_CLASS;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint32(enterpriseNumber);
    out.sized16List(classes);
  }
}
