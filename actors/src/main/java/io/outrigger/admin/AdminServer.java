package io.outrigger.admin;

import com.typesafe.config.ConfigFactory;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.outrigger.dhcp.Ipv6Address;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.japi.function.Function;

/** The admin HTTP of one server. */
public final class AdminServer {

  /** What came of a start. */
  public sealed interface Start {
    record Started(AdminServer server) implements Start {}

    /**
     * It could not listen.
     *
     * @param reason one line that says what to do
     */
    record Refused(String reason) implements Start {}
  }

  private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

  private final ServerBinding binding;

  private AdminServer(ServerBinding binding) {
    this.binding = binding;
  }

  /**
   * Listens on {@code address}; port 0 takes a free one. If it is no loopback address, reading
   * needs the token too, but for {@code /healthz} and {@code /readyz}.
   *
   * @param token what changes need; not empty
   * @return never fails
   */
  public static CompletionStage<Start> start(
      ActorSystem<?> system,
      InetSocketAddress address,
      ServerView view,
      PrometheusMeterRegistry metrics,
      String token) {
    AdminRoutes routes =
        new AdminRoutes(
            view, metrics, new BearerToken(token), address.getAddress().isLoopbackAddress());
    Function<HttpRequest, CompletionStage<HttpResponse>> handler =
        request -> {
          request.discardEntityBytes(system);
          return routes.handle(request);
        };
    return Http.get(system)
        .newServerAt(address.getAddress().getHostAddress(), address.getPort())
        .withSettings(settings(system))
        .bind(handler)
        .<Start>thenApply(binding -> new Start.Started(new AdminServer(binding)))
        .exceptionally(failure -> new Start.Refused(refusal(address, failure)));
  }

  private static ServerSettings settings(ActorSystem<?> system) {
    return ServerSettings.create(
        ConfigFactory.parseString(
                """
                pekko.http.server {
                  server-header = "outrigger"
                  transparent-head-requests = on
                  parsing.error-handler = "io.outrigger.admin.UnreadableRequest"
                  parsing.illegal-header-warnings = off
                }
                """)
            .withFallback(system.settings().config()));
  }

  private static String refusal(InetSocketAddress address, Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause.getMessage() == null)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause.getCause() != null) {
      cause = cause.getCause(); // "Bind failed because of ..." says less
    }
    String host =
        address.getAddress() instanceof Inet6Address inet
            ? Ipv6Address.from(inet).toString()
            : address.getAddress().getHostAddress();
    return "the admin HTTP cannot listen on ["
        + host
        + "]:"
        + address.getPort()
        + " ("
        + cause.getMessage()
        + "): change outrigger.server.admin.address, or see with \"ss -ltnp\" who holds it";
  }

  /** Where it listens, with the real port. */
  public InetSocketAddress address() {
    return binding.localAddress();
  }

  /** Lets answers that are on their way end, for a second. */
  public CompletionStage<Done> stop() {
    return binding.terminate(LAST_ANSWERS).thenApply(_terminated -> Done.getInstance());
  }
}
