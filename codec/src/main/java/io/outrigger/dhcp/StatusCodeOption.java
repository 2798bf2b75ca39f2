package io.outrigger.dhcp;

import java.nio.charset.StandardCharsets;

/**
 * Status Code (RFC 8415 §21.13): how it went, for the message or the IA that it stands in.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |    OPTION_STATUS_CODE (13)    |           option-len          |
 * +-------------------------------+-------------------------------+
 * |          status-code          |
 * +-------------------------------+-------------------------------+
 * :                         status-message                        :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param message UTF-8 for a reader, kept even where it is none
 */
public record StatusCodeOption(StatusCode status, Bytes message) implements DhcpOption {
  static StatusCodeOption decode(OctetReader in) {
    return new StatusCodeOption(new StatusCode(in.uint16()), in.rest());
  }

  public StatusCodeOption(StatusCode status, String message) {
    this(status, Bytes.of(message.getBytes(StandardCharsets.UTF_8)));
  }

  /** The number of {@link #status}. */
  public int statusCode() {
    return status.value();
  }

  /** The status-message, with U+FFFD for what is no UTF-8. */
  public String text() {
    return new String(message.toArray(), StandardCharsets.UTF_8);
  }

  @Override
  public int code() {
    return OptionCode.STATUS_CODE;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint16(status.value());
    out.bytes(message);
  }
}
