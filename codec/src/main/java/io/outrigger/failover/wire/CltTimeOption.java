package io.outrigger.failover.wire;

import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;
import io.outrigger.dhcp.Ranges;

/**
 * CLT_TIME (RFC 5007 §4.1.2.3): how long before the LQ_BASE_TIME of the same client data the sender
 * last heard the client.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |         CLT_TIME (46)         |          option-len 4         |
 * +-------------------------------+-------------------------------+
 * |                  client-last-transaction-time                 |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param secondsAgo seconds, 0 to 2^32-1
 */
public record CltTimeOption(long secondsAgo) implements ExtensionOption {
  /**
   * @throws IllegalArgumentException if {@code secondsAgo} is not 0 to 2^32-1
   */
  public CltTimeOption {
    Ranges.uint32("client-last-transaction-time", secondsAgo);
  }

  static CltTimeOption decode(OctetReader in) {
    return new CltTimeOption(in.uint32());
  }

  @Override
  public int code() {
    return FailoverOptionCode.CLT_TIME;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint32(secondsAgo);
  }
}
