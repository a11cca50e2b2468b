package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.stationboard.api.ApiSettings.Limits;

/** What must not come in does not come in, is named, and takes nothing else with it. */
@Tag("rest")
final class BadInputIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NDJSON = "application/x-ndjson";
    private static final List<String> STRING_FIELDS = List.of(
            "/recordId",
            "/unitId",
            "/communityId",
            "/movedFrom",
            "/about",
            "/alarm/channel",
            "/alarm/category",
            "/dispute/kind",
            "/dispute/ownerRole",
            "/dispute/jointWith",
            "/dispute/becameCase");

    @TempDir
    private Path data;

    private final Instant now = Instant.now().minusSeconds(60);

    private ObjectNode record(String id, String body) {
        ObjectNode record = JSON.createObjectNode()
                .put("recordId", "test/" + id)
                .put("unitId", "990101")
                .put("version", 1)
                .put("occurredAt", now.toString())
                .put("reportedAt", now.toString());
        ObjectNode inside = record.putObject(body);
        if (body.equals("alarm")) {
            inside.put("category", "noise").put("family", "HELP").put("calledAt", now.toString());
        } else {
            inside.put("kind", "noise").put("registeredAt", now.toString());
        }
        return record;
    }

    private ObjectNode with(String pointer, String value, int number) {
        String[] path = pointer.substring(1).split("/", -1);
        ObjectNode record = record("identity-" + number, path.length > 1 ? path[0] : "alarm");
        ObjectNode parent = path.length > 1 ? (ObjectNode) record.get(path[0]) : record;
        String field = path[path.length - 1];
        switch (field) {
            case "recordId" -> parent.put(field, "test/" + value);
            case "jointWith" -> parent.putArray(field).add(value);
            default -> parent.put(field, value);
        }
        return record;
    }

    private static JsonNode post(Installed installed, String lines) throws Exception {
        BoardClient.Answer answer =
                installed.client().post("/ingest/v1/records", NDJSON, lines.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        return answer.body();
    }

    private static String reason(JsonNode answer, int index) {
        return answer.get("results").get(index).path("reason").asText();
    }

    @Test
    void refusesWithItsReasonAndLosesNothingElse() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        root.addAppender(logged);
        try {
            try (Installed installed = Installed.start(data, Shipped.planCatalogue(), Limits.defaults())) {
                refusesPlainFaults(installed);
                refusesIdentityEverywhere(installed);
                assertNoTopicHolds(installed, IdentityValues.all());
            }
            assertNoFileHolds(IdentityValues.all());
        } finally {
            root.detachAppender(logged);
        }
        for (ILoggingEvent event : List.copyOf(logged.list)) {
            StringBuilder said = new StringBuilder(event.getFormattedMessage());
            for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
                said.append(cause.getMessage());
            }
            assertThat(IdentityValues.all()).noneMatch(said.toString()::contains);
        }
    }

    private void refusesPlainFaults(Installed installed) throws Exception {
        ObjectNode unknownUnit = record("unknown-unit", "alarm").put("unitId", "999999");
        ObjectNode ahead = record("ahead", "alarm");
        Instant in40Years = now.plus(Duration.ofDays(40 * 365));
        ahead.put("occurredAt", in40Years.toString()).put("reportedAt", in40Years.toString());
        ObjectNode old = record("old", "alarm").put("occurredAt", "1970-01-01T00:00:01Z");
        String tooLarge = record("large", "alarm").toString().replace("noise", "n".repeat(5 << 20));
        String unknownType = record("type", "alarm").toString().replace("\"alarm\"", "\"weather\"");
        String lines = String.join(
                "\n",
                record("good-1", "alarm").toString(),
                "this is not JSON",
                unknownType,
                unknownUnit.toString(),
                ahead.toString(),
                old.toString(),
                tooLarge,
                record("good-2", "dispute").toString());

        JsonNode answer = post(installed, lines);

        assertThat(answer.get("accepted").asInt()).isEqualTo(2);
        assertThat(answer.get("refused").asInt()).isEqualTo(6);
        assertThat(reason(answer, 1)).isEqualTo("MALFORMED");
        assertThat(reason(answer, 2)).isEqualTo("UNKNOWN_TYPE");
        assertThat(reason(answer, 3)).isEqualTo("UNKNOWN_UNIT");
        assertThat(reason(answer, 4)).isEqualTo("FUTURE_DATED");
        assertThat(reason(answer, 5)).isEqualTo("IMPLAUSIBLE_DATE");
        assertThat(reason(answer, 6)).isEqualTo("TOO_LARGE");
        JsonNode listed = installed.client().read("/ingest/v1/quarantine");
        assertThat(listed.get("total").asInt()).isEqualTo(6);
        assertThat(listed.get("quarantine").findValuesAsText("reason"))
                .contains("UNKNOWN_UNIT", "FUTURE_DATED", "IMPLAUSIBLE_DATE", "TOO_LARGE", "MALFORMED");
    }

    private void refusesIdentityEverywhere(Installed installed) throws Exception {
        List<String> lines = new ArrayList<>();
        for (String value : IdentityValues.all()) {
            for (String field : STRING_FIELDS) {
                lines.add(with(field, value, lines.size()).toString());
            }
        }
        lines.add(record("good-3", "alarm").toString());

        JsonNode answer = post(installed, String.join("\n", lines));

        assertThat(answer.get("accepted").asInt()).isEqualTo(1);
        assertThat(answer.get("refused").asInt()).isEqualTo(lines.size() - 1);
        for (int line = 0; line < lines.size() - 1; line++) {
            assertThat(reason(answer, line))
                    .as(STRING_FIELDS.get(line % STRING_FIELDS.size()))
                    .isEqualTo("IDENTITY_DATA");
        }
        assertThat(IdentityValues.all()).noneMatch(value -> answer.toString().contains(value));
        assertThat(installed.client().read("/ingest/v1/quarantine").get("total").asInt())
                .isEqualTo(6 + lines.size() - 1);
    }

    private static void assertNoTopicHolds(Installed installed, List<String> values) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", installed.parts().brokers(),
                "key.deserializer", ByteArrayDeserializer.class,
                "value.deserializer", ByteArrayDeserializer.class);
        long seen = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    seen++;
                    StringBuilder text = new StringBuilder(text(record.key())).append(text(record.value()));
                    for (Header header : record.headers()) {
                        text.append(header.key()).append(text(header.value()));
                    }
                    assertThat(values).as(record.topic()).noneMatch(text.toString()::contains);
                }
            }
        }
        assertThat(seen).isGreaterThan(50);
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** The database's and the streams' tables, as they lie on the disk. */
    private void assertNoFileHolds(List<String> values) throws IOException {
        List<String> raw = values.stream()
                .map(value -> new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .toList();
        try (var files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(raw).as(file.toString()).noneMatch(bytes::contains);
            }
        }
    }
}
