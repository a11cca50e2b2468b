package org.stationboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stationboard.api.access.Access;
import org.stationboard.api.alerts.AlertPolicy;
import org.stationboard.api.alerts.AlertSettings;
import org.stationboard.api.alerts.NoticeSettings;
import org.stationboard.api.http.ApiContract;
import org.stationboard.contract.v1.AlertReason;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.Award;
import org.stationboard.contract.v1.AwardLevel;
import org.stationboard.contract.v1.Comparator;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.contract.v1.VerdictState;
import org.stationboard.testkit.Records;

/** What people read and write of alerts over a real HTTP server, each answer held to the OpenAPI file. */
class AlertRoutesTest {
    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");
    private static final long TURN = Instant.parse("2026-03-01T16:00:00Z").getEpochSecond() / 60;
    private static final String AUTHOR = "\"author\":{\"account\":\"a-17\",\"role\":\"duty\"}";
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static Vertx vertx;
    private static SmallCity city;
    private static ApiServer open;
    private static ApiServer closed;
    private static URI openAt;
    private static URI closedAt;
    private static ResponseValidator validator;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        city = new SmallCity(NOON);
        city.historyRead();
        city.store().people().take(award("w/province", SmallCity.NORTH_1, AwardLevel.PROVINCE_AWARD));
        city.store().people().take(award("w/city", SmallCity.NORTH_1, AwardLevel.CITY_AWARD));
        city.store().take(step("p1", SmallCity.NORTH_1, "N02", AlertState.INACTIVE, AlertState.PENDING, TURN - 2880));
        city.store().take(step("f1", SmallCity.NORTH_1, "N02", AlertState.PENDING, AlertState.FIRING, TURN));
        city.store().take(step("f2", SmallCity.NORTH_2, "N02", AlertState.PENDING, AlertState.FIRING, TURN));
        city.store().take(step("f3", SmallCity.SOUTH_1, "N03", AlertState.PENDING, AlertState.FIRING, TURN - 4320));
        city.store().take(step("r3", SmallCity.SOUTH_1, "N03", AlertState.FIRING, AlertState.RESOLVED, TURN));
        open = server(new AlertSettings(
                AlertPolicy.shipped(),
                true,
                text -> text.contains("secret") ? Optional.of("a secret") : Optional.empty(),
                NoticeSettings.nobody()));
        closed = server(AlertSettings.closed());
        openAt = listen(open);
        closedAt = listen(closed);
        validator = ResponseValidator.create(vertx, await(ApiContract.load(vertx)));
    }

    @AfterAll
    static void stop() throws Exception {
        open.close();
        closed.close();
        await(vertx.close());
    }

    private static ApiServer server(AlertSettings alerts) {
        return new ApiServer(
                ApiSettings.defaults(),
                alerts,
                Access.ofOwnMachine(),
                city.view(),
                city.store().ports(),
                city.store().ports(),
                new Pipeline(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                city.clock());
    }

    private static URI listen(ApiServer server) throws Exception {
        HttpServer http = await(vertx.createHttpServer()
                .requestHandler(await(server.router(vertx)))
                .listen(0, "127.0.0.1"));
        return URI.create("http://127.0.0.1:" + http.actualPort());
    }

    record Pipeline() implements PipelineSource {
        @Override
        public Intake intake() {
            return new Intake(0, 0, 0, Map.of(), 0);
        }

        @Override
        public Optional<Telemetry> telemetry() {
            return Optional.empty();
        }

        @Override
        public OptionalLong oldestQuarantined() {
            return OptionalLong.empty();
        }

        @Override
        public Sink sink() {
            return new Sink("RUNNING", 0, OptionalLong.empty());
        }
    }

    private static StationRecord award(String id, String unit, AwardLevel level) {
        Award award = Award.newBuilder()
                .setLevel(level)
                .setTitle("model-station")
                .setYear(2025)
                .setGrantedAt(Records.at(NOON.minus(Duration.ofDays(200))))
                .build();
        return Records.taken(Records.alarm(id, unit, NOON).setAward(award));
    }

    private static AlertTransition step(
            String id, String unit, String standard, AlertState from, AlertState to, long tick) {
        return AlertTransition.newBuilder()
                .setId(id)
                .setUnitId(unit)
                .setStandardId(standard)
                .setFrom(from)
                .setTo(to)
                .setReason(to == AlertState.FIRING ? AlertReason.HELD : AlertReason.MISSED_WITH_CERTAINTY)
                .setTick(tick)
                .setSince(TURN - (standard.equals("N03") ? 7200 : 2880))
                .setTurns(3)
                .setVerdict(Verdict.newBuilder()
                        .setUnitId(unit)
                        .setStandardId(standard)
                        .setState(VerdictState.MISSED)
                        .setNumerator(412)
                        .setDenominator(480)
                        .setLowerPpm(811_000)
                        .setUpperPpm(895_000)
                        .setTargetPpm(900_000)
                        .setComparator(Comparator.GE)
                        .setWindowFrom(20_148)
                        .setWindowTo(20_513))
                .build();
    }

    @Test
    void anAlertSaysInSentencesWhatFiredIt() throws Exception {
        JsonNode life = ok("/api/v1/alerts/f1", "alert");
        assertThat(life.at("/alert/says/en").asText())
                .contains("412 of 480", "85.8 %", "81.1 % to 89.5 %", "at least 90 %", "3 day's turns in a row");
        assertThat(life.at("/alert/says/zh").asText()).contains("480 件中 412 件", "85.8%", "确定未达到", "（三(三)）");
        assertThat(life.get("life")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(life.at("/life/0/id").asText()).isEqualTo("p1");
        assertThat(life.get("evidence").asText()).contains("standard=N02", "unit=" + SmallCity.NORTH_1);
    }

    @Test
    void whatPeopleDidStandsBesideTheAlert() throws Exception {
        post("f2/acknowledgements", "{" + AUTHOR + "}", 200);
        post("f2/assignments", "{" + AUTHOR + ",\"to\":\"lead\"}", 200);
        post("f2/comments", "{" + AUTHOR + ",\"words\":\"看过记录\"}", 200);
        JsonNode life =
                post("f2/silences", "{" + AUTHOR + ",\"words\":\"迁移数据\",\"until\":\"2026-03-03T00:00:00Z\"}", 200);

        JsonNode alert = life.get("alert");
        assertThat(alert.at("/acknowledged/by/account").asText()).isEqualTo("a-17");
        assertThat(alert.at("/acknowledged/by/authenticated").asBoolean()).isFalse();
        assertThat(alert.at("/assigned/to").asText()).isEqualTo("lead");
        assertThat(alert.at("/silenced/until").asText()).isEqualTo("2026-03-03T00:00:00Z");
        assertThat(alert.get("comments").asInt()).isEqualTo(1);
        assertThat(life.get("life").findValuesAsText("kind"))
                .contains("ACKNOWLEDGED", "ASSIGNED", "COMMENTED", "SILENCED");
        assertThat(life.get("life").findValuesAsText("words")).contains("看过记录");
    }

    @Test
    void writesAreRefusedWithAReason() throws Exception {
        String seen = "{" + AUTHOR + "}";
        assertThat(code(write(closedAt, "/api/v1/alerts/f1/acknowledgements", seen, null), 403))
                .isEqualTo("ACCOUNTS_MISSING");
        assertThat(code(write(openAt, "/api/v1/alerts/f1/acknowledgements", seen, "http://elsewhere"), 403))
                .isEqualTo("FOREIGN_ORIGIN");
        assertThat(code(write(openAt, "/api/v1/alerts/none/acknowledgements", seen, null), 404))
                .isEqualTo("UNKNOWN_ALERT");
        assertThat(code(write(openAt, "/api/v1/alerts/r3/acknowledgements", seen, null), 409))
                .isEqualTo("ALERT_ENDED");
        String named = "{" + AUTHOR + ",\"words\":\"a secret\"}";
        assertThat(code(write(openAt, "/api/v1/alerts/f1/comments", named, null), 400))
                .isEqualTo("IDENTITY_DATA");
        String past = "{" + AUTHOR + ",\"words\":\"x\",\"until\":\"2026-03-01T00:00:00Z\"}";
        assertThat(code(write(openAt, "/api/v1/alerts/f1/silences", past, null), 400))
                .isEqualTo("BAD_PARAMETER");
        assertThat(code(write(openAt, "/api/v1/alerts/f1/acknowledgements", "{}", null), 400))
                .isEqualTo("BAD_PARAMETER");
        assertThat(code(write(closedAt, "/api/v1/proposals/f1/decision", deciding("OPENED"), null), 403))
                .isEqualTo("ACCOUNTS_MISSING");
    }

    @Test
    void alertsCanBePutTogetherByStationOrStandard() throws Exception {
        JsonNode byStandard = ok("/api/v1/alerts?group=standard", "alerts");
        assertThat(byStandard.get("alerts").findValuesAsText("id")).contains("f1", "f2", "r3");
        assertThat(byStandard.get("groups")).hasSize(2);
        assertThat(byStandard.at("/groups/0/firing").asInt()).isEqualTo(2);
        assertThat(ok("/api/v1/alerts?group=station&state=FIRING", "alerts").get("groups"))
                .hasSize(2);
        assertThat(ok("/api/v1/alerts?unit=" + SmallCity.SOUTH, "alerts").get("groups"))
                .isEmpty();
    }

    @Test
    void anAlertThatHangsOnASilentFeedNamesIt() throws Exception {
        city.view()
                .write(state -> state.feed(FeedState.newBuilder()
                        .setSource("reports")
                        .setFeed("dispute")
                        .setLogKey(SmallCity.SOUTH)
                        .setRecords(5)
                        .setLastHeard(TURN)
                        .setStale(true)
                        .build()));
        JsonNode south = ok("/api/v1/alerts?unit=" + SmallCity.SOUTH, "alerts");
        assertThat(south.at("/alerts/0/inhibitedBy/source").asText()).isEqualTo("reports");
        JsonNode north = ok("/api/v1/alerts?unit=" + SmallCity.NORTH, "alerts");
        assertThat(north.at("/alerts/0/inhibitedBy").isNull()).isTrue();
    }

    @Test
    void aHoldersAlertBecomesOneProposalThatAPersonDecidesOnce() throws Exception {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        ok("/api/v1/proposals", "proposals").get("proposals").size() == 1);
        JsonNode proposal = ok("/api/v1/proposals", "proposals").at("/proposals/0");
        assertThat(proposal.get("id").asText()).isEqualTo("f1");
        assertThat(proposal.get("awardLevel").asText()).isEqualTo("province");
        assertThat(proposal.get("lower").get(0).asText()).isEqualTo("w/city");
        assertThat(proposal.at("/decides/zh").asText()).contains("省厅");
        assertThat(proposal.get("reasons").findValuesAsText("en").toString())
                .contains("412 of 480", "provincial award of 2025", "people decide");
        assertThat(proposal.get("state").asText()).isEqualTo("PROPOSED");
        assertThat(ok("/api/v1/awards", "awards").get("awards")).hasSize(2);

        HttpResponse<String> opened = write(openAt, "/api/v1/proposals/f1/decision", deciding("OPENED"), null);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        assertThat(code(write(openAt, "/api/v1/proposals/f1/decision", deciding("DECLINED"), null), 409))
                .isEqualTo("DECIDED_BEFORE");
        assertThat(code(write(openAt, "/api/v1/proposals/f2/decision", deciding("OPENED"), null), 404))
                .isEqualTo("UNKNOWN_PROPOSAL");
        JsonNode after = ok("/api/v1/proposals", "proposals").at("/proposals/0");
        assertThat(after.get("state").asText()).isEqualTo("OPENED");
        assertThat(after.at("/decision/reason").asText()).isEqualTo("核实后开启");
        assertThat(ok("/api/v1/alerts/f1", "alert").at("/proposal/state").asText())
                .isEqualTo("OPENED");
    }

    private static String deciding(String decision) {
        return "{" + AUTHOR + ",\"decision\":\"" + decision + "\",\"reason\":\"核实后开启\"}";
    }

    private static JsonNode post(String path, String body, int status) throws Exception {
        HttpResponse<String> response = write(openAt, "/api/v1/alerts/" + path, body, null);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return valid(response, "alert");
    }

    private static HttpResponse<String> write(URI base, String path, String body, @Nullable String origin)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (origin != null) {
            request.header("Origin", origin);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String code(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body()).get("code").asText();
    }

    private static JsonNode ok(String path, String operation) throws Exception {
        HttpResponse<String> response =
                CLIENT.send(HttpRequest.newBuilder(openAt.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return valid(response, operation);
    }

    private static JsonNode valid(HttpResponse<String> response, String operation) throws Exception {
        await(validator.validate(
                ValidatableResponse.create(200, Buffer.buffer(response.body()), "application/json"), operation));
        return JSON.readTree(response.body());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
