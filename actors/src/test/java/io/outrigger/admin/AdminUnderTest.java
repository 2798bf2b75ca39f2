package io.outrigger.admin;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** An admin HTTP server on a free port of loopback, and a client for it. */
public final class AdminUnderTest implements AutoCloseable {
  public static final String TOKEN = "0123456789abcdef";

  private final ActorSystem<Void> system;
  private final Metrics metrics = new Metrics();
  private final AdminServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  public AdminUnderTest(ServerView view) {
    system = system();
    metrics.watch(view).watchPools(view.pools());
    server = ((AdminServer.Start.Started) start(system, view, metrics, 0)).server();
  }

  public static ActorSystem<Void> system() {
    return ActorSystem.create(
        Behaviors.empty(),
        "admin-test",
        ConfigFactory.parseString("pekko.loggers = [\"org.apache.pekko.event.slf4j.Slf4jLogger\"]")
            .withFallback(ConfigFactory.load()));
  }

  static AdminServer.Start start(
      ActorSystem<Void> system, ServerView view, Metrics metrics, int port) {
    return AdminServer.start(
            system, new InetSocketAddress(loopback(), port), view, metrics.registry(), TOKEN)
        .toCompletableFuture()
        .join();
  }

  static InetAddress loopback() {
    try {
      return Inet6Address.getByName("::1");
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  public ActorSystem<Void> actors() {
    return system;
  }

  public int port() {
    return server.address().getPort();
  }

  public String url() {
    return "http://[::1]:" + port();
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  /**
   * @param token empty: none is sent
   */
  public HttpResponse<String> send(String method, String path, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path)).method(method, BodyPublishers.noBody());
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.close();
    server.stop().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    metrics.close();
  }
}
