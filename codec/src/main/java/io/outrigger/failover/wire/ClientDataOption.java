package io.outrigger.failover.wire;

import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;
import io.outrigger.dhcp.Options;

/**
 * CLIENT_DATA (RFC 5007 §4.1.2.2; RFC 8156 §7.4): one client with its leases.
 *
 * <p>A BNDUPD has CLIENTID, LQ_BASE_TIME and at least one IA_NA, IA_TA or IA_PD here; the times of
 * a lease stand in its IAADDR or IAPREFIX.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |        CLIENT_DATA (45)       |           option-len          |
 * +-------------------------------+-------------------------------+
 * :                         client-options                        :
 * +---------------------------------------------------------------+
 * </pre>
 */
public record ClientDataOption(Options options) implements ExtensionOption {
  static ClientDataOption decode(OctetReader in) {
    return new ClientDataOption(in.options());
  }

  @Override
  public int code() {
    return FailoverOptionCode.CLIENT_DATA;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.options(options);
  }
}
