package io.outrigger.dhcp;

/**
 * Identity Association for Prefix Delegation (RFC 8415 §21.21).
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |       OPTION_IA_PD (25)       |           option-len          |
 * +-------------------------------+-------------------------------+
 * |                              IAID                             |
 * +---------------------------------------------------------------+
 * |                               T1                              |
 * +---------------------------------------------------------------+
 * |                               T2                              |
 * +---------------------------------------------------------------+
 * :                         IA_PD-options                         :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param iaid identifies the IA among those of its client and kind
 * @param t1Seconds until the client renews; 0 to 2^32-1, the last for infinity
 * @param t2Seconds until the client rebinds; the same
 */
public record IaPdOption(int iaid, long t1Seconds, long t2Seconds, Options options)
    implements DhcpOption {
  /**
   * @throws IllegalArgumentException if a time is not 0 to 2^32-1
   */
  public IaPdOption {
    Ranges.uint32("T1", t1Seconds);
    Ranges.uint32("T2", t2Seconds);
  }

  static IaPdOption decode(OctetReader in) {
    return new IaPdOption(in.int32(), in.uint32(), in.uint32(), in.options());
  }

  @Override
  public int code() {
    return OptionCode.IA_PD;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.int32(iaid);
    out.uint32(t1Seconds);
    out.uint32(t2Seconds);
    out.options(options);
  }
}
