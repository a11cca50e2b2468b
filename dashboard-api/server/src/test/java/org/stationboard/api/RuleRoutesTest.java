package org.stationboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stationboard.api.access.Access;
import org.stationboard.api.alerts.AlertPolicy;
import org.stationboard.api.alerts.AlertSettings;
import org.stationboard.api.alerts.NoticeSettings;
import org.stationboard.api.http.ApiContract;
import org.stationboard.api.rules.RulePorts;
import org.stationboard.engine.CatalogueLoader;

/** A change of the rules over a real HTTP server, from a draft to the log, each answer held to the OpenAPI file. */
class RuleRoutesTest {
    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String REPORT = "{\"alerts\":[{\"unit\":\"990101\",\"standard\":\"Z07\"},"
            + "{\"unit\":\"990101\",\"standard\":\"N02\"}],\"alertsAMonth\":0.5}";

    private final InMemoryRules store = new InMemoryRules();
    private final LogOfRules log = new LogOfRules(CatalogueLoader.shippedText());
    private final List<RunByHand> trials = new ArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final SmallCity city = new SmallCity(NOON);
    private @Nullable ApiServer server;
    private URI at = URI.create("");
    private ResponseValidator validator;

    /** A log that takes a catalogue once. */
    private static final class LogOfRules implements RulePorts.Book {
        private final List<String> written = new ArrayList<>();
        private boolean absent;

        LogOfRules(String first) {
            written.add(first);
        }

        @Override
        public synchronized String text() {
            return written.get(written.size() - 1);
        }

        @Override
        public synchronized void write(String text) {
            if (absent) {
                throw new IllegalStateException("log keeper: WAITING");
            }
            if (!text().equals(text)) {
                written.add(text);
            }
        }

        synchronized void absent(boolean gone) {
            absent = gone;
        }
    }

    /** A run that is as far as the test says. */
    private static final class RunByHand implements RulePorts.Trial {
        private volatile RulePorts.@Nullable Outcome outcome;
        private volatile boolean closed;

        @Override
        public OptionalInt percent() {
            return OptionalInt.of(37);
        }

