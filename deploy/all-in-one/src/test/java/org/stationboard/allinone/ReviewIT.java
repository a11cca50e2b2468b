package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * From replayed records to a proposal that a person opens in a browser, over a power cut; then to other rules, by a backtest
 * that finds what was raised.
 */
@Tag("browser")
@ExtendWith(ProcessLogs.class)
class ReviewIT {
    /** A station of the demo city that the replayed files bring enough disputes to. */
    private static final String STATION = "990102";

    private static final Path SHOTS = Path.of("target", "shots");

    @TempDir
    private Path folder;

    @Test
    void aHolderThatSlipsIsProposedOnceAndOpenedByAPerson() throws Exception {
        Path catalogue =
                Path.of("src", "test", "resources", "catalogue-review.yaml").toAbsolutePath();
        Path data = folder.resolve("data");
        int port = Installed.freePort();
        ServeProcess first = start(data, port, catalogue);
        first.awaitReady();
        award(first);
        replay(first);
        awaitFiring(first);
        first.kill();

        try (ServeProcess second = start(data, port, catalogue)) {
            second.awaitReady();
            JsonNode proposal = awaitOneProposal(second);
            assertFiredAfterItsHoldTime(second, proposal.get("id").asText());
            open(second, proposal.get("id").asText());

            JsonNode opened = awaitOneProposal(second);
            assertThat(opened.get("state").asText()).isEqualTo("OPENED");
            assertThat(opened.at("/decision/reason").asText()).isEqualTo("核实后开启");
            assertThat(opened.at("/decision/by/authenticated").asBoolean()).isFalse();
            assertThat(second.client().read("/api/v1/awards?unit=" + STATION).at("/awards/0/held"))
                    .as("nothing is taken away")
                    .hasToString("true");
            changeTheRules(second);
        }
    }

    private static ServeProcess start(Path data, int port, Path catalogue) throws IOException {
        return ServeProcess.start(
                data, port, "serve", "--catalogue", catalogue.toString(), "--writes-without-accounts");
    }

