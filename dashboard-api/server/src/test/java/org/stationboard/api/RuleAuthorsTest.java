package org.stationboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stationboard.api.access.Role;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.store.Account;
import org.stationboard.store.Author;
import org.stationboard.store.RuleDraft;

/** Who drafts and who approves rules once there are accounts: the accounts, whatever name a request gives. */
class RuleAuthorsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String SECOND = "city-2";

    private Vertx vertx;
    private GuardedCity guarded;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        guarded = new GuardedCity(vertx, true, Optional.empty(), List.of());
        guarded.open(Role.CITY, "");
        guarded.open(Role.COUNTY, SmallCity.NORTH);
        Account first = guarded.access.find(Role.CITY.word()).orElseThrow();
        guarded.access.add(new Account(
                SECOND, "", first.role(), null, List.of(), first.password(), false, 0, null, first.changedAt()));
    }

    @AfterEach
    void stop() throws Exception {
        guarded.close();
        GuardedCity.await(vertx.close());
    }

    @Test
    void theAccountsAreAuthorAndApproverAndANameInTheBodyIsNothing() throws Exception {
        String first = login(Role.CITY.word());
        String second = login(SECOND);
        JsonNode drafted = post("/api/v1/rules/drafts", drafting("x-9", changed()), first, 200);
        assertThat(drafted.at("/draft/by").toString())
                .isEqualTo("{\"account\":\"city\",\"role\":\"city\",\"authenticated\":true}");
        String id = drafted.at("/draft/id").asText();
        backtest(id, first);

        // The author under another name is still the author.
        assertThat(decide(id, SECOND, first, 403).path("code").asText()).isEqualTo("SECOND_PERSON");
        assertThat(decide(id, SECOND, login(Role.COUNTY.word()), 403)
                        .path("code")
                        .asText())
                .isEqualTo("NOT_ALLOWED");
        assertThat(decide(id, SECOND, "x=1", 401).path("code").asText()).isEqualTo("LOGIN_REQUIRED");
        assertThat(guarded.rules.approved()).isEmpty();

        // And the second one under the author's name is the second one.
        assertThat(decide(id, Role.CITY.word(), second, 200)
                        .at("/draft/decision/by")
                        .toString())
                .isEqualTo("{\"account\":\"city-2\",\"role\":\"city\",\"authenticated\":true}");
    }

    @Test
    void aDraftOfBeforeThereWereAccountsIsApprovedByNone() throws Exception {
        String text = changed();
        String id = "00000000000000d1";
        guarded.rules.add(new RuleDraft(
                id,
                CatalogueLoader.load(text).digest(),
                CatalogueLoader.load(CatalogueLoader.shippedText()).digest(),
                text,
                "as drafted in the demo",
                new Author("a-17", "county-lead", false),
                GuardedCity.NOON,
                null));
        String first = login(Role.CITY.word());
        backtest(id, first);
        JsonNode refused = decide(id, "b-2", first, 403);
        assertThat(refused.path("code").asText()).isEqualTo("SECOND_PERSON");
        assertThat(refused.path("detail").asText()).contains("never proven", "draft the same text again");
        assertThat(guarded.rules.approved()).isEmpty();
    }

    private static String changed() {
        return CatalogueLoader.shippedText().replaceFirst("targetPpm: 900000", "targetPpm: 880000");
    }

    private String login(String account) throws Exception {
        HttpResponse<String> in = send(
                "/api/v1/session",
                "{\"account\":\"" + account + "\",\"password\":\"" + GuardedCity.PASSWORD + "\"}",
                "x=1");
        assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
        String set = in.headers().firstValue("set-cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    private static ObjectNode by(String account) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("author").put("account", account).put("role", "county-lead");
        return body;
    }

    private static ObjectNode drafting(String account, String text) {
        return by(account).put("reason", "what it asks is out of reach").put("text", text);
    }

    private void backtest(String id, String cookie) throws Exception {
        ObjectNode body = by("x-9").put("from", "2026-01-01").put("to", "2026-02-28");
        post("/api/v1/rules/drafts/" + id + "/backtests", body, cookie, 200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> guarded.rules.backtests(id).stream().allMatch(each -> each.ended() != null));
    }

    private JsonNode decide(String id, String account, String cookie, int status) throws Exception {
        ObjectNode body = by(account)
                .put("decision", "APPROVED")
                .put("reason", "as tried")
                .put("backtest", 1);
        return post("/api/v1/rules/drafts/" + id + "/decision", body, cookie, status);
    }

    private JsonNode post(String path, JsonNode body, String cookie, int status) throws Exception {
        HttpResponse<String> answer = send(path, body.toString(), cookie);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String path, String body, String cookie) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(guarded.at.resolve(path))
                        .header("Content-Type", "application/json")
                        .header("X-Stationboard", "1")
                        .header("Cookie", cookie)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
