package io.outrigger.failover.wire;

import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;
import io.outrigger.dhcp.Ranges;

/**
 * F_BINDING_STATUS (RFC 8156 §5.5.1, §7.2): in which state a lease is.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |     F_BINDING_STATUS (114)    |          option-len 1         |
 * +---------------+---------------+-------------------------------+
 * | binding-status|
 * +---------------+
 * </pre>
 *
 * @param bindingStatus 0 to 255: one of the constants, or a value that RFC 8156 does not define
 */
public record BindingStatusOption(int bindingStatus) implements ExtensionOption {
  public static final int ACTIVE = 1;
  public static final int EXPIRED = 2;
  public static final int RELEASED = 3;
  public static final int PENDING_FREE = 4;
  public static final int FREE = 5;
  public static final int FREE_BACKUP = 6;
  public static final int ABANDONED = 7;
  public static final int RESET = 8;

  /**
   * @throws IllegalArgumentException if {@code bindingStatus} is not 0 to 255
   */
  public BindingStatusOption {
    Ranges.uint8("binding-status", bindingStatus);
  }

  static BindingStatusOption decode(OctetReader in) {
    return new BindingStatusOption(in.uint8());
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_BINDING_STATUS;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint8(bindingStatus);
  }
}
