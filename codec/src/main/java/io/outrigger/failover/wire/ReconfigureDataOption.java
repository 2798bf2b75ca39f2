package io.outrigger.failover.wire;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;

/**
 * F_RECONFIGURE_DATA (RFC 8156 §5.5.13): the reconfigure key that the sender made for a client.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |    F_RECONFIGURE_DATA (129)   |           option-len          |
 * +-------------------------------+-------------------------------+
 * |                        reconfigure-time                       |
 * +---------------------------------------------------------------+
 * :                        reconfigure-key                        :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param reconfigureTime when the key was made
 * @param reconfigureKey a secret, hence not in {@link #toString}; 16 octets in RFC 8415 §20.4.1
 */
public record ReconfigureDataOption(AbsoluteTime reconfigureTime, Bytes reconfigureKey)
    implements ExtensionOption {
  static ReconfigureDataOption decode(OctetReader in) {
    return new ReconfigureDataOption(AbsoluteTime.read(in), in.rest());
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_RECONFIGURE_DATA;
  }

  @Override
  public void writeTo(OctetWriter out) {
    reconfigureTime.writeTo(out);
    out.bytes(reconfigureKey);
  }

  @Override
  public String toString() {
    return "ReconfigureDataOption[reconfigureTime="
        + reconfigureTime
        + ", reconfigureKey="
        + reconfigureKey.length()
        + " octets]";
  }
}
