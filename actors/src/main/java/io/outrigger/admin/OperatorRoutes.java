package io.outrigger.admin;

import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** What operators command or want explained: each path takes one method. */
final class OperatorRoutes {
  private static final String DRY_RUN = "dry-run";

  private final ServerView view;

  OperatorRoutes(ServerView view) {
    this.view = view;
  }

  /**
   * @param path the decoded segments
   * @return empty if nothing here has that path
   */
  Optional<CompletionStage<HttpResponse>> handle(List<String> path, HttpRequest request) {
    if (path.equals(List.of("api", "reload"))) {
      return Optional.of(post(request, List.of(), () -> command(view.reload())));
    }
    if (path.size() < 4 || !path.getFirst().equals("api")) {
      return Optional.empty();
    }
    return switch (path.get(1)) {
      case "relationships" -> relationship(path, request);
      case "leases" -> lease(path, request);
      default -> Optional.empty();
    };
  }

  private Optional<CompletionStage<HttpResponse>> relationship(
      List<String> path, HttpRequest request) {
    String name = path.get(2);
    return switch (String.join("/", path.subList(3, path.size()))) {
      case "partner-down" ->
          Optional.of(post(request, List.of(DRY_RUN), () -> partnerDown(name, request)));
      case "partner-down/preview" -> Optional.of(get(request, () -> preview(name)));
      default -> Optional.empty();
    };
  }

  /** A prefix may come with its slash percent-encoded, as it should, or not. */
  private Optional<CompletionStage<HttpResponse>> lease(List<String> path, HttpRequest request) {
    String text = String.join("/", path.subList(2, path.size() - 1));
    return switch (path.getLast()) {
      case "reset" ->
          Optional.of(
              post(
                  request,
                  List.of(),
                  () -> withResource(text, resource -> command(view.reset(resource)))));
      case "explanation" -> Optional.of(get(request, () -> withResource(text, this::explain)));
      default -> Optional.empty();
    };
  }

  private interface Handler {
    CompletionStage<HttpResponse> handle();
  }

  private static CompletionStage<HttpResponse> get(HttpRequest request, Handler handler) {
    boolean read =
        request.method().equals(HttpMethods.GET) || request.method().equals(HttpMethods.HEAD);
    return read
        ? withParameters(request, List.of(), handler)
        : now(Answers.notAllowed(request, "GET"));
  }

  private static CompletionStage<HttpResponse> post(
      HttpRequest request, List<String> parameters, Handler handler) {
    if (!request.method().equals(HttpMethods.POST)) {
      return now(Answers.notAllowed(request, "POST"));
    }
    return withParameters(request, parameters, handler);
  }

  private static CompletionStage<HttpResponse> withParameters(
      HttpRequest request, List<String> known, Handler handler) {
    Optional<Problem> unknown = Problem.unknownParameter(request.getUri().query(), known);
    return unknown.isPresent() ? now(unknown.get().answer()) : handler.handle();
  }

  private CompletionStage<HttpResponse> partnerDown(String name, HttpRequest request) {
    Map<String, List<String>> parameters = request.getUri().query().toMultiMap();
    List<String> dryRun = parameters.getOrDefault(DRY_RUN, List.of("false"));
    return switch (dryRun.size() == 1 ? dryRun.getFirst() : "several values") {
      case "true" -> preview(name);
      case "false" -> command(view.partnerDown(name));
      case String other ->
          now(Problem.badParameter(DRY_RUN, "true or false is wanted, not " + other).answer());
    };
  }

  private CompletionStage<HttpResponse> preview(String name) {
    return view.partnerDownPreview(name)
        .thenApply(
            preview ->
                preview
                    .map(Answers::json)
                    .orElseGet(
                        () ->
                            Problem.notFound("there is no relationship \"" + name + "\"")
                                .answer()));
  }

  private CompletionStage<HttpResponse> explain(Ipv6Prefix resource) {
    return view.explain(resource)
        .thenApply(
            explanation ->
                explanation
                    .map(Answers::json)
                    .orElseGet(() -> Problem.notFound("no pool here leases " + resource).answer()));
  }

  private CompletionStage<HttpResponse> withResource(
      String text, Function<Ipv6Prefix, CompletionStage<HttpResponse>> handler) {
    Ipv6Prefix resource;
    try {
      resource = Ipv6Prefix.parse(text);
    } catch (IllegalArgumentException e) {
      return now(
          new Problem(
                  "Invalid resource",
                  400,
                  "\"" + text + "\" is no address or prefix: " + e.getMessage(),
                  null)
              .answer());
    }
    return handler.apply(leased(resource));
  }

  /** An address within a delegated prefix stands for that prefix. */
  private Ipv6Prefix leased(Ipv6Prefix given) {
    if (!given.isAddress() || view.pools().stream().anyMatch(pool -> pool.covers(given))) {
      return given;
    }
    return view.pools().stream()
        .filter(pool -> pool.resourceLength() != Ipv6Address.BITS)
        .filter(pool -> pool.covers(Ipv6Prefix.of(given.address(), pool.resourceLength())))
        .findFirst()
        .map(pool -> Ipv6Prefix.of(given.address(), pool.resourceLength()))
        .orElse(given);
  }

  private static CompletionStage<HttpResponse> command(CompletionStage<Commanded> commanded) {
    return commanded.thenApply(OperatorRoutes::answer).exceptionallyCompose(OperatorRoutes::late);
  }

  private static HttpResponse answer(Commanded commanded) {
    return switch (commanded) {
      case Commanded.Done done ->
          Answers.json(Map.of("text", done.text())).withStatus(StatusCodes.ACCEPTED);
      case Commanded.Refused refused -> Problem.conflict(refused.reason()).answer();
      case Commanded.Unknown unknown -> Problem.notFound(unknown.what()).answer();
      case Commanded.Invalid invalid -> Problem.invalid(invalid.errors()).answer();
      case Commanded.Unavailable unavailable ->
          new Problem("Unavailable", 503, unavailable.reason(), null).answer();
    };
  }

  /** Whoever commands must not take silence for a no. */
  private static CompletionStage<HttpResponse> late(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof TimeoutException
        ? now(
            new Problem(
                    "No answer in time",
                    503,
                    "the server may yet do it: look at its status before you try again",
                    null)
                .answer())
        : CompletableFuture.failedStage(cause);
  }

  private static CompletionStage<HttpResponse> now(HttpResponse answer) {
    return CompletableFuture.completedStage(answer);
  }
}
