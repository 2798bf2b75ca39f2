package io.outrigger.failover.wire;

import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;
import io.outrigger.dhcp.Ranges;
import java.util.Optional;

/**
 * F_SERVER_STATE (RFC 8156 §5.5.16): in which state the endpoint that sends it is.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |      F_SERVER_STATE (132)     |          option-len 1         |
 * +---------------+---------------+-------------------------------+
 * |  server-state |
 * +---------------+
 * </pre>
 *
 * @param serverState 0 to 255, perhaps none of {@link ServerState}
 */
public record ServerStateOption(int serverState) implements ExtensionOption {
  /**
   * @throws IllegalArgumentException if {@code serverState} is not 0 to 255
   */
  public ServerStateOption {
    Ranges.uint8("server-state", serverState);
  }

  public ServerStateOption(ServerState state) {
    this(state.code());
  }

  static ServerStateOption decode(OctetReader in) {
    return new ServerStateOption(in.uint8());
  }

  /** Empty if RFC 8156 does not define the value. */
  public Optional<ServerState> state() {
    return Optional.ofNullable(ServerState.of(serverState));
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_SERVER_STATE;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint8(serverState);
  }
}