        @Override
        public RulePorts.@Nullable Outcome outcome() {
            return outcome;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @BeforeEach
    void start() throws Exception {
        validator = ResponseValidator.create(vertx, await(ApiContract.load(vertx)));
        begin();
    }

    /** A server anew, as after a crash, over the same store and log. */
    private void begin() throws Exception {
        ApiServer begun = new ApiServer(
                ApiSettings.defaults(),
                new AlertSettings(AlertPolicy.shipped(), true, text -> Optional.empty(), NoticeSettings.nobody()),
                Access.ofOwnMachine(),
                city.view(),
                city.store().ports(),
                city.store().ports(),
                new AlertRoutesTest.Pipeline(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                city.clock());
        begun.changingRules(new RulePorts(store, log, this::trial));
        HttpServer http = await(vertx.createHttpServer()
                .requestHandler(await(begun.router(vertx)))
                .listen(0, "127.0.0.1"));
        at = URI.create("http://127.0.0.1:" + http.actualPort());
        server = begun;
    }

    private RulePorts.Trial trial(String draft, LocalDate from, LocalDate to) {
        assertThat(CatalogueLoader.load(draft).standards()).isNotEmpty();
        trials.add(new RunByHand());
        return trials.get(trials.size() - 1);
    }

    @AfterEach
    void stop() throws Exception {
        end();
        await(vertx.close());
    }

    private void end() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aChangeGoesLiveOnlyAfterABacktestAndASecondPersonsApproval() throws Exception {
        String id = draft("targetPpm: 900000", "targetPpm: 880000");
        JsonNode drafted = get("/api/v1/rules/drafts/" + id, "ruleDraft");
        assertThat(drafted.path("changes")).hasSize(1);
        assertThat(drafted.at("/changes/0").toString())
                .isEqualTo("{\"standard\":\"N02\",\"key\":\"targetPpm\",\"before\":\"900000\",\"after\":\"880000\"}");

        assertThat(decide(id, "b-2", 1).path("code").asText()).isEqualTo("NOT_TRIED");
        assertThat(backtest(id).at("/backtests/0/state").asText()).isEqualTo("RUNNING");
        assertThat(get("/api/v1/rules/drafts/" + id, "ruleDraft")
                        .at("/backtests/0/percent")
                        .asInt())
                .isEqualTo(37);
        assertThat(backtest(id).path("code").asText()).isEqualTo("TRIAL_RUNNING");
        assertThat(decide(id, "b-2", 1).path("code").asText()).isEqualTo("NOT_TRIED");

        trials.get(0).outcome = new RulePorts.Outcome(REPORT, null);
        awaitState(id, "/backtests/0/state", "DONE");
        JsonNode tried = get("/api/v1/rules/drafts/" + id, "ruleDraft").at("/backtests/0");
        assertThat(tried.at("/report/alerts")).as("nothing for reviewers alone").hasSize(1);
        assertThat(tried.at("/report/alerts/0/standard").asText()).isEqualTo("N02");

        // Nobody approves what he drafted, in whatever letters.
        assertThat(decide(id, "a-17", 1).path("code").asText()).isEqualTo("SECOND_PERSON");
        assertThat(decide(id, "A-17", 1).path("code").asText()).isEqualTo("SECOND_PERSON");
        assertThat(log.written).hasSize(1);

        assertThat(decide(id, "b-2", 1).at("/draft/decision/by/account").asText())
                .isEqualTo("b-2");
        awaitState(id, "/draft/state", "LIVE");
        assertThat(log.written).hasSize(2);
        assertThat(CatalogueLoader.load(log.text())
                        .standard("N02")
                        .orElseThrow()
                        .targetPpm())
                .isEqualTo(880_000);
        assertThat(decide(id, "c-3", 1).path("code").asText()).isEqualTo("DECIDED_BEFORE");
        JsonNode rules = get("/api/v1/rules", "rules");
        assertThat(rules.at("/drafts/0/state").asText()).isEqualTo("LIVE");
        assertThat(rules.at("/rules/digest")).isEqualTo(rules.at("/drafts/0/digest"));
        assertThat(get("/api/v1/rules/text", "rulesText").path("text").asText()).isEqualTo(log.text());
    }

    @Test
    void aBacktestBesideOtherRulesApprovesNothing() throws Exception {
        String first = tried(draft("targetPpm: 900000", "targetPpm: 880000"));
        String second = tried(draft("targetPpm: 900000", "targetPpm: 870000"));
        decide(first, "b-2", 1);
        awaitState(first, "/draft/state", "LIVE");
        assertThat(decide(second, "b-2", 2).path("code").asText()).isEqualTo("NOT_TRIED");
        assertThat(get("/api/v1/rules/drafts/" + second, "ruleDraft")
                        .at("/backtests/0/current")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void anApprovalOutlivesAnAbsentLogAndACrashAndIsWrittenOnce() throws Exception {
        String id = tried(draft("targetPpm: 900000", "targetPpm: 880000"));
        log.absent(true);
        decide(id, "b-2", 1);
        Thread.sleep(1_200);
        assertThat(state(id, "/draft/state")).isEqualTo("APPROVED");
        end();
        log.absent(false);
        begin();
        awaitState(id, "/draft/state", "LIVE");
        // It ends after the log took it and before that is written down: done again, the log takes it once.
        end();
        store.forgetLive(id);
        begin();
        awaitState(id, "/draft/state", "LIVE");
        assertThat(log.written).hasSize(2);
    }

    @Test
    void aBacktestEndsWithItsServer() throws Exception {
        String id = draft("targetPpm: 900000", "targetPpm: 880000");
        backtest(id);
        end();
        assertThat(trials.get(0).closed).isTrue();
        begin();
        awaitState(id, "/backtests/0/state", "FAILED");
        assertThat(state(id, "/backtests/0/fault")).isEqualTo("the server ended while it ran");
        assertThat(backtest(id).at("/backtests/0/state").asText()).isEqualTo("RUNNING");
    }

    @Test
    void aBrokenDraftIsAnsweredWithEveryFault() throws Exception {
        String broken = log.text()
                .replaceFirst("windowMonths: 12", "windowMonths: dozen")
                .replaceFirst("indicator: disputes.succeeded", "indicator: officers.cases");
        JsonNode problem = post("/api/v1/rules/drafts", drafting(broken), 422, "draftRules");
        assertThat(problem.path("code").asText()).isEqualTo("BROKEN_RULES");
        assertThat(problem.path("detail").asText().split("\n"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("line ").contains("(expected: "));
        assertThat(post("/api/v1/rules/drafts", drafting(log.text()), 422, "draftRules")
                        .path("detail")
                        .asText())
                .contains("the rules that hold already");
    }

    private String draft(String from, String to) throws Exception {
        String text = log.text().replaceFirst(from, to);
        return post("/api/v1/rules/drafts", drafting(text), 200, "draftRules")
                .at("/draft/id")
                .asText();
    }

    private String tried(String id) throws Exception {
        backtest(id);
        trials.get(trials.size() - 1).outcome = new RulePorts.Outcome(REPORT, null);
        awaitState(id, "/backtests/0/state", "DONE");
        return id;
    }

    private static ObjectNode by(String account) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("author").put("account", account).put("role", "county-lead");
        return body;
    }

    private static ObjectNode drafting(String text) {
        return by("a-17").put("reason", "what it asks is out of reach").put("text", text);
    }

    private JsonNode backtest(String id) throws Exception {
        ObjectNode body = by("a-17").put("from", "2026-01-01").put("to", "2026-02-28");
        return post("/api/v1/rules/drafts/" + id + "/backtests", body, 0, "backtestRules");
    }

    private JsonNode decide(String id, String account, long backtest) throws Exception {
        ObjectNode body = by(account)
                .put("decision", "APPROVED")
                .put("reason", "as tried")
                .put("backtest", backtest);
        return post("/api/v1/rules/drafts/" + id + "/decision", body, 0, "decideRules");
    }

    private String state(String id, String pointer) throws Exception {
        return get("/api/v1/rules/drafts/" + id, "ruleDraft").at(pointer).asText();
    }

    private void awaitState(String id, String pointer, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> state(id, pointer).equals(state));
    }

    private JsonNode get(String path, String operation) throws Exception {
        return answer(HttpRequest.newBuilder(at.resolve(path)), 200, operation);
    }

    private JsonNode post(String path, JsonNode body, int status, String operation) throws Exception {
        return answer(
                HttpRequest.newBuilder(at.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())),
                status,
                operation);
    }

    /** The answer, as the file has it; of any status where 0 is expected. */
    private JsonNode answer(HttpRequest.Builder request, int status, String operation) throws Exception {
        HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (status > 0) {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        }
        await(validator.validate(
                ValidatableResponse.create(response.statusCode(), Buffer.buffer(response.body()), "application/json"),
                operation));
        return JSON.readTree(response.body());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
