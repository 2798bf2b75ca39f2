package io.outrigger.partner;

import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorRef;

/** Turns what a channel tells into messages. */
record ChannelToActor(ActorRef<PartnerConnection.Command> connection, InstantSource clock)
    implements PartnerChannel.Handler {
  @Override
  public void received(byte[] octets) {
    connection.tell(new ConnectionSignal.Received(octets, clock.instant()));
  }

  @Override
  public void writable() {
    connection.tell(ConnectionSignal.Channel.WRITABLE);
  }

  @Override
  public void secured(PartnerChannel.TlsPeer peer) {
    connection.tell(new ConnectionSignal.Secured(peer));
  }

  @Override
  public void closed(String reason) {
    connection.tell(new ConnectionSignal.ChannelClosed(reason));
  }
}
