package io.outrigger.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseListingTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ADDRESSES = 10_000;
  private static final int PREFIXES = 700;

  private static final FakePool NA = new FakePool("lab-na", "2001:db8:1::/64", 128, ADDRESSES);
  private static final FakePool PD = new FakePool("lab-pd", "2001:db8:8000::/40", 56, PREFIXES);

  private static AdminUnderTest admin;

  @BeforeAll
  static void start() {
    admin = new AdminUnderTest(FakeView.of(PD, NA));
  }

  @AfterAll
  static void stop() {
    admin.close();
  }

  private static List<JsonNode> leases(String query) throws Exception {
    HttpResponse<String> answer = admin.get("/api/leases" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-ndjson");
    List<JsonNode> leases = new ArrayList<>();
    for (String line : answer.body().lines().toList()) {
      leases.add(JSON.readTree(line));
    }
    return leases;
  }

  private static List<String> resources(String query) throws Exception {
    return leases(query).stream().map(lease -> lease.get("resource").asText()).toList();
  }

  private static List<String> all() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < PREFIXES; i++) {
      all.add(PD.resource(i).toString());
    }
    for (int i = 0; i < ADDRESSES; i++) {
      all.add(NA.resource(i).toString());
    }
    return all;
  }

  @Test
  void aLeaseHasTheFieldsOfTheInterfaceInTheirOrder() throws Exception {
    HttpResponse<String> answer = admin.get("/api/leases?limit=1");
    assertThat(answer.body())
        .isEqualTo(
            "{\"resource\":\"2001:db8:8000::/56\",\"kind\":\"prefix\",\"pool\":\"lab-pd\","
                + "\"client\":\"00030001020000000000\",\"iaid\":4294967295,\"status\":\"ACTIVE\","
                + "\"since\":\"2027-01-15T08:00:00Z\",\"expires\":\"2027-01-15T10:00:00Z\","
                + "\"preferred\":3600,\"valid\":7200,\"partnerLifetime\":null,"
                + "\"ackedPartnerLifetime\":null,\"expirationTime\":null,"
                + "\"clientLastTransaction\":\"2027-01-15T08:00:00Z\",\"server\":\"alpha\"}\n");
  }

  @Test
  void allLeasesComeInTheOrderOfThePoolsAndOfTheirResources() throws Exception {
    assertThat(resources("")).isEqualTo(all());
  }

  @Test
  void pagesJoinToTheWhole() throws Exception {
    List<String> joined = new ArrayList<>(resources("?limit=999"));
    List<String> page = joined;
    while (!page.isEmpty()) {
      page = resources("?limit=999&after=" + joined.getLast());
      joined.addAll(page);
    }
    assertThat(joined).isEqualTo(all());
  }

  @Test
  void onlyThePoolThatIsNamed() throws Exception {
    assertThat(resources("?pool=lab-pd")).hasSize(PREFIXES);
    assertThat(resources("?pool=lab-na&limit=2")).containsExactly("2001:db8:1::", "2001:db8:1::1");
  }

  @Test
  void onlyTheClientThatIsNamedInAllPools() throws Exception {
    String client = FakePool.client(600).toHex();
    assertThat(resources("?client=" + client))
        .containsExactly(PD.resource(600).toString(), NA.resource(600).toString());
    assertThat(resources("?limit=1&client=" + client)).containsExactly(PD.resource(600).toString());
    assertThat(resources("?pool=lab-na&client=" + client.replaceAll("(..)(?=.)", "$1:")))
        .containsExactly(NA.resource(600).toString());
    assertThat(resources("?client=0001aabb")).isEmpty();
  }

  @Test
  void onlyTheAddressThatIsNamed() throws Exception {
    assertThat(resources("?address=2001:db8:1::10")).containsExactly("2001:db8:1::10");
    assertThat(resources("?address=2001:db8:8000:100::/56"))
        .containsExactly("2001:db8:8000:100::/56");
    assertThat(resources("?address=2001:db8:1::ffff:ffff")).isEmpty();
  }

  @Test
  void anAddressFindsTheDelegatedPrefixThatItLiesIn() throws Exception {
    assertThat(resources("?address=2001:db8:8000:1ab::42"))
        .containsExactly("2001:db8:8000:100::/56");
  }

  @Test
  void onlyTheStatusesThatAreNamed() throws Exception {
    FakePool mixed =
        new FakePool("mixed", "2001:db8:5::/64", 128, 2_000)
            .withStatuses(BindingStatus.FREE_BACKUP, BindingStatus.ACTIVE, BindingStatus.FREE);
    try (AdminUnderTest other = new AdminUnderTest(FakeView.of(mixed))) {
      assertThat(
              other.get("/api/leases?status=ACTIVE&limit=2&after=2001:db8:5::5dc").body().lines())
          .hasSize(2)
          .allMatch(line -> line.contains("\"status\":\"ACTIVE\""))
          .first()
          .asString()
          .contains("2001:db8:5::5dd");
      assertThat(other.get("/api/leases?status=ACTIVE,FREE").body().lines())
          .hasSize(1_333)
          .noneMatch(line -> line.contains("FREE-BACKUP"));
      assertThat(other.get("/api/leases?status=free-backup").body().lines()).hasSize(667);
      assertThat(other.get("/api/leases?status=RESET").body()).isEmpty();
    }
  }

  @Test
  void whatIsNoDuidIsSaidInWords() throws Exception {
    assertThat(JSON.readTree(admin.get("/api/leases?client=zz").body()).get("detail").asText())
        .isEqualTo("client: \"zz\" is no DUID: 3 to 130 octets in hexadecimal, colons allowed");
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit",
    "status=BUSY, status",
    "status=, status",
    "limit=x, limit",
    "client=zz, client",
    "address=fe80, address",
    "address=2001:db8::1/32, address",
    "after=1.2.3.4, after",
    "after=2001:db8:ffff::, after",
    "pool=none, pool",
    "pool=lab-na&pool=lab-pd, pool",
    "colour=red, colour",
  })
  void badParametersAreNamed(String query, String parameter) throws Exception {
    HttpResponse<String> answer = admin.get("/api/leases?" + query);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.get("parameter").asText()).isEqualTo(parameter);
    assertThat(problem.get("detail").asText()).startsWith(parameter + ": ");
  }

  @Test
  void poolsThatCannotAnswerAreAProblemAndNotAShortList() throws Exception {
    FakePool reading = new FakePool("reading", "2001:db8:2::/64", 128, 5).notReady();
    FakePool silent = new FakePool("silent", "2001:db8:3::/64", 128, 5).silent();
    try (AdminUnderTest other = new AdminUnderTest(FakeView.of(reading, silent, NA))) {
      assertThat(other.get("/api/leases?pool=reading").statusCode()).isEqualTo(503);
      assertThat(other.get("/api/leases").body()).contains("reading");
      assertThat(other.get("/api/leases?pool=silent").statusCode()).isEqualTo(503);
      assertThat(other.get("/api/leases?pool=lab-na&limit=1").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aReaderThatTakesNothingMoreCostsAFewPages() throws Exception {
    FakePool large = new FakePool("large", "2001:db8:4::/64", 128, 1_000_000);
    LeaseQuery everything = new LeaseQuery(null, null, null, null, Long.MAX_VALUE, Set.of());
    SinkQueueWithCancel<ByteString> reader =
        new LeaseListing(everything, List.of(large), "alpha")
            .lines()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS)
            .runWith(Sink.queue(1), admin.actors());
    assertThat(reader.pull().toCompletableFuture().get(10, TimeUnit.SECONDS)).isPresent();
    assertThat(reader.pull().toCompletableFuture().get(10, TimeUnit.SECONDS)).isPresent();
    assertThat(large.pagesAsked()).isLessThan(50); // of some 2,000
    reader.cancel();
  }

  @Test
  void onlyAsManyAreAskedForAsAreWanted() throws Exception {
    FakePool large = new FakePool("large", "2001:db8:4::/64", 128, 1_000_000);
    LeaseQuery few =
        new LeaseQuery(null, null, null, Ipv6Prefix.parse("2001:db8:4::7"), 3, Set.of());
    ByteString lines =
        new LeaseListing(few, List.of(large), "alpha")
            .lines()
            .thenCompose(
                source ->
                    source.runWith(
                        Sink.fold(ByteString.emptyByteString(), ByteString::concat),
                        admin.actors()))
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    assertThat(lines.utf8String().lines()).hasSize(3).first().asString().contains("db8:4::8\"");
    assertThat(large.pagesAsked()).isEqualTo(1);
  }
}
