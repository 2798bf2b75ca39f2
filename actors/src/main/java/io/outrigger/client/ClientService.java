package io.outrigger.client;

import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.Confirm;
import io.outrigger.dhcp.Decoded;
import io.outrigger.dhcp.DhcpDecoder;
import io.outrigger.dhcp.DhcpEncoder;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.InformationRequest;
import io.outrigger.dhcp.Message;
import io.outrigger.dhcp.MessageType;
import io.outrigger.dhcp.Solicit;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a datagram to its answer: decodes, checks (RFC 8415 §16), finds the link, asks the pools.
 * Runs on the sockets' threads and never blocks; the answer is sent from the pool's thread.
 * Thread-safe.
 */
public final class ClientService implements DatagramHandler {

  /**
   * What requests are answered from; replaced as a whole when the configuration changes.
   *
   * @param links who is served, where
   */
  public record View(ServerIdentity server, Links links) {}

  /** RFC 8415 §7.2: clients listen here. */
  private static final int CLIENT_PORT = 546;

  /** What fits into a UDP datagram over IPv6 without a jumbo payload. */
  private static final int LARGEST_DATAGRAM_OCTETS = 65_527;

  private static final Logger LOG = LoggerFactory.getLogger(ClientService.class);

  private final Supplier<View> view;
  private final InstantSource clock;
  private final ClientCounters counters;
  private final UnknownLinks unknownLinks;
  private final SolicitShedding shedding;

  public ClientService(Supplier<View> view, InstantSource clock, ClientCounters counters) {
    this.view = view;
    this.clock = clock;
    this.counters = counters;
    this.unknownLinks = new UnknownLinks(clock, LOG);
    this.shedding = new SolicitShedding(clock);
  }

  @Override
  public void onDatagram(Datagram datagram) {
    if (shedding.drops(datagram)) {
      counters.received(MessageType.SOLICIT);
      counters.discarded(DiscardReason.OVERLOAD);
      return;
    }
    switch (DhcpDecoder.decode(datagram.payload(), 0, datagram.length())) {
      case Decoded.Malformed<Message> malformed -> {
        LOG.debug(
            "malformed message {}: {} at octet {}: {}",
            datagram,
            malformed.where(),
            malformed.offset(),
            malformed.reason());
        counters.discarded(DiscardReason.MALFORMED);
      }
      case Decoded.Ok<Message> decoded -> {
        Unwrapped unwrapped =
            Unwrapped.of(
                decoded.value(), datagram.multicast(), datagram.interfaceName(), datagram.source());
        switch (unwrapped) {
          case Unwrapped.Discarded discarded -> counters.discarded(discarded.reason());
          case Unwrapped.Client client -> serve(client.request(), datagram);
        }
      }
    }
  }

  private void serve(ClientRequest request, Datagram datagram) {
    counters.received(request.message().type());
    View current = view.get();
    Verdict verdict =
        Verdict.on(request, current.server().duid(), current.server().unicast().isPresent());
    switch (verdict) {
      case Verdict.Discard discard -> counters.discarded(discard.reason());
      case Verdict.UseMulticast _unused -> {
        Optional<Link> link = current.links().of(request);
        if (link.isPresent() && !link.get().answers(request.message())) {
          counters.discarded(DiscardReason.NOT_RESPONSIVE);
        } else {
          send(Answers.useMulticast(request, current.server()), request, datagram);
        }
      }
      case Verdict.Accept _unused -> {
        Optional<Link> link = current.links().of(request);
        if (link.isEmpty()) {
          LOG.debug("no link is configured for {}", datagram);
          unknownLinks.tell(request);
          counters.discarded(DiscardReason.NO_LINK);
        } else if (!link.get().answers(request.message())) {
          counters.discarded(DiscardReason.NOT_RESPONSIVE);
        } else {
          answer(request, link.get(), current.server(), datagram);
        }
      }
    }
  }

  private void answer(ClientRequest request, Link link, ServerIdentity server, Datagram datagram) {
    if (request.message() instanceof Confirm) {
      Answers.confirm(request, link, server)
          .ifPresentOrElse(
              reply -> send(reply, request, datagram),
              () -> counters.discarded(DiscardReason.NOTHING_TO_SAY));
      return;
    }
    if (request.message() instanceof InformationRequest) {
      send(Answers.information(request, link, server), request, datagram);
      return;
    }
    if (!link.ready().getAsBoolean()) {
      counters.discarded(DiscardReason.NOT_READY);
      return;
    }
    Duid duid = request.clientDuid().orElseThrow(); // §16: checked before
    new Exchange(
            request,
            link,
            server,
            IaPlanner.plan(request, link, duid),
            clock,
            new Exchange.Outcome() {
              @Override
              public void answered(ClientServerMessage answer) {
                send(answer, request, datagram);
              }

              @Override
              public void discarded(DiscardReason reason) {
                counters.discarded(reason);
                if (reason == DiscardReason.OVERLOAD && request.message() instanceof Solicit) {
                  shedding.pushedOut(datagram);
                }
              }
            })
        .start();
  }

  private void send(ClientServerMessage answer, ClientRequest request, Datagram datagram) {
    Optional<byte[]> octets =
        DhcpEncoder.encode(RelayReplies.wrap(answer, request.relays()), LARGEST_DATAGRAM_OCTETS);
    if (octets.isEmpty()) {
      counters.discarded(DiscardReason.TOO_LONG);
      return;
    }
    // A direct client hears on port 546 whatever port it sent from; a relay, on the one it sent
    // from.
    int port = request.relayed() || !request.multicast() ? datagram.sourcePort() : CLIENT_PORT;
    if (datagram
        .replyPath()
        .send(octets.get(), datagram.source(), datagram.sourceScopeId(), port)) {
      counters.sent(answer.type());
    }
  }
}
