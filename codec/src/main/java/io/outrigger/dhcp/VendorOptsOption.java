package io.outrigger.dhcp;

import java.util.ArrayList;
import java.util.List;

/**
 * Vendor-specific Information (RFC 8415 §21.17): options that the enterprise defines.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |    OPTION_VENDOR_OPTS (17)    |           option-len          |
 * +-------------------------------+-------------------------------+
 * |                       enterprise-number                       |
 * +-------------------------------+-------------------------------+
 * |          sub-opt-code         |         sub-option-len        |
 * +-------------------------------+-------------------------------+
 * :                        sub-option-data                        :
 * +---------------------------------------------------------------+
 * :                              ...                              :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param enterpriseNumber 0 to 2^32-1
 */
public record VendorOptsOption(long enterpriseNumber, List<VendorOption> options)
    implements DhcpOption {
  /**
   * @throws IllegalArgumentException if {@code enterpriseNumber} is not 0 to 2^32-1
   */
  public VendorOptsOption {
    Ranges.uint32("enterprise-number", enterpriseNumber);
    options = List.copyOf(options);
  }

  static VendorOptsOption decode(OctetReader in) {
    long enterpriseNumber = in.uint32();
    List<VendorOption> options = new ArrayList<>();
    while (in.remaining() > 0) {
      options.add(new VendorOption(in.uint16(), in.sized16()));
    }
    return new VendorOptsOption(enterpriseNumber, options);
  }

  /**
   * One sub-option.
   *
   * @param code 0 to 65535, as the enterprise defines it
   * @param data 65535 octets at most
   */
  public record VendorOption(int code, Bytes data) {
    /**
     * @throws IllegalArgumentException if the code is out of range or the data too long
     */
    public VendorOption {
      Ranges.uint16("sub-opt-code", code);
      Ranges.sized16("sub-option-len", data);
    }
  }

  @Override
  public int code() {
    return OptionCode.VENDOR_OPTS;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint32(enterpriseNumber);
    for (VendorOption option : options) {
      out.uint16(option.code());
      out.sized16(option.data());
    }
  }
}
