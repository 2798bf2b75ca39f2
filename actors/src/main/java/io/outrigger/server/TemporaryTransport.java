package io.outrigger.server;

enum TemporaryTransport implements io.outrigger.partner.PartnerTransport {
  INSTANCE;

  @Override
  public Closing connect(io.outrigger.config.Endpoint p, ConnectHandler h) {
    h.failed("x");
    return () -> {};
  }

  @Override
  public Closing listen(io.outrigger.config.Endpoint p, Acceptor h) {
    h.failed("x");
    return () -> {};
  }
}
