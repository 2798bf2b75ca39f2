package io.outrigger.partner;

/** Draws docs/failover-faults.md from {@link Faults}. */
final class FaultsPage {
  private static final String INTRODUCTION =
      """
      # Faults on the connection between partners

      Generated from the table that `FaultTableTest` plays row by row; do not edit. The test fails if this page
      is stale; run it with `-Doutrigger.docs=write` to write it anew.

      Nothing that a partner sends stops the server. A fault that ends the connection is logged once, with the
      option and the offset where there is one; the primary then connects anew, after `reconnect-time`, or after six
      times as long (5 minutes at most) where the partner has refused. What is ignored is counted. "Refused" counts by
      status. Sections are those of RFC 8156 unless another one is named.

      Before any of this: a connection from an address that is no partner's is closed at once
      (`ADDRESSES_REJECTED`), and so is one from an address with 4 unfinished ones (`TOO_MANY_UNFINISHED`). A partner
      that sends more than 64 states and requests a second is read slowly; one that takes none of our octets for the
      keepalive time is dropped (`NOT_TAKEN`).

      The statuses are ours where the RFC names none: UnspecFail for what is malformed or out of order,
      ConfigurationConflict where the two configurations contradict each other (an unknown relationship name
      among them), NotSupported for flags and versions that we cannot serve.

      What a STATE says is not looked at before it is with the endpoint: one without F_SERVER_STATE, F_SERVER_FLAGS or
      F_START_TIME_OF_STATE, or with a state that is never sent, is answered with DISCONNECT UnspecFail(1) (6.3). A relationship
      that is removed from the configuration takes leave with DISCONNECT ConfigurationConflict(17), a server that stops with
      ServerShuttingDown(20).

      | section | when | input | answer | connection | counted as |
      |---|---|---|---|---|---|
      """;

  private FaultsPage() {}

  static String draw() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (Fault fault : Faults.all()) {
      page.append(
          "| %s | %s | %s | %s | %s | %s |\n"
              .formatted(
                  fault.section(),
                  fault.start().text,
                  fault.input(),
                  fault.answer(),
                  fault.closed() ? "closed" : "goes on",
                  counted(fault)));
    }
    return page.toString();
  }

  private static String counted(Fault fault) {
    LinkCount counted = fault.counted();
    if (counted != null) {
      return counted.name();
    }
    return fault.answer().equals("nothing") ? "refused by the partner" : "refused";
  }
}
