package io.outrigger.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminRoutesTest {
  private final Metrics metrics = new Metrics();
  private final AdminRoutes reachableFromAfar =
      new AdminRoutes(FakeView.of(), metrics.registry(), new BearerToken("secret"), false);

  @AfterEach
  void close() {
    metrics.close();
  }

  private int status(HttpRequest request) {
    return reachableFromAfar.handle(request).toCompletableFuture().join().status().intValue();
  }

  @Test
  void readingFromAfarNeedsTheToken() {
    for (String path : List.of("/api/status", "/api/leases", "/metrics", "/nothing")) {
      assertThat(status(HttpRequest.GET(path))).as(path).isEqualTo(401);
    }
    for (String path : List.of("/api/status", "/api/leases", "/metrics")) {
      HttpRequest request = HttpRequest.GET(path);
      assertThat(status(request.addHeader(RawHeader.create("Authorization", "Bearer secret"))))
          .as(path)
          .isEqualTo(200);
      assertThat(status(request.addHeader(RawHeader.create("Authorization", "Basic secret"))))
          .as(path)
          .isEqualTo(401);
    }
  }

  @Test
  void probesFromAfarNeedNoToken() {
    assertThat(status(HttpRequest.GET("/healthz"))).isEqualTo(200);
    assertThat(status(HttpRequest.GET("/readyz"))).isEqualTo(200);
    assertThat(status(HttpRequest.POST("/healthz"))).isEqualTo(401);
  }

  @Test
  void theSchemeOfTheTokenHasNoCase() {
    HttpRequest request = HttpRequest.GET("/api/status");
    assertThat(status(request.addHeader(RawHeader.create("Authorization", "bearer  secret"))))
        .isEqualTo(200);
  }
}
