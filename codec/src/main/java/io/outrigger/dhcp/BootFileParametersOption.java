package io.outrigger.dhcp;

import java.util.List;

/**
 * Boot File Parameters (RFC 5970 §3.2), in order.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |   OPTION_BOOTFILE_PARAM (60)  |           option-len          |
 * +-------------------------------+-------------------------------+
 * |          param-len 1          |
 * +-------------------------------+-------------------------------+
 * :                          parameter 1                          :
 * +---------------------------------------------------------------+
 * :                              ...                              :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param parameters UTF-8, kept even where it is none
 */
public record BootFileParametersOption(List<Bytes> parameters) implements DhcpOption {
  /**
   * @throws IllegalArgumentException if a parameter has more than 65535 octets
   */
  public BootFileParametersOption {
    parameters = List.copyOf(parameters);
    for (Bytes parameter : parameters) {
      Ranges.sized16("param-len", parameter);
    }
  }

  static BootFileParametersOption decode(OctetReader in) {
    return new BootFileParametersOption(in.sized16List());
  }

  @Override
  public int code() {
    return OptionCode.BOOTFILE_PARAM;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.sized16List(parameters);
  }
}
