package io.outrigger.lease;

import io.outrigger.dhcp.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What a lease remembers of the client's last message beside who it was.
 *
 * @param relayData the relay options and addresses, encoded; null if the client was heard directly
 * @param clientName the FQDN option, encoded; null if none was sent
 */
public record ClientContext(@Nullable Bytes relayData, @Nullable Bytes clientName) {
  public static final ClientContext NONE = new ClientContext(null, null);
}
