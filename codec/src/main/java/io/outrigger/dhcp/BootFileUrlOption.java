package io.outrigger.dhcp;

import java.nio.charset.StandardCharsets;

/**
 * Boot File URL (RFC 5970 §3.1).
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |    OPTION_BOOTFILE_URL (59)   |           option-len          |
 * +-------------------------------+-------------------------------+
 * :                         boot-file-url                         :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param url UTF-8, kept even where it is none
 */
public record BootFileUrlOption(Bytes url) implements DhcpOption {
  static BootFileUrlOption decode(OctetReader in) {
    return new BootFileUrlOption(in.rest());
  }

  public BootFileUrlOption(String url) {
    this(Bytes.of(url.getBytes(StandardCharsets.UTF_8)));
  }

  /** The URL, with U+FFFD for what is no UTF-8. */
  public String text() {
    return new String(url.toArray(), StandardCharsets.UTF_8);
  }

  @Override
  public int code() {
    return OptionCode.BOOTFILE_URL;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.bytes(url);
  }
}
