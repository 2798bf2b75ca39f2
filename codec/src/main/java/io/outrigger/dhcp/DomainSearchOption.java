package io.outrigger.dhcp;

import java.util.ArrayList;
import java.util.List;

/**
 * Domain Search List (RFC 3646 §4), in order of preference.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |    OPTION_DOMAIN_LIST (24)    |           option-len          |
 * +-------------------------------+-------------------------------+
 * :                           searchlist                          :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param names none of them partial
 */
public record DomainSearchOption(List<DomainName> names) implements DhcpOption {
  /**
   * @throws IllegalArgumentException if a name is partial
   */
  public DomainSearchOption {
    names = List.copyOf(names);
    for (DomainName name : names) {
      if (name.isPartial()) {
        throw new IllegalArgumentException("a partial name in a search list: " + name);
      }
    }
  }

  static DomainSearchOption decode(OctetReader in) {
    List<DomainName> names = new ArrayList<>();
    while (in.remaining() > 0) {
      names.add(in.fullName());
    }
    return new DomainSearchOption(in.failed() ? List.of() : names);
  }

  @Override
  public int code() {
    return OptionCode.DOMAIN_LIST;
  }

  @Override
  public void writeTo(OctetWriter out) {
    for (DomainName name : names) {
      out.bytes(name.wire());
    }
  }
}
