package io.outrigger.admin;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to its answer; every error is a {@link Problem}. */
final class AdminRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(AdminRoutes.class);

  private final ServerView view;
  private final OperatorRoutes operators;
  private final PrometheusMeterRegistry metrics;
  private final BearerToken token;
  private final boolean openReads;

  /**
   * @param openReads whether reading needs no token
   */
  AdminRoutes(
      ServerView view, PrometheusMeterRegistry metrics, BearerToken token, boolean openReads) {
    this.view = view;
    this.operators = new OperatorRoutes(view);
    this.metrics = metrics;
    this.token = token;
    this.openReads = openReads;
  }

  CompletionStage<HttpResponse> handle(HttpRequest request) {
    try {
      return route(request).exceptionally(failure -> failed(request, failure));
    } catch (RuntimeException e) {
      return now(failed(request, e));
    }
  }

  private static HttpResponse failed(HttpRequest request, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case LeaseListing.UnknownResource unknown ->
          Problem.badParameter("after", String.valueOf(unknown.getMessage())).answer();
      case TimeoutException _unused ->
          Problem.notReady("a pool does not answer: /readyz and the log say more").answer();
      case IllegalUriException illegal ->
          new Problem("Invalid request", 400, String.valueOf(illegal.getMessage()), null).answer();
      default -> {
        LOG.error("{} {} failed", request.method().value(), request.getUri(), cause);
        yield new Problem("Failed", 500, "the log of the server says why", null).answer();
      }
    };
  }

  private CompletionStage<HttpResponse> route(HttpRequest request) {
    List<String> path = new ArrayList<>();
    request.getUri().pathSegments().forEach(path::add);
    boolean read =
        request.method().equals(HttpMethods.GET) || request.method().equals(HttpMethods.HEAD);
    boolean probe = path.equals(List.of("healthz")) || path.equals(List.of("readyz"));
    // Who probes a server seldom can bear a token.
    if (!(read && (openReads || probe)) && !token.isBorneBy(request)) {
      return now(
          Problem.unauthorized()
              .answer()
              .addHeader(RawHeader.create("WWW-Authenticate", "Bearer realm=\"outrigger\"")));
    }
    return operators.handle(path, request).orElseGet(() -> reading(path, read, request));
  }

  private CompletionStage<HttpResponse> reading(
      List<String> path, boolean read, HttpRequest request) {
    return switch (String.join("/", path)) {
      case "healthz" -> now(read ? Answers.text("alive\n") : Answers.notAllowed(request, "GET"));
      case "readyz" -> now(read ? readiness() : Answers.notAllowed(request, "GET"));
      case "metrics" -> now(read ? metrics() : Answers.notAllowed(request, "GET"));
      case "api/status" -> now(read ? status(request) : Answers.notAllowed(request, "GET"));
      case "api/leases" -> read ? leases(request) : now(Answers.notAllowed(request, "GET"));
      default -> now(Problem.notFound("there is nothing at " + request.getUri().path()).answer());
    };
  }

  private static CompletionStage<HttpResponse> now(HttpResponse answer) {
    return CompletableFuture.completedStage(answer);
  }

  private HttpResponse status(HttpRequest request) {
    return Problem.unknownParameter(request.getUri().query(), List.of())
        .map(Problem::answer)
        .orElseGet(() -> Answers.json(ServerStatus.of(view)));
  }

  private HttpResponse readiness() {
    List<String> reasons = view.notReady();
    return reasons.isEmpty()
        ? Answers.text("ready\n")
        : Problem.notReady(String.join("; ", reasons)).answer();
  }

  private HttpResponse metrics() {
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                Answers.METRICS,
                metrics.scrape().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private CompletionStage<HttpResponse> leases(HttpRequest request) {
    Map<String, List<String>> parameters = request.getUri().query().toMultiMap();
    return switch (LeaseQuery.parse(parameters, view.pools())) {
      case LeaseQuery.Parsed.Bad bad -> now(bad.problem().answer());
      case LeaseQuery.Parsed.Ok ok -> {
        AdminPool one = ok.query().pool();
        List<AdminPool> pools = one == null ? view.pools() : List.of(one);
        List<AdminPool> missing = pools.stream().filter(pool -> !pool.isReady()).toList();
        yield missing.isEmpty()
            ? new LeaseListing(ok.query(), pools, view.name())
                .lines()
                .thenApply(
                    lines ->
                        HttpResponse.create()
                            .withEntity(HttpEntities.createChunked(Answers.NDJSON, lines)))
            : now(
                Problem.notReady("the leases of these pools are not read yet: " + names(missing))
                    .answer());
      }
    };
  }

  private static String names(List<AdminPool> pools) {
    return pools.stream().map(pool -> pool.status().name()).collect(Collectors.joining(", "));
  }
}
