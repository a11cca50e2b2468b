package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From replayed records to a proposal that a person opens in a browser, over a power cut. */
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
}
