package io.outrigger.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket of one address of {@code listen.unicast}. An address that this host does not have is
 * awaited, as an absent interface is: at boot it may come later than the server.
 */
final class UnicastListener {
  private static final Logger LOG = LoggerFactory.getLogger(UnicastListener.class);

  /** Opens a socket that does not receive yet. */
  interface Opener {
    UdpSocket open(InetSocketAddress address) throws IOException;
  }

  private final InetSocketAddress wanted;
  private final Opener opener;
  private final Consumer<UdpSocket> receiving;
  private @Nullable UdpSocket socket;
  private @Nullable String lastTrouble;

  /**
   * @param receiving has a socket receive
   */
  UnicastListener(InetSocketAddress wanted, Opener opener, Consumer<UdpSocket> receiving) {
    this.wanted = wanted;
    this.opener = opener;
    this.receiving = receiving;
  }

  /**
   * Binds, but does not receive yet.
   *
   * @return what no later time will mend by itself: no permission, port in use
   */
  Optional<BindFailure> bind() {
    try {
      socket = opener.open(wanted);
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      if (BindFailure.kindOf(e) == BindFailure.Kind.NOT_OURS) {
        trouble(e);
        return Optional.empty();
      }
      return Optional.of(BindFailure.of(wanted, e));
    }
  }

  /** Receives from now on, if it is bound. */
  void receive() {
    UdpSocket bound = socket;
    if (bound != null) {
      receiving.accept(bound);
      LOG.info("listening on {}", bound.label());
    }
  }

  /** Opens what is not open. */
  void look() {
    UdpSocket old = socket;
    if (old != null) {
      if (old.isOpen()) {
        return;
      }
      old.close();
    }
    try {
      socket = opener.open(local());
      lastTrouble = null;
      receive();
    } catch (IOException e) {
      trouble(e);
    }
  }

  /** Logs a trouble once, until another one takes its place or it is over. */
  private void trouble(Exception failure) {
    String trouble = BindFailure.of(local(), failure) + "; it is tried again";
    if (!trouble.equals(lastTrouble)) {
      lastTrouble = trouble;
      LOG.warn("{}", trouble);
    }
  }

  /** Where it listens, with the real port where 0 was asked for; or is to listen. */
  InetSocketAddress local() {
    UdpSocket bound = socket;
    return bound == null ? wanted : bound.local();
  }

  void close() {
    UdpSocket bound = socket;
    if (bound != null) {
      bound.close();
    }
  }
}
