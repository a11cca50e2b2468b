package org.stationboard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Vertx;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stationboard.api.access.Role;
import org.stationboard.store.AccessToken;
import org.stationboard.store.AuditEntry;

/** Passwords, sessions, walls, keys and what is written down of them, over a real HTTP server. */
class LoginTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Vertx vertx;
    private GuardedCity guarded;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        guarded = new GuardedCity(vertx, true, Optional.empty(), List.of());
        guarded.open(Role.COUNTY, SmallCity.NORTH);
        guarded.open(Role.AUDITOR, "");
    }

    @AfterEach
    void stop() throws Exception {
        guarded.close();
        GuardedCity.await(vertx.close());
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(guarded.at.resolve(path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> login(String account, String password) throws Exception {
        return send(
                "POST",
                "/api/v1/session",
                "{\"account\":\"" + account + "\",\"password\":\"" + password + "\"}",
                "X-Stationboard",
                "1");
    }

    private static String cookie(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String set = response.headers().firstValue("set-cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    private int board(String cookie) throws Exception {
        return send("GET", "/api/v1/verdicts?unit=" + SmallCity.NORTH, "", "Cookie", cookie)
                .statusCode();
    }

    @Test
    void logsInWithItsOwnPasswordAlone() throws Exception {
        HttpResponse<String> wrong = login("county", "wrong password 1");
        HttpResponse<String> nobody = login("nobody", GuardedCity.PASSWORD);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(nobody.body()).as("does not tell which was wrong").isEqualTo(wrong.body());
        String cookie = cookie(login("county", GuardedCity.PASSWORD));
        assertThat(board(cookie)).isEqualTo(200);
        JsonNode session = JSON.readTree(
                send("GET", "/api/v1/session", "", "Cookie", cookie).body());
        assertThat(session.path("account").asText()).isEqualTo("county");
        assertThat(session.path("unit").asText()).isEqualTo(SmallCity.NORTH);
    }

    @Test
    void locksAnAccountForLongerAndLonger() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(login("county", "wrong password 1").statusCode()).isEqualTo(401);
        }
        assertThat(login("county", GuardedCity.PASSWORD).statusCode())
                .as("locked")
                .isEqualTo(429);
        guarded.city.clock().advance(Duration.ofSeconds(61));
        assertThat(login("county", "wrong password 1").statusCode()).isEqualTo(401);
        guarded.city.clock().advance(Duration.ofSeconds(61));
        assertThat(login("county", GuardedCity.PASSWORD).statusCode())
                .as("twice as long")
                .isEqualTo(429);
        guarded.city.clock().advance(Duration.ofSeconds(61));
        assertThat(login("county", GuardedCity.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void aLoginTakesANewCookieAndTheOldOneIsOfNoUse() throws Exception {
        String first = cookie(login("county", GuardedCity.PASSWORD));
        String second = cookie(send(
                "POST",
                "/api/v1/session",
                "{\"account\":\"county\",\"password\":\"" + GuardedCity.PASSWORD + "\"}",
                "X-Stationboard",
                "1",
                "Cookie",
                first));
        assertThat(second).isNotEqualTo(first);
        assertThat(board(first)).isEqualTo(401);
        assertThat(board(second)).isEqualTo(200);
        send("DELETE", "/api/v1/session", "", "X-Stationboard", "1", "Cookie", second);
        assertThat(board(second)).as("logged out").isEqualTo(401);
    }

    @Test
    void aSessionEndsByItselfAndWithItsAccount() throws Exception {
        String idle = cookie(login("county", GuardedCity.PASSWORD));
        guarded.city.clock().advance(Duration.ofMinutes(31));
        assertThat(board(idle)).as("idle").isEqualTo(401);

        String used = cookie(login("county", GuardedCity.PASSWORD));
        for (int i = 0; i < 24; i++) {
            guarded.city.clock().advance(Duration.ofMinutes(29));
            assertThat(board(used)).isEqualTo(200);
        }
        guarded.city.clock().advance(Duration.ofMinutes(25));
        assertThat(board(used)).as("twelve hours").isEqualTo(401);

        String closed = cookie(login("county", GuardedCity.PASSWORD));
        guarded.access.disable("county", true, guarded.clock().instant());
        guarded.city.clock().advance(Duration.ofSeconds(11));
        assertThat(board(closed)).as("disabled").isEqualTo(401);
        assertThat(login("county", GuardedCity.PASSWORD).statusCode()).isEqualTo(401);
    }

    @Test
    void forgedCookiesAndKeysAreNobodys() throws Exception {
        for (String forged : List.of(
                "stationboard-session=AAAA",
                "stationboard-session=",
                "stationboard-wall=x.y",
                "stationboard-session=county")) {
            assertThat(board(forged)).as(forged).isEqualTo(401);
        }
        for (String forged :
                List.of("Bearer x.y", "Bearer ", "Basic Y291bnR5Og==", "Bearer eyJhbGciOiJub25lIn0.e30.")) {
            assertThat(send("GET", "/api/v1/units", "", "Authorization", forged).statusCode())
                    .as(forged)
                    .isEqualTo(401);
        }
        for (String header : List.of("X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Remote-User", "X-Account")) {
            assertThat(send("GET", "/api/v1/units", "", header, "127.0.0.1").statusCode())
                    .as(header)
                    .isEqualTo(401);
        }
    }

    @Test
    void anotherSitesPageWritesNothing() throws Exception {
        String cookie = cookie(login("county", GuardedCity.PASSWORD));
        String path = "/api/v1/alerts/f" + SmallCity.NORTH_1 + "/comments";
        String body = "{\"words\":\"seen\"}";
        assertThat(send("POST", path, body, "Cookie", cookie).statusCode())
                .as("no header")
                .isEqualTo(403);
        assertThat(send("POST", path, body, "Cookie", cookie, "X-Stationboard", "1", "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("POST", path, body, "Cookie", cookie, "X-Stationboard", "1", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> own = send("POST", path, body, "Cookie", cookie, "X-Stationboard", "1");
        assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
        assertThat(JSON.readTree(own.body()).toString()).contains("\"account\":\"county\"", "\"authenticated\":true");
        HttpResponse<String> options =
                send("OPTIONS", path, "", "Origin", "https://evil.example", "Access-Control-Request-Method", "POST");
        assertThat(options.headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    @Test
    void whatAnotherCountyHasIsNotThereByItsIdEither() throws Exception {
        String cookie = cookie(login("county", GuardedCity.PASSWORD));
        assertThat(send("GET", "/api/v1/alerts/f" + SmallCity.NORTH_1, "", "Cookie", cookie)
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/api/v1/alerts/f" + SmallCity.SOUTH_1, "", "Cookie", cookie)
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<String> comment = send(
                "POST",
                "/api/v1/alerts/f" + SmallCity.SOUTH_1 + "/comments",
                "{\"words\":\"x\"}",
                "Cookie",
                cookie,
                "X-Stationboard",
                "1");
        assertThat(comment.statusCode()).isEqualTo(404);
        String units = send("GET", "/api/v1/units", "", "Cookie", cookie).body();
        assertThat(units).contains(SmallCity.NORTH_2, SmallCity.CITY).doesNotContain(SmallCity.SOUTH);
        String alerts = send("GET", "/api/v1/alerts", "", "Cookie", cookie).body();
        assertThat(alerts).contains("f" + SmallCity.NORTH_1).doesNotContain("f" + SmallCity.SOUTH_1);
        String both = "/api/v1/verdicts?unit=" + SmallCity.NORTH + "&unit=" + SmallCity.SOUTH;
        assertThat(send("GET", both, "", "Cookie", cookie).statusCode()).isEqualTo(403);
    }

    @Test
    void whatIsForReviewersIsSeenByThemAlone() throws Exception {
        String county = cookie(login("county", GuardedCity.PASSWORD));
        String auditor = cookie(login("auditor", GuardedCity.PASSWORD));
        String path = "/api/v1/verdicts?standard=Z06&unit=" + SmallCity.NORTH;
        assertThat(send("GET", path, "", "Cookie", county).body()).contains("FOR_REVIEWERS");
        assertThat(send("GET", path, "", "Cookie", auditor).statusCode()).isEqualTo(200);
        String alert = "/api/v1/alerts/f" + SmallCity.NORTH_2;
        assertThat(send("GET", alert, "", "Cookie", county).statusCode()).isEqualTo(403);
        assertThat(send("GET", alert, "", "Cookie", auditor).statusCode()).isEqualTo(200);
    }

    @Test
    void aWallsTokenIsOfUseOnceAndShowsItsUnitUntilItIsRevoked() throws Exception {
        String token = guarded.token(AccessToken.Kind.WALL, SmallCity.NORTH_1);
        String body = "{\"token\":\"" + token + "\"}";
        String cookie = cookie(send("POST", "/api/v1/wall-session", body, "X-Stationboard", "1"));
        assertThat(send("POST", "/api/v1/wall-session", body, "X-Stationboard", "1")
                        .statusCode())
                .as("the second time")
                .isEqualTo(401);
        String board = "/api/v1/board?unit=";
        assertThat(send("GET", board + SmallCity.NORTH_1, "", "Cookie", cookie).statusCode())
                .isEqualTo(200);
        assertThat(send("GET", board + SmallCity.NORTH_2, "", "Cookie", cookie).statusCode())
                .isEqualTo(403);
        assertThat(send("GET", "/api/v1/alerts", "", "Cookie", cookie).statusCode())
                .isEqualTo(403);
        guarded.access.revoke(
                token.substring(0, token.indexOf('.')), guarded.clock().instant());
        guarded.city.clock().advance(Duration.ofSeconds(6));
        assertThat(send("GET", board + SmallCity.NORTH_1, "", "Cookie", cookie).statusCode())
                .as("revoked")
                .isEqualTo(401);
    }

    @Test
    void theAuditLogSaysWhoReadEvidenceWhoLoggedInAndWhoWasRefused() throws Exception {
        String county = cookie(login("county", GuardedCity.PASSWORD));
        login("county", "wrong password 1");
        login("my own password", "typed into the wrong field");
        String evidence = "/api/v1/evidence?indicator=disputes.registered&unit=" + SmallCity.NORTH_1;
        assertThat(send("GET", evidence, "", "Cookie", county).statusCode()).isEqualTo(200);
        send("GET", "/api/v1/pipeline", "", "Cookie", county);
        send("GET", "/api/v1/verdicts?unit=" + SmallCity.NORTH, "", "Cookie", county);
        assertThat(guarded.access.entries())
                .extracting(AuditEntry::account, AuditEntry::operation, AuditEntry::unitId, AuditEntry::outcome)
                .contains(
                        tuple("county", "login", SmallCity.NORTH, "ALLOWED"),
                        tuple("county", "login", SmallCity.NORTH, "REFUSED"),
                        tuple("anonymous", "login", null, "REFUSED"),
                        tuple("county", "evidence", SmallCity.NORTH_1, "ALLOWED"),
                        tuple("county", "pipeline", SmallCity.NORTH, "REFUSED"));
        assertThat(guarded.access.entries().toString()).doesNotContain("my own password", "verdicts");

        String auditor = cookie(login("auditor", GuardedCity.PASSWORD));
        JsonNode entries = JSON.readTree(
                        send("GET", "/api/v1/audit", "", "Cookie", auditor).body())
                .path("entries");
        assertThat(entries.findValuesAsText("operation")).contains("evidence");
        assertThat(send("GET", "/api/v1/audit", "", "Cookie", county).statusCode())
                .isEqualTo(403);
    }

    @Test
    void evidenceIsNotReadUnseen() throws Exception {
        String county = cookie(login("county", GuardedCity.PASSWORD));
        guarded.access.full(true);
        String evidence = "/api/v1/evidence?indicator=disputes.registered&unit=" + SmallCity.NORTH_1;
        assertThat(send("GET", evidence, "", "Cookie", county).statusCode()).isEqualTo(503);
        assertThat(board(county)).as("what is not audited goes on").isEqualTo(200);
    }

    @Test
    void ingestWithoutAKeyIsRefusedAndCounted() throws Exception {
        assertThat(send("POST", "/ingest/v1/records", "{}").statusCode()).isEqualTo(401);
        assertThat(guarded.ingestRefused.get()).isEqualTo(1);
        String key = guarded.token(AccessToken.Kind.SOURCE, SmallCity.NORTH_1);
        assertThat(send("POST", "/ingest/v1/records", "{}", "Authorization", "Bearer " + key)
                        .statusCode())
                .isEqualTo(299);
        assertThat(send("POST", "/ingest/v1/clock", "{}", "Authorization", "Bearer " + key)
                        .statusCode())
                .isEqualTo(403);
        assertThat(guarded.ingestRefused.get()).isEqualTo(2);
    }
}
