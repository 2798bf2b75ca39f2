package io.outrigger.dhcp;

import java.util.ArrayList;
import java.util.List;

/**
 * Option Request (RFC 8415 §21.7): the codes of the options that the client wants.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |         OPTION_ORO (6)        |           option-len          |
 * +-------------------------------+-------------------------------+
 * |    requested-option-code-1    |    requested-option-code-2    |
 * +-------------------------------+-------------------------------+
 * :                              ...                              :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param codes each 0 to 65535, in the order of the wire
 */
public record OptionRequestOption(List<Integer> codes) implements DhcpOption {
  /**
   * @throws IllegalArgumentException if a code is not 0 to 65535
   */
  public OptionRequestOption {
    codes = List.copyOf(codes);
    for (int code : codes) {
      Ranges.uint16("requested-option-code", code);
    }
  }

  static OptionRequestOption decode(OctetReader in) {
    List<Integer> codes = new ArrayList<>(in.remaining() / 2);
    while (in.remaining() > 0) {
      codes.add(in.uint16());
    }
    return new OptionRequestOption(codes);
  }

  public static OptionRequestOption of(Integer... codes) {
    return new OptionRequestOption(List.of(codes));
  }

  public boolean requests(int code) {
    return codes.contains(code);
  }

  @Override
  public int code() {
    return OptionCode.ORO;
  }

  @Override
  public void writeTo(OctetWriter out) {
    for (int i = 0; i < codes.size(); i++) {
      out.uint16(codes.get(i));
    }
  }
}
