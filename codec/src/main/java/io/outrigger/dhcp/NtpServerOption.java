package io.outrigger.dhcp;

import java.util.ArrayList;
import java.util.List;

/**
 * NTP Server (RFC 5908 §4): where to get the time, each as a suboption.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |     OPTION_NTP_SERVER (56)    |           option-len          |
 * +-------------------------------+-------------------------------+
 * |         suboption-code        |         suboption-len         |
 * +-------------------------------+-------------------------------+
 * :                         suboption-data                        :
 * +---------------------------------------------------------------+
 * :                              ...                              :
 * +---------------------------------------------------------------+
 * </pre>
 */
public record NtpServerOption(List<NtpTimeSource> sources) implements DhcpOption {
  public NtpServerOption {
    sources = List.copyOf(sources);
  }

  static NtpServerOption decode(OctetReader in) {
    List<NtpTimeSource> sources = new ArrayList<>(1);
    while (in.remaining() > 0) {
      sources.add(NtpTimeSource.decode(in));
    }
    return new NtpServerOption(sources);
  }

  @Override
  public int code() {
    return OptionCode.NTP_SERVER;
  }

  @Override
  public void writeTo(OctetWriter out) {
    for (NtpTimeSource source : sources) {
      source.writeTo(out);
    }
  }
}
