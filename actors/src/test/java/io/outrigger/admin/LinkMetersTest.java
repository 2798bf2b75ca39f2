package io.outrigger.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.partner.LinkCounters;
import org.junit.jupiter.api.Test;

class LinkMetersTest {
  @Test
  void connectionsMessagesAndRefusalsAreThereBeforeTheFirstPartner() {
    try (Metrics metrics = new Metrics()) {
      metrics.watch(new LinkCounters());
      assertThat(metrics.registry().scrape())
          .contains("outrigger_link_connections_total{event=\"connects-tried\"} 0.0")
          .contains("outrigger_link_connections_total{event=\"malformed\"} 0.0")
          .contains("outrigger_link_messages_received_total{type=\"bndupd\"} 0.0")
          .contains("outrigger_link_messages_sent_total{type=\"bndreply\"} 0.0")
          .contains(
              "outrigger_link_refusals_total{by=\"partner\",status=\"ConfigurationConflict\"} 0.0")
          .contains("outrigger_link_options_ignored_total 0.0")
          .contains("outrigger_link_waiting_bytes 0.0")
          .contains("outrigger_link_connections_open 0.0");
    }
  }
}