    private static void award(ServeProcess serve) throws Exception {
        BoardClient.Answer clock = serve.client()
                .post("/ingest/v1/clock", "application/json", "{\"mode\":\"log\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(clock.status()).as(clock.body().toString()).isEqualTo(200);
        String record = "{\"recordId\":\"honours/17\",\"unitId\":\"" + STATION
                + "\",\"version\":1,\"occurredAt\":\"2014-01-02T00:00:00Z\",\"reportedAt\":\"2014-01-02T00:00:00Z\","
                + "\"award\":{\"level\":\"CITY_AWARD\",\"title\":\"model-station\",\"year\":2013,"
                + "\"grantedAt\":\"2014-01-02T00:00:00Z\"}}";
        BoardClient.Answer answer = serve.client()
                .post("/ingest/v1/records", "application/x-ndjson", record.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.body().get("accepted").asInt())
                .as(answer.body().toString())
                .isEqualTo(1);
    }

    /** Two of the public files: two months of disputes. */
    private static void replay(ServeProcess serve) {
        List<String> line = new ArrayList<>(List.of(
                "replay",
                "--to",
                serve.url(),
                "--clock",
                "log",
                "--mapping",
                Installed.DEMO_DATA.resolve("mappings/consumidor.yaml").toString()));
        for (String month : List.of("05", "06")) {
            line.add(Installed.DEMO_DATA
                    .resolve("br-consumidor-odr-2014-" + month + ".csv.gz")
                    .toString());
        }
        Installed.run(line.toArray(String[]::new));
    }

    private static void awaitFiring(ServeProcess serve) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> !serve.client()
                        .read("/api/v1/alerts?state=FIRING&unit=" + STATION)
                        .get("alerts")
                        .isEmpty());
    }

    private static JsonNode awaitOneProposal(ServeProcess serve) throws Exception {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> !proposals(serve).isEmpty());
        JsonNode proposals = proposals(serve);
        assertThat(proposals).as(proposals.toString()).hasSize(1);
        return proposals.get(0);
    }

    private static JsonNode proposals(ServeProcess serve) throws Exception {
        return serve.client().read("/api/v1/proposals").get("proposals");
    }

    /** Three day's turns in a row: two days after it became pending. */
    private static void assertFiredAfterItsHoldTime(ServeProcess serve, String id) throws Exception {
        List<Instant> steps = new ArrayList<>();
        for (JsonNode row : serve.client().read("/api/v1/alerts/" + id).get("life")) {
            if (row.get("kind").asText().equals("TRANSITION")) {
                steps.add(Instant.parse(row.get("at").asText()));
            }
        }
        assertThat(steps).hasSizeGreaterThanOrEqualTo(2);
        assertThat(Duration.between(steps.get(0), steps.get(1))).isEqualTo(Duration.ofDays(2));
    }

    private static void open(ServeProcess serve, String id) throws IOException {
        try (WallPage page = WallPage.open(serve.url() + "/proposals", 1920, 1080, SHOTS)) {
            String item = "[data-proposal='" + id + "'] ";
            page.fill(item + "[name=account]", "a-17");
            page.fill(item + "[name=role]", "county-lead");
            page.fill(item + "[name=reason]", "核实后开启");
            page.shot("proposal");
            assertThat(page.barriers()).isEmpty();
            page.click(item + "[value=OPENED]");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !page.texts("[data-proposal='" + id + "'][data-proposal-state=OPENED]")
                            .isEmpty());
            page.go(serve.url() + "/alerts?alert=" + id);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> page.texts("[data-life] li").size() >= 2);
            assertThat(page.texts("[data-says]").get(0)).contains("确定未达到", "三(三)");
            page.shot("alert-life");
            assertThat(page.barriers()).isEmpty();
        }
    }

    /** A draft, tried on what happened, approved by a second person, in the log; nothing of it is done by hand. */
    private static void changeTheRules(ServeProcess serve) throws Exception {
        BoardClient client = serve.client();
        String rules = client.read("/api/v1/rules/text").get("text").asText();
        String laxer = rules.replace("targetPpm: 900000", "targetPpm: 100000");
        String drafted = write(serve, "drafts", by("a-17").put("text", laxer))
                .at("/draft/id")
                .asText();
        LocalDate last = turn(client.read("/api/v1/pipeline").at("/sink/lastTick"));
        write(
                serve,
                "drafts/" + drafted + "/backtests",
                by("a-17", null).put("from", "2014-05-01").put("to", last.toString()));
        JsonNode backtest = awaitBacktest(serve, drafted);

        List<String> raised = new ArrayList<>();
        client.read("/api/v1/alerts?state=FIRING&unit=" + Installed.CITY)
                .get("alerts")
                .forEach(alert -> raised.add(alert.at("/unit/id").asText()
                        + ' '
                        + alert.get("standard").asText()
                        + ' '
                        + turn(alert.get("at"))));
        List<String> found = new ArrayList<>();
        for (JsonNode alert : backtest.at("/report/inForce/alerts")) {
            if (!alert.has("ended")) {
                found.add(alert.get("unit").asText()
                        + ' '
                        + alert.get("standard").asText()
                        + ' '
                        + alert.get("fired").asText());
            }
        }
        assertThat(found).isNotEmpty().containsExactlyInAnyOrderElementsOf(raised);
        assertThat(backtest.at("/report/alerts")).as("under the draft").isEmpty();

        ObjectNode approval = by("b-2")
                .put("decision", "APPROVED")
                .put("backtest", backtest.get("number").asLong());
        write(serve, "drafts/" + drafted + "/decision", approval);
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        client.read("/api/v1/rules/text").get("text").asText().equals(laxer));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> client.read("/api/v1/rules/drafts/" + drafted)
                        .at("/draft/state")
                        .asText()
                        .equals("LIVE"));
    }

    private static JsonNode awaitBacktest(ServeProcess serve, String draft) throws Exception {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> !backtest(serve, draft).get("state").asText().equals("RUNNING"));
        JsonNode ended = backtest(serve, draft);
        assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("DONE");
        return ended;
    }

    private static JsonNode backtest(ServeProcess serve, String draft) throws Exception {
        return serve.client().read("/api/v1/rules/drafts/" + draft).at("/backtests/0");
    }

    private static ObjectNode by(String account) {
        return by(account, "as tried");
    }

    private static ObjectNode by(String account, @Nullable String reason) {
        ObjectNode body = new ObjectMapper().createObjectNode();
        body.putObject("author").put("account", account).put("role", "county-lead");
        return reason == null ? body : body.put("reason", reason);
    }

    private static JsonNode write(ServeProcess serve, String path, ObjectNode body) throws Exception {
        BoardClient.Answer answer = serve.client()
                .post(
                        "/api/v1/rules/" + path,
                        "application/json",
                        body.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    /** The day that a tick at a day's turn closes. */
    private static LocalDate turn(JsonNode tick) {
        return Instant.parse(tick.asText())
                .atZone(ZoneId.of("Asia/Shanghai"))
                .toLocalDate()
                .minusDays(1);
    }
}
