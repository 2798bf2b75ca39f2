package io.outrigger.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How commands reach a running server; also the options for it. */
final class AdminClient {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  @Option(
      names = "--url",
      defaultValue = "http://[::1]:8647",
      paramLabel = "URL",
      converter = UrlConverter.class,
      description = "Where the server's admin HTTP is (default: ${DEFAULT-VALUE}).")
  private URI url = URI.create("");

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description =
          "The server's state directory, for the token in it; else the variable OUTRIGGER_TOKEN"
              + " is taken. Reading on loopback needs no token.")
  private @Nullable Path stateDirectory;

  private @Nullable HttpClient http;

  /** To be filled from the command line. */
  AdminClient() {}

  AdminClient(URI url) {
    this.url = url;
  }

  /** Of a server whose token is in {@code stateDirectory}. */
  AdminClient(URI url, Path stateDirectory) {
    this.url = url;
    this.stateDirectory = stateDirectory;
  }

  /** Whether a server is there and serves. */
  boolean isReady() throws InterruptedException {
    try {
      HttpResponse<Stream<String>> answer = get("/readyz");
      answer.body().close();
      return answer.statusCode() == 200;
    } catch (CommandFailure e) {
      return false;
    }
  }

  /**
   * The body of a successful GET.
   *
   * @throws CommandFailure if there is no answer, or one that says no
   */
  JsonNode json(String path) throws CommandFailure, InterruptedException {
    HttpResponse<Stream<String>> answer = get(path);
    try (Stream<String> lines = answer.body()) {
      String body = lines.collect(Collectors.joining("\n"));
      if (answer.statusCode() != 200) {
        throw refused(answer.statusCode(), body);
      }
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new CommandFailure(url + path + " answers, but not as an outrigger server does");
    }
  }

  /**
   * The lines of a successful GET, as they arrive; to be closed. Reading it throws
   * UncheckedIOException if the server breaks off.
   *
   * @throws CommandFailure if there is no answer, or one that says no
   */
  Stream<String> lines(String path) throws CommandFailure, InterruptedException {
    HttpResponse<Stream<String>> answer = get(path);
    if (answer.statusCode() == 200) {
      return answer.body();
    }
    try (Stream<String> lines = answer.body()) {
      throw refused(answer.statusCode(), lines.collect(Collectors.joining("\n")));
    }
  }

  /** Status and body of a GET, whatever they are. */
  HttpResponse<Stream<String>> get(String path) throws CommandFailure, InterruptedException {
    return send("GET", path);
  }

  /**
   * What the server says to a command that it takes.
   *
   * @throws CommandFailure if there is no answer, or one that says no
   */
  JsonNode command(String path) throws CommandFailure, InterruptedException {
    HttpResponse<Stream<String>> answer = send("POST", path);
    try (Stream<String> lines = answer.body()) {
      String body = lines.collect(Collectors.joining("\n"));
      if (answer.statusCode() / 100 != 2) {
        throw refused(answer.statusCode(), body);
      }
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new CommandFailure(url + path + " answers, but not as an outrigger server does");
    }
  }

  /** {@code text} as one segment of a path. */
  static String segment(Object text) {
    return URLEncoder.encode(text.toString(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpResponse<Stream<String>> send(String method, String path)
      throws CommandFailure, InterruptedException {
    URI uri;
    try {
      uri = new URI(url.toString().replaceAll("/+$", "") + path);
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody());
      String token = token();
      if (token != null) {
        request.header("Authorization", "Bearer " + token);
      }
      return client().send(request.build(), BodyHandlers.ofLines());
    } catch (ConnectException e) {
      throw new CommandFailure(
          "no server answers at " + url + ": is it running? --url says where it is");
    } catch (IOException e) {
      throw new CommandFailure("no answer from " + url + ": " + e);
    } catch (java.net.URISyntaxException | IllegalArgumentException e) {
      throw new CommandFailure(url + " is no URL of a server, such as http://[::1]:8647");
    }
  }

  private HttpClient client() {
    HttpClient made = http;
    if (made == null) {
      made = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();
      http = made;
    }
    return made;
  }

  private @Nullable String token() throws CommandFailure {
    String given = System.getenv("OUTRIGGER_TOKEN");
    if (stateDirectory == null) {
      return given;
    }
    Path file = stateDirectory.resolve(StateDirectory.TOKEN_FILE);
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      throw new CommandFailure(
          "there is no " + file + ": --state-dir wants the state directory of the server");
    } catch (AccessDeniedException e) {
      throw new CommandFailure("this user may not read the token in " + file);
    } catch (IOException e) {
      throw new CommandFailure("cannot read the token in " + file + ": " + e);
    }
  }

  /** What a problem (RFC 9457) says. */
  private CommandFailure refused(int status, String body) throws CommandFailure {
    if (status == 401) {
      return new CommandFailure(
          token() == null
              ? "this needs the server's token: give --state-dir DIR or set OUTRIGGER_TOKEN"
              : "the server does not take this token: its own is admin.token in its state"
                  + " directory");
    }
    try {
      JsonNode problem = JSON.readTree(body);
      if (problem.path("errors").isArray()) {
        List<String> errors = new ArrayList<>();
        problem.path("errors").forEach(error -> errors.add(error.asText()));
        return new CommandFailure(problem.path("detail").asText(), errors);
      }
      if (problem.hasNonNull("detail")) {
        return new CommandFailure(problem.get("detail").asText());
      }
    } catch (JsonProcessingException e) {
      // no problem of ours: said below
    }
    return new CommandFailure("the server answers with HTTP status " + status);
  }
}
