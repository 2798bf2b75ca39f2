package io.outrigger.loadclient;

import io.outrigger.dhcp.Advertise;
import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.MessageType;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.RapidCommitOption;
import io.outrigger.dhcp.Reply;
import io.outrigger.dhcp.ServerIdOption;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client looks at first in what it receives. */
final class AnswerChecks {
  private AnswerChecks() {}

  /**
   * Why a client discards a message (RFC 8415 §16.3, §16.10), or null.
   *
   * @param question what awaits an answer, if anything
   */
  static @Nullable String fault(
      ClientServerMessage message,
      @Nullable MessageType question,
      int transactionId,
      Duid client,
      boolean rapidCommit) {
    if (question == null) {
      return "nothing was asked";
    }
    if (message.transactionId() != transactionId) {
      return "another transaction-id";
    }
    if (!answers(message, question, rapidCommit)) {
      return message.type() + " to " + question;
    }
    if (!message.options().has(ServerIdOption.class)) {
      return "no Server Identifier option";
    }
    boolean mine =
        message
            .options()
            .first(ClientIdOption.class)
            .map(option -> option.duid().equals(client))
            .orElse(false);
    return mine ? null : "not this client's Client Identifier option";
  }

  private static boolean answers(
      ClientServerMessage message, MessageType question, boolean rapidCommit) {
    boolean solicited = question == MessageType.SOLICIT;
    if (message instanceof Advertise) {
      return solicited;
    }
    boolean mayReply =
        !solicited || (rapidCommit && message.options().has(RapidCommitOption.class));
    return message instanceof Reply && mayReply;
  }

  /** The status of the message as a whole, Success if it has none. */
  static StatusCode status(Options message) {
    return message
        .first(StatusCodeOption.class)
        .map(StatusCodeOption::status)
        .orElse(StatusCode.SUCCESS);
  }

  /** The statuses of the IAs, Success for those without. */
  static List<StatusCode> iaStatuses(Options message) {
    List<StatusCode> found = new ArrayList<>(2);
    for (DhcpOption option : message.all()) {
      switch (option) {
        case IaNaOption ia -> found.add(status(ia.options()));
        case IaPdOption ia -> found.add(status(ia.options()));
        default -> {}
      }
    }
    return found;
  }
}
