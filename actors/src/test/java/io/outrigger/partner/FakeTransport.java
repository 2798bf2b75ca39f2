package io.outrigger.partner;

import io.outrigger.config.Endpoint;
import io.outrigger.dhcp.Ipv6Address;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A network for one server: connections to where somebody listens are made, others wait for the
 * test to say how they go.
 */
final class FakeTransport implements PartnerTransport {

  /** An attempt that the test decides. */
  static final class Attempt implements Closing {
    final Endpoint partner;
    private final ConnectHandler handler;
    private boolean givenUp;

    private Attempt(Endpoint partner, ConnectHandler handler) {
      this.partner = partner;
      this.handler = handler;
    }

    void succeeds(FakeChannel channel) {
      handler.connected(channel);
    }

    void fails(String reason) {
      handler.failed(reason);
    }

    boolean isGivenUp() {
      return givenUp;
    }

    @Override
    public void close() {
      givenUp = true;
    }
  }

  private final Ipv6Address ownAddress;
  private final InstantSource clock;
  private final Map<Endpoint, Acceptor> acceptors = new HashMap<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private @Nullable String listenTrouble;

  FakeTransport(Ipv6Address ownAddress, InstantSource clock) {
    this.ownAddress = ownAddress;
    this.clock = clock;
  }

  @Override
  public Closing connect(Endpoint partner, ConnectHandler handler) {
    Acceptor acceptor = acceptors.get(partner);
    if (acceptor != null) {
      List<FakeChannel> ends = FakeChannel.pair(ownAddress, partner.address(), clock);
      acceptor.accepted(ends.getLast());
      handler.connected(ends.getFirst());
      return () -> {};
    }
    Attempt attempt = new Attempt(partner, handler);
    attempts.add(attempt);
    return attempt;
  }

  @Override
  public Closing listen(Endpoint address, Acceptor acceptor) {
    if (listenTrouble != null) {
      acceptor.failed(listenTrouble);
      return () -> {};
    }
    acceptors.put(address, acceptor);
    acceptor.listening();
    return () -> acceptors.remove(address);
  }

  /** Somebody connects to us. */
  FakeChannel connectsFrom(Ipv6Address remote, Endpoint listening) {
    FakeChannel channel = new FakeChannel(remote, clock);
    java.util.Objects.requireNonNull(acceptors.get(listening)).accepted(channel);
    return channel;
  }

  boolean isListening(Endpoint address) {
    return acceptors.containsKey(address);
  }

  void listenFails(@Nullable String trouble) {
    listenTrouble = trouble;
  }

  List<Attempt> attempts() {
    return attempts;
  }

  Attempt lastAttempt() {
    return attempts.getLast();
  }
}
