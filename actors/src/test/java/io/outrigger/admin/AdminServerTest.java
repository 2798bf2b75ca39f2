package io.outrigger.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static AdminUnderTest admin;
  private static AdminUnderTest unready;

  @BeforeAll
  static void start() {
    admin =
        new AdminUnderTest(
            FakeView.of(
                new FakePool("lab-na", "2001:db8:1::/64", 128, 2),
                new FakePool("lab-pd", "2001:db8:8000::/40", 56, 0)));
    unready =
        new AdminUnderTest(
            new FakeView(
                List.of(new FakePool("lab-na", "2001:db8:1::/64", 128, 2).notReady()),
                List.of("pool lab-na failed: disk full", "no journal")));
  }

  @AfterAll
  static void stop() {
    admin.close();
    unready.close();
  }

  @Test
  void statusHasTheFieldsOfTheInterfaceInTheirOrder() throws Exception {
    HttpResponse<String> answer = admin.get("/api/status");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"server\":\"alpha\",\"version\":\"0.1.0\",\"since\":\"2026-11-21T08:00:00Z\","
                + "\"relationships\":[],\"pools\":["
                + "{\"name\":\"lab-na\",\"link\":\"lab\",\"kind\":\"address\",\"allocation\":null,"
                + "\"relationship\":null,\"capacity\":65536,\"active\":2,\"freeOwn\":65534,"
                + "\"freePartner\":0,\"abandoned\":0,\"waiting\":3},"
                + "{\"name\":\"lab-pd\",\"link\":\"lab\",\"kind\":\"prefix\",\"allocation\":null,"
                + "\"relationship\":null,\"capacity\":65536,\"active\":0,\"freeOwn\":65536,"
                + "\"freePartner\":0,\"abandoned\":0,\"waiting\":3}]}");
  }

  @Test
  void aRelationshipHasTheFieldsOfTheInterfaceInTheirOrder() throws Exception {
    assertThat(JSON.writeValueAsString(FakeView.relationship("campus")))
        .isEqualTo(
            "{\"name\":\"campus\",\"role\":\"primary\",\"state\":\"COMMUNICATIONS-INTERRUPTED\","
                + "\"since\":\"2026-11-21T09:00:00Z\",\"previousState\":\"NORMAL\","
                + "\"partnerState\":\"NORMAL\",\"communications\":\"interrupted\","
                + "\"waitingFor\":\"the partner\",\"unacked\":0,\"owed\":12,"
                + "\"skewMillis\":-250,\"mcltSeconds\":3600,\"tls\":false,"
                + "\"waitingUntil\":\"2026-11-21T10:00:00Z\",\"owedAgeSeconds\":90,"
                + "\"rejected\":1,\"peer\":null,\"partnerStartup\":false,"
                + "\"partnerMaxUnackedBndupd\":100,\"agreement\":\"differs\","
                + "\"differingPools\":[\"lab-pd\"],"
                + "\"alarms\":[\"OR1003 communications interrupted since 2026-11-21T09:00:00Z\"],"
                + "\"lastError\":\"connection refused\"}");
  }

  @Test
  void aPoolThatIsStillReadHasUnknownCounts() throws Exception {
    JsonNode pool = JSON.readTree(unready.get("/api/status").body()).at("/pools/0");
    assertThat(pool.get("active").isNull()).isTrue();
    assertThat(pool.get("waiting").asInt()).isEqualTo(3);
  }

  @Test
  void readinessTellsEveryReason() throws Exception {
    assertThat(admin.get("/readyz").statusCode()).isEqualTo(200);
    HttpResponse<String> answer = unready.get("/readyz");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(detail(answer)).isEqualTo("pool lab-na failed: disk full; no journal");
  }

  @Test
  void aServerThatIsNotReadyIsAlive() throws Exception {
    assertThat(unready.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void metricsTellOfPoolsAndTheJvm() throws Exception {
    HttpResponse<String> answer = admin.get("/metrics");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/plain")
        .contains("version=0.0.4");
    assertThat(answer.body())
        .contains("outrigger_pool_leases{pool=\"lab-na\",status=\"active\"} 2.0")
        .contains("outrigger_pool_capacity{pool=\"lab-pd\"} 65536.0")
        .contains("outrigger_pool_free{pool=\"lab-na\"} 65534.0")
        .contains("outrigger_pool_free_partner{pool=\"lab-na\"} 0.0")
        .contains("outrigger_pool_waiting{pool=\"lab-pd\"} 3.0")
        .contains("outrigger_ready 1.0")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void unknownPathsAreAProblem() throws Exception {
    HttpResponse<String> answer = admin.get("/api/nothing");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(detail(answer)).contains("/api/nothing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/status",
        "/api/leases",
        "/api/leases/2001:db8:1::1/explanation",
        "/api/relationships/campus/partner-down/preview"
      })
  void parametersThatAreNotKnownAreAProblem(String path) throws Exception {
    HttpResponse<String> answer = admin.get(path + "?dry-rum=true");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(detail(answer)).startsWith("dry-rum: unknown; ");
  }

  @Test
  void methodsThatAPathDoesNotHaveAreAProblem() throws Exception {
    HttpResponse<String> answer = admin.send("POST", "/api/status", AdminUnderTest.TOKEN);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET");
    assertThat(detail(answer)).contains("POST");
  }

  @Test
  void headersAloneMayBeAskedFor() throws Exception {
    HttpResponse<String> answer = admin.send("HEAD", "/api/status", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void whatIsNoRequestIsAProblem() throws Exception {
    try (Socket socket = new Socket(AdminUnderTest.loopback(), admin.port())) {
      OutputStream out = socket.getOutputStream();
      out.write("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }
  }

  @Test
  void changesNeedTheToken() throws Exception {
    HttpResponse<String> answer = admin.send("POST", "/api/reload", "");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    assertThat(detail(answer)).contains("admin.token");
    for (String wrong : List.of("x", AdminUnderTest.TOKEN + "0", "0123456789abcdee")) {
      assertThat(admin.send("POST", "/api/reload", wrong).statusCode()).as(wrong).isEqualTo(401);
    }
    assertThat(admin.send("DELETE", "/api/status", "").statusCode()).isEqualTo(401);
  }

  @Test
  void aPortThatIsTakenIsRefusedInOneLine() {
    try (Metrics metrics = new Metrics()) {
      AdminServer.Start start =
          AdminUnderTest.start(admin.actors(), FakeView.of(), metrics, admin.port());
      assertThat(start).isInstanceOf(AdminServer.Start.Refused.class);
      assertThat(((AdminServer.Start.Refused) start).reason())
          .contains(":" + admin.port())
          .contains("Address already in use")
          .doesNotContain("\n");
    }
  }

  private static String detail(HttpResponse<String> answer) throws Exception {
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.get("status").asInt()).isEqualTo(answer.statusCode());
    assertThat(problem.get("title").asText()).isNotEmpty();
    return problem.get("detail").asText();
  }
}
