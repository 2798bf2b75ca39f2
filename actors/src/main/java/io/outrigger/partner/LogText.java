package io.outrigger.partner;

import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.failover.wire.FailoverMessageType;

/** Text from the partner, made fit for a log line: one line, not too long. */
final class LogText {
  private static final int LONGEST = 200;

  private LogText() {}

  /** The name of RFC 8156, or the number. */
  static String typeOf(FailoverMessage message) {
    FailoverMessageType type = FailoverMessageType.of(message.code());
    return type == null ? "message " + message.code() : type.name();
  }

  static String of(String text) {
    String line =
        text.codePoints()
            .limit(LONGEST)
            .map(
                each ->
                    Character.isISOControl(each) || each == 0x2028 || each == 0x2029 ? '?' : each)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return text.codePointCount(0, text.length()) > LONGEST ? line + "..." : line;
  }
}
