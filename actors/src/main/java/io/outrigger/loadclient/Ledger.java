package io.outrigger.loadclient;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.MessageType;

/** What clients were told, kept apart from every server. */
public interface Ledger extends AutoCloseable {
  /** Keeps nothing. */
  Ledger NONE =
      new Ledger() {
        @Override
        public void granted(Duid client, HeldLease lease) {}

        @Override
        public void gaveUp(Duid client, HeldLease lease, MessageType why, long nowNanos) {}

        @Override
        public void unanswered(Duid client, MessageType question, long nowNanos) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  void granted(Duid client, HeldLease lease);

  /** See {@link SessionListener#gaveUp}. */
  void gaveUp(Duid client, HeldLease lease, MessageType why, long nowNanos);

  /** See {@link SessionListener#unanswered}. */
  void unanswered(Duid client, MessageType question, long nowNanos);

  /** Afterwards everything is with the operating system: it outlives this process. */
  void flush();

  @Override
  void close();
}
