package io.outrigger.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorRoutesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PARTNER_DOWN = "/api/relationships/campus/partner-down";

  private static FakeView view;
  private static AdminUnderTest admin;

  @BeforeAll
  static void start() {
    view =
        FakeView.of(
                new FakePool("lab-na", "2001:db8:1::/64", 128, 2),
                new FakePool("lab-pd", "2001:db8:8000::/40", 56, 0))
            .sharing("campus");
    admin = new AdminUnderTest(view);
  }

  @AfterAll
  static void stop() {
    admin.close();
  }

  @BeforeEach
  void nothingToldYet() {
    view.answering(new Commanded.Done("done"));
    view.told();
  }

  private static HttpResponse<String> post(String path) throws IOException, InterruptedException {
    return admin.send("POST", path, AdminUnderTest.TOKEN);
  }

  private static JsonNode problem(HttpResponse<String> answer, int status) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("title").asText()).isNotEmpty();
    return problem;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PARTNER_DOWN,
        PARTNER_DOWN + "?dry-run=true",
        "/api/reload",
        "/api/leases/2001:db8:1::1/reset"
      })
  void aCommandNeedsTheToken(String path) throws Exception {
    for (String token : List.of("", "wrong")) {
      HttpResponse<String> answer = admin.send("POST", path, token);
      problem(answer, 401);
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    }
    assertThat(view.told()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {PARTNER_DOWN, "/api/reload", "/api/leases/2001:db8:1::1/reset"})
  void aCommandIsNoGet(String path) throws Exception {
    HttpResponse<String> answer = admin.get(path);
    problem(answer, 405);
    assertThat(answer.headers().firstValue("Allow")).contains("POST");
    problem(admin.send("DELETE", path, AdminUnderTest.TOKEN), 405);
    assertThat(view.told()).isEmpty();
  }

  @Test
  void aCommandThatIsTakenIsAccepted() throws Exception {
    HttpResponse<String> answer = post(PARTNER_DOWN);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"text\":\"done\"}");
    assertThat(post("/api/reload").statusCode()).isEqualTo(202);
    assertThat(post("/api/leases/2001:db8:1::1/reset").statusCode()).isEqualTo(202);
    assertThat(view.told()).containsExactly("partner-down campus", "reload", "reset 2001:db8:1::1");
  }

  @Test
  void whatStandsAgainstACommandIsAConflict() throws Exception {
    view.answering(new Commanded.Refused("the partner is in reach"));
    assertThat(problem(post(PARTNER_DOWN), 409).get("detail").asText())
        .isEqualTo("the partner is in reach");
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    view.answering(new Commanded.Unknown("there is no relationship \"x\""));
    assertThat(problem(post("/api/relationships/x/partner-down"), 404).get("detail").asText())
        .contains("\"x\"");
  }

  @Test
  void everyErrorOfAConfigurationIsListed() throws Exception {
    view.answering(new Commanded.Invalid(List.of("a.conf:1: x: bad", "a.conf:2: y: worse")));
    JsonNode problem = problem(post("/api/reload"), 422);
    assertThat(problem.get("detail").asText()).isEqualTo("2 errors; nothing was changed");
    assertThat(problem.get("errors").toString())
        .isEqualTo("[\"a.conf:1: x: bad\",\"a.conf:2: y: worse\"]");
  }

  @Test
  void whatCannotBeDoneForAWhileIsUnavailable() throws Exception {
    view.answering(new Commanded.Unavailable("the journal is being read"));
    assertThat(problem(post("/api/reload"), 503).get("detail").asText())
        .isEqualTo("the journal is being read");
  }

  @Test
  void silenceIsNotTakenForANo() throws Exception {
    view.failing(new TimeoutException());
    assertThat(problem(post(PARTNER_DOWN), 503).get("detail").asText())
        .contains("may yet do it")
        .contains("status");
  }

  @Test
  void aBugIsAFailureThatTheLogTells() throws Exception {
    view.failing(new IllegalStateException("secret"));
    HttpResponse<String> answer = post("/api/reload");
    problem(answer, 500);
    assertThat(answer.body()).doesNotContain("secret");
  }

  @Test
  void aDryRunChangesNothing() throws Exception {
    HttpResponse<String> dry = post(PARTNER_DOWN + "?dry-run=true");
    assertThat(dry.statusCode()).isEqualTo(200);
    assertThat(dry.body())
        .isEqualTo(
            "{\"relationship\":\"campus\",\"allowed\":false,\"reason\":\"the partner is in reach\","
                + "\"at\":\"2026-11-21T10:00:00Z\",\"mcltSeconds\":3600,\"pools\":["
                + "{\"pool\":\"lab-na\",\"steps\":[{\"from\":\"2026-11-21T10:00:00Z\","
                + "\"resources\":7,\"cumulative\":7}],\"never\":3}],"
                + "\"text\":[\"first line\",\"second line\"]}");
    assertThat(admin.get(PARTNER_DOWN + "/preview").body()).isEqualTo(dry.body());
    assertThat(view.told()).isEmpty();
    post(PARTNER_DOWN + "?dry-run=false");
    assertThat(view.told()).containsExactly("partner-down campus");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?dryrun=true", "?dry-run=yes", "?dry-run=true&dry-run=false", "?x=1"})
  void aDryRunThatIsSpeltWrongIsNotWet(String query) throws Exception {
    assertThat(problem(post(PARTNER_DOWN + query), 400).get("parameter").asText()).isNotEmpty();
    assertThat(view.told()).isEmpty();
  }

  @Test
  void thePreviewOfARelationshipThatIsNotThereIsNotFound() throws Exception {
    problem(admin.get("/api/relationships/site/partner-down/preview"), 404);
    problem(post("/api/relationships/site/partner-down?dry-run=true"), 404);
    problem(post(PARTNER_DOWN + "/preview"), 405);
  }

  @Test
  void aPrefixMayComeEncodedOrNot() throws Exception {
    for (String prefix : List.of("2001:db8:8000:100::%2F56", "2001:db8:8000:100::/56")) {
      HttpResponse<String> answer = admin.get("/api/leases/" + prefix + "/explanation");
      assertThat(answer.statusCode()).as(prefix).isEqualTo(200);
      assertThat(JSON.readTree(answer.body()).get("resource").asText())
          .isEqualTo("2001:db8:8000:100::/56");
    }
    post("/api/leases/2001%3Adb8%3A8000%3A100%3A%3A%2F56/reset");
    assertThat(view.told()).containsExactly("reset 2001:db8:8000:100::/56");
  }

  @Test
  void anAddressWithinADelegatedPrefixStandsForIt() throws Exception {
    JsonNode explanation =
        JSON.readTree(admin.get("/api/leases/2001:db8:8000:1ff::7/explanation").body());
    assertThat(explanation.get("resource").asText()).isEqualTo("2001:db8:8000:100::/56");
    assertThat(explanation.get("pool").asText()).isEqualTo("lab-pd");
  }

  @Test
  void aResourceOfNoPoolIsNotFound() throws Exception {
    assertThat(
            problem(admin.get("/api/leases/2001:db8:2::1/explanation"), 404).get("detail").asText())
        .contains("2001:db8:2::1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "2001:db8::1%2F64", "2001:db8::%2Fx", "1.2.3.4"})
  void whatIsNoResourceIsABadRequest(String text) throws Exception {
    problem(admin.get("/api/leases/" + text + "/explanation"), 400);
    problem(post("/api/leases/" + text + "/reset"), 400);
    assertThat(view.told()).isEmpty();
  }
}
