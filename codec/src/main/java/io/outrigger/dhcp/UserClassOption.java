package io.outrigger.dhcp;

import java.util.List;

/**
 * User Class (RFC 8415 §21.15): what kinds of user or application the client serves.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |     OPTION_USER_CLASS (15)    |           option-len          |
 * +-------------------------------+-------------------------------+
 * |         user-class-len        |
 * +-------------------------------+-------------------------------+
 * :                          opaque-data                          :
 * +---------------------------------------------------------------+
 * :                              ...                              :
 * +---------------------------------------------------------------+
 * </pre>
 */
public record UserClassOption(List<Bytes> classes) implements DhcpOption {
  /**
   * @throws IllegalArgumentException if a class has more than 65535 octets
   */
  public UserClassOption {
    classes = List.copyOf(classes);
    for (Bytes item : classes) {
      Ranges.sized16("user-class-len", item);
    }
  }

  static UserClassOption decode(OctetReader in) {
    return new UserClassOption(in.sized16List());
  }

  @Override
  public int code() {
    return OptionCode.USER_CLASS;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.sized16List(classes);
  }
}
