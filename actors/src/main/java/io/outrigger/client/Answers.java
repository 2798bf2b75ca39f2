package io.outrigger.client;

import io.outrigger.config.ConfiguredOption;
import io.outrigger.dhcp.Advertise;
import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.Decline;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaTaOption;
import io.outrigger.dhcp.InformationRequest;
import io.outrigger.dhcp.OptionRequestOption;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.PreferenceOption;
import io.outrigger.dhcp.RapidCommitOption;
import io.outrigger.dhcp.Release;
import io.outrigger.dhcp.Reply;
import io.outrigger.dhcp.ServerIdOption;
import io.outrigger.dhcp.ServerUnicastOption;
import io.outrigger.dhcp.Solicit;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import io.outrigger.dhcp.UnknownOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts answers together (RFC 8415 §18.3): pure. */
final class Answers {
  private static final int INFORMATION_REFRESH_TIME = 32;

  private Answers() {}

  /** RFC 8415 §18.4: nothing but the word that the client is to multicast. */
  static ClientServerMessage useMulticast(ClientRequest request, ServerIdentity server) {
    Options.Builder options = head(request, server);
    options.add(status(StatusCode.USE_MULTICAST, "send to ff02::1:2"));
    return new Reply(request.message().transactionId(), options.build());
  }

  /** RFC 8415 §18.3.3; empty if the client named no address, or nothing is known of the link. */
  static Optional<ClientServerMessage> confirm(
      ClientRequest request, Link link, ServerIdentity server) {
    List<IaAddressOption> addresses = addressesOf(request.message().options());
    if (addresses.isEmpty() || link.prefixes().isEmpty()) {
      return Optional.empty();
    }
    boolean allOnLink = addresses.stream().allMatch(each -> link.isOnLink(each.address()));
    Options.Builder options = head(request, server);
    options.add(
        allOnLink
            ? status(StatusCode.SUCCESS, "all addresses belong on this link")
            : status(StatusCode.NOT_ON_LINK, "an address does not belong on this link"));
    return Optional.of(new Reply(request.message().transactionId(), options.build()));
  }

  /** RFC 8415 §18.3.6. */
  static ClientServerMessage information(ClientRequest request, Link link, ServerIdentity server) {
    Options.Builder options = head(request, server);
    addConfigured(options, request, link);
    return new Reply(request.message().transactionId(), options.build());
  }

  /** The answer to all messages with IAs; {@code outcomes} stand in the order of {@code plans}. */
  static ClientServerMessage leases(
      ClientRequest request,
      Link link,
      ServerIdentity server,
      List<IaPlan> plans,
      List<IaOutcome> outcomes) {
    ClientServerMessage message = request.message();
    Options.Builder options = head(request, server);
    IaOptions ias = new IaOptions(outcomes, requested(message));
    for (int i = 0; i < plans.size(); i++) {
      ias.answer(plans.get(i).option(), outcomes.get(i)).ifPresent(options::add);
    }
    if (message instanceof Release || message instanceof Decline) {
      options.add(status(StatusCode.SUCCESS, "done"));
      return new Reply(message.transactionId(), options.build());
    }
    boolean commits = IaPlanner.commits(message, link);
    if (message instanceof Solicit && commits) {
      options.add(new RapidCommitOption());
    }
    if (!commits && server.preference() > 0) {
      options.add(new PreferenceOption(server.preference()));
    }
    if (!request.relayed()) {
      server.unicast().ifPresent(address -> options.add(new ServerUnicastOption(address)));
    }
    addConfigured(options, request, link);
    return commits
        ? new Reply(message.transactionId(), options.build())
        : new Advertise(message.transactionId(), options.build());
  }

  private static Options.Builder head(ClientRequest request, ServerIdentity server) {
    Options.Builder options = Options.builder();
    options.add(new ServerIdOption(server.duid()));
    request.message().options().first(ClientIdOption.class).ifPresent(options::add);
    return options;
  }

  private static void addConfigured(Options.Builder options, ClientRequest request, Link link) {
    Set<Integer> requested = requested(request.message());
    for (ConfiguredOption configured : link.options()) {
      int code = configured.code();
      boolean informationOnly = code == INFORMATION_REFRESH_TIME;
      if (informationOnly && !(request.message() instanceof InformationRequest)) {
        continue; // RFC 8415 §21.23
      }
      if (configured.always() || requested.contains(code)) {
        options.add(new UnknownOption(code, configured.data()));
      }
    }
  }

  static Set<Integer> requested(ClientServerMessage message) {
    Optional<OptionRequestOption> option = message.options().first(OptionRequestOption.class);
    return option.isEmpty() ? Set.of() : new HashSet<>(option.get().codes());
  }

  private static List<IaAddressOption> addressesOf(Options options) {
    List<IaAddressOption> addresses = new java.util.ArrayList<>();
    options
        .all(IaNaOption.class)
        .forEach(ia -> addresses.addAll(ia.options().all(IaAddressOption.class)));
    options
        .all(IaTaOption.class)
        .forEach(ia -> addresses.addAll(ia.options().all(IaAddressOption.class)));
    return addresses;
  }

  static StatusCodeOption status(StatusCode code, String text) {
    return new StatusCodeOption(code, text);
  }
}
