package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.api.ApiSettings.Limits;

/**
 * Real disputes from file to figure: counted once, whatever order, repetition or correction they come in. All six files
 * are loaded; the short form sends one of them again, the long one ({@link WholeDisputes}) all.
 */
@TestMethodOrder(OrderAnnotation.class)
final class ThreadIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RANGE = "&unit=" + Installed.CITY + "&from=2014-05-01&to=2014-10-31";
    private static final List<String> INDICATORS = List.of(
            "disputes.registered",
            "disputes.concluded",
            "disputes.succeeded",
            "disputes.police.registered",
            "disputes.police.concluded",
            "disputes.police.succeeded",
            "disputes.open",
            "disputes.overdue");
    /** After the last record and its day. */
    private static final Instant LATER = Instant.parse("2014-12-24T00:00:00Z");

    @TempDir
    private static Path data;

    private static Installed installed;

    @BeforeAll
    static void loadOnce() throws Exception {
        installed = Installed.start(data, Shipped.planCatalogue(), Limits.defaults());
        installed.replayDisputes(Installed.disputeFiles(), "--clock", "log");
        installed.advance(LATER);
    }

    @AfterAll
    static void stop() {
        installed.close();
    }

    private static JsonNode figure(String indicator, String range) throws Exception {
        JsonNode figures = installed
                .client()
                .read("/api/v1/figures?indicator=" + indicator + range)
                .get("figures");
        assertThat(figures).hasSize(1);
        return figures.get(0);
    }

    /** Every figure of the city by day, without the ticks they were published at. */
    private static Map<String, String> figures() throws Exception {
        Map<String, String> values = new LinkedHashMap<>();
        for (String indicator : INDICATORS) {
            JsonNode days = installed
                    .client()
                    .read("/api/v1/figures?grain=day&indicator=" + indicator + RANGE)
                    .get("figures");
            for (JsonNode day : days) {
                values.put(
                        indicator + " " + day.get("start").asText(),
                        day.get("numerator") + "/" + day.get("denominator"));
            }
        }
        assertThat(values).hasSizeGreaterThan(1000);
        return values;
    }

    @Test
    @Order(1)
    void countsEachDisputeOnceAndShowsTheRecordsThatAddUp() throws Exception {
        JsonNode succeeded = figure("disputes.succeeded", RANGE);
        assertThat(succeeded.get("numerator").asLong()).isEqualTo(10_120);
        assertThat(succeeded.get("denominator").asLong()).isEqualTo(17_162);

        long numerator = 0;
        long denominator = 0;
        List<JsonNode> records = installed.client().evidence("indicator=disputes.succeeded" + RANGE);
        for (JsonNode record : records) {
            for (JsonNode contribution : record.get("contributions")) {
                numerator += contribution.get("numerator").asLong();
                denominator += contribution.get("denominator").asLong();
            }
        }
        assertThat(numerator).isEqualTo(10_120);
        assertThat(denominator).isEqualTo(17_162);
        assertThat(records).hasSize(17_162);
        assertThat(records.stream()
                        .map(record -> record.get("recordId").asText())
                        .distinct())
                .hasSize(17_162);
    }

    @Test
    @Order(2)
    void changesNothingWhenItComesAgainShuffled() throws Exception {
        Map<String, String> before = figures();

        // All three versions of each dispute, in any order: older ones after newer ones.
        List<Path> again = Installed.disputeFiles();
        if (!WholeDisputes.ASKED) {
            again = again.subList(again.size() - 1, again.size());
        }
        installed.replayDisputes(again, "--clock", "log", "--order", "shuffle:20141031");
        installed.advance(LATER.plusSeconds(60));

        assertThat(figures()).isEqualTo(before);
    }

    @Test
    @Order(3)
    void takesOutExactlyWhatAWithdrawnRecordHadPutIn() throws Exception {
        Map<String, String> before = figures();
        JsonNode evidence = installed
                .client()
                .read("/api/v1/evidence?limit=1&indicator=disputes.succeeded" + RANGE)
                .get("records")
                .get(0);
        String id = evidence.get("recordId").asText();
        JsonNode contribution = evidence.get("contributions").get(0);

        ObjectNode withdrawn = JSON.createObjectNode()
                .put("recordId", id)
                .put("unitId", evidence.get("unitId").asText())
                .put("version", 1_000)
                .put("occurredAt", evidence.get("occurredAt").asText())
                .put("reportedAt", "2014-12-24T00:02:00Z")
                .put("withdrawn", true);
        withdrawn
                .putObject("dispute")
                .put("kind", "bank")
                .put("registeredAt", evidence.get("occurredAt").asText());
        installed.send(withdrawn.toString(), LATER.plusSeconds(180));

        Map<String, String> after = figures();
        List<String> changed = new ArrayList<>();
        after.forEach((cell, value) -> {
            if (!value.equals(before.get(cell))) {
                changed.add(cell);
            }
        });
        String day = contribution.get("day").asText();
        assertThat(changed).contains("disputes.concluded " + day, "disputes.succeeded " + day);
        assertThat(changed.stream().filter(cell -> cell.startsWith("disputes.registered")))
                .hasSize(1);
        assertThat(changed.stream().filter(cell -> cell.startsWith("disputes.concluded")))
                .hasSize(1);
        assertThat(figure("disputes.succeeded", RANGE).get("denominator").asLong())
                .isEqualTo(17_161);
        assertThat(figure("disputes.succeeded", RANGE).get("numerator").asLong())
                .isEqualTo(10_120 - contribution.get("numerator").asLong());
        assertThat(installed.client().evidence("indicator=disputes.succeeded" + RANGE))
                .hasSize(17_161);
    }

    private static String settled(int version, String reopenedAt) {
        ObjectNode record = JSON.createObjectNode()
                .put("recordId", "test/reopened")
                .put("unitId", "990101")
                .put("version", version)
                .put("occurredAt", "2014-11-03T02:00:00Z")
                .put("reportedAt", "2014-12-24T00:04:00Z");
        ObjectNode dispute =
                record.putObject("dispute").put("kind", "neighbour").put("registeredAt", "2014-11-03T02:00:00Z");
        ObjectNode attempt = dispute.putArray("attempts")
                .addObject()
                .put("concludedAt", "2014-11-10T02:00:00Z")
                .put("outcome", "SUCCESS");
        if (!reopenedAt.isEmpty()) {
            attempt.put("reopenedAt", reopenedAt);
        }
        return record.toString();
    }

    @Test
    @Order(4)
    void countsAReopenedSuccessAsFailureOnlyWithinThirtyDays() throws Exception {
        // A day on which nothing else was concluded.
        String range = "&unit=990101&from=2014-11-10&to=2014-11-10";

        installed.send(settled(1, ""), LATER.plusSeconds(300));
        assertThat(figure("disputes.succeeded", range).get("numerator").asLong())
                .isEqualTo(1);
        assertThat(figure("disputes.succeeded", range).get("denominator").asLong())
                .isEqualTo(1);

        installed.send(settled(2, "2014-12-09T02:00:00Z"), LATER.plusSeconds(360));
        assertThat(figure("disputes.succeeded", range).get("numerator").asLong())
                .isZero();
        assertThat(figure("disputes.succeeded", range).get("denominator").asLong())
                .isEqualTo(1);

        installed.send(settled(3, "2014-12-20T02:00:00Z"), LATER.plusSeconds(420));
        assertThat(figure("disputes.succeeded", range).get("numerator").asLong())
                .isEqualTo(1);
        assertThat(figure("disputes.succeeded", range).get("denominator").asLong())
                .isEqualTo(1);
    }
}
