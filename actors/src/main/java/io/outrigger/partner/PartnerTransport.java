package io.outrigger.partner;

import io.outrigger.config.Endpoint;

/**
 * Makes and takes TCP connections between partners. Handlers are called on the transport's own
 * threads, must not block, and hand on.
 */
public interface PartnerTransport {

  /** How an attempt to connect went: exactly one of the two, once. */
  interface ConnectHandler {
    void connected(PartnerChannel channel);

    /**
     * @param reason for people
     */
    void failed(String reason);
  }

  /** What happens at a listening address. */
  interface Acceptor {
    void listening();

    /**
     * Nothing is listened to there, or not any more.
     *
     * @param reason for people
     */
    void failed(String reason);

    void accepted(PartnerChannel channel);
  }

  /** Something under way that can be given up, any number of times. */
  interface Closing {
    void close();
  }

  /** Connects, in 10 s at most. Given up while on its way, it ends as failed. */
  Closing connect(Endpoint partner, ConnectHandler handler);

  /** Listens at one address until that is given up. */
  Closing listen(Endpoint address, Acceptor acceptor);
}
