package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.ContentDigest;
import org.stationboard.contract.RecordJson;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.contract.v1.QuarantineEntry;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.gateway.GatewayFixture.Answer;
import org.stationboard.testkit.Records;

@ExtendWith(OneBroker.class)
class GatewayIT {
    private static final String UNIT = "990101";

    private static TestBroker broker;

    private final Instant now = Instant.now();
    private GatewayFixture fixture;

    @BeforeAll
    static void useBroker(TestBroker shared) {
        broker = shared;
    }

    @BeforeEach
    void startGateway() {
        broker.removeTopics();
        fixture = new GatewayFixture(broker.settings(), Clock.systemUTC());
    }

    @AfterEach
    void stopGateway() {
        fixture.close();
    }

    private StationRecord.Builder alarm(String id) {
        return Records.alarm("phone/" + id, UNIT, now.minusSeconds(60));
    }

    private static String json(StationRecord.Builder record) {
        return RecordJson.print(record.build());
    }

    private static List<String> ids(List<StationRecord> records) {
        return records.stream().map(StationRecord::getRecordId).collect(Collectors.toList());
    }

    @Test
    void refusesEachKindOfBadInputAndLosesNothingElse() {
        String large = json(alarm("large")).replace("phone/large", "phone/" + "9".repeat(5 * 1024 * 1024));
        List<String> lines = List.of(
                json(alarm("good-1")),
                "this is not JSON",
                json(alarm("type")).replace("\"alarm\":{", "\"patrol\":{"),
                json(alarm("unit").setUnitId("123456")),
                json(Records.alarm("phone/ahead", UNIT, now.plus(Duration.ofDays(40 * 365 + 10)))),
                json(Records.alarm("phone/old", UNIT, Instant.parse("1970-03-01T00:00:00Z"))),
                large,
                json(alarm("good-2")));
        Answer answer = fixture.records(String.join("\n", lines));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("received").asInt()).isEqualTo(8);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(2);
        List<String> reasons = new ArrayList<>();
        answer.json()
                .path("results")
                .forEach(result -> reasons.add(result.path("reason").asText("accepted")));
        assertThat(reasons)
                .containsExactly(
                        "accepted",
                        "MALFORMED",
                        "UNKNOWN_TYPE",
                        "UNKNOWN_UNIT",
                        "FUTURE_DATED",
                        "IMPLAUSIBLE_DATE",
                        "TOO_LARGE",
                        "accepted");
        assertThat(ids(broker.data())).containsExactlyInAnyOrder("phone/good-1", "phone/good-2");
        assertListed(reasons, large.length());
        IngestBalance balance = fixture.gateway.balance();
        assertThat(balance.received()).isEqualTo(8);
        assertThat(balance.refused()).isEqualTo(6);
        assertThat(fixture.meters
                        .get("gateway.records.refused")
                        .tag("reason", "TOO_LARGE")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private void assertListed(List<String> reasons, int largeSize) {
        JsonNode listed = fixture.get("/ingest/v1/quarantine?limit=10").json();
        assertThat(listed.path("total").asInt()).isEqualTo(6);
        List<String> rows = new ArrayList<>();
        listed.path("quarantine").forEach(row -> rows.add(0, row.path("reason").asText()));
        assertThat(rows)
                .isEqualTo(reasons.stream()
                        .filter(reason -> !reason.equals("accepted"))
                        .toList());
        listed.path("quarantine").forEach(row -> {
            boolean kept = List.of("UNKNOWN_TYPE", "UNKNOWN_UNIT", "FUTURE_DATED", "IMPLAUSIBLE_DATE")
                    .contains(row.path("reason").asText());
            assertThat(row.path("kept").asBoolean()).as(row.toString()).isEqualTo(kept);
        });
        assertThat(listed.path("quarantine").path(0).path("size").asInt()).isEqualTo(largeSize);
    }

    @Test
    void refusesIdentityDataEverywhereAndKeepsItNowhere() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        root.addAppender(logged);
        Logger ours = (Logger) LoggerFactory.getLogger("org.stationboard");
        ours.setLevel(Level.TRACE);
        List<String> values = new IdentityValues(System.nanoTime()).all();
        int sent = 0;
        for (String value : values) {
            List<String> lines = linesWith(value);
            Answer answer = fixture.records(String.join("\n", lines));
            assertThat(answer.text()).doesNotContain(value);
            for (int i = 0; i < lines.size(); i++) {
                assertThat(answer.reason(i))
                        .as(lines.get(i).replace(value, "VALUE"))
                        .isEqualTo("IDENTITY_DATA");
            }
            sent += lines.size();
            Answer header = fixture.records(
                    json(alarm("h")),
                    "x-device",
                    new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
            boolean ascii = value.chars().allMatch(c -> c < 128);
            assertThat(header.status()).isEqualTo(ascii ? 400 : header.status());
            assertThat(header.text()).doesNotContain(value);
        }
        assertThat(ids(broker.data()).stream().filter(id -> !id.equals("phone/h")))
                .isEmpty();
        assertThat(fixture.gateway.balance().refused()).isGreaterThanOrEqualTo(sent);
        assertNowhere(values, fixture.get("/ingest/v1/quarantine?limit=1000").text());
        root.detachAppender(logged);
        assertThat(logged.list)
                .allSatisfy(event -> assertThat(values)
                        .noneMatch(value -> event.getFormattedMessage().contains(value)));
    }

    /** Records with the value in one string each, in names, in values of other types and in an unknown body. */
    private List<String> linesWith(String value) {
        List<String> lines = new ArrayList<>();
        for (StationRecord.Builder record : new WholeBodies(UNIT, now.minusSeconds(60)).all()) {
            EveryString.of(record, value, (changed, path) -> lines.add(RecordJson.print(changed)));
        }
        String whole = json(alarm("2"));
        lines.add(whole.replace("phone/2", "phone/" + value));
        lines.add(whole.replace("\"alarm\":", "\"" + value + "\":\"x\",\"alarm\":"));
        lines.add(whole.replace("THEFT_ROBBERY_FRAUD", value));
        lines.add(whole.replace("\"alarm\":{", "\"patrol\":{\"officer\":\"" + value + "\","));
        lines.add(whole.replaceFirst("\"version\":\"1\"", "\"version\":\"" + value + "\""));
        return lines;
    }

    private static void assertNowhere(List<String> values, String listed) throws Exception {
        StringBuilder all = new StringBuilder(listed);
        for (Topic topic : List.of(Topic.STATION_RECORDS, Topic.QUARANTINE, Topic.LOG_HEAD)) {
            for (List<ConsumerRecord<byte[], byte[]>> partition : broker.read(topic)) {
                for (ConsumerRecord<byte[], byte[]> record : partition) {
                    all.append(record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8));
                    all.append(new String(record.value(), StandardCharsets.UTF_8))
                            .append('\n');
                }
            }
        }
        assertThat(values).noneMatch(value -> all.indexOf(value) >= 0);
    }

    @Test
    void setsReceiveTimeDigestKeyAndKafkaTimestamp() throws Exception {
        StationRecord sent = alarm("1").build();
        assertThat(fixture.records(RecordJson.print(sent)).status()).isEqualTo(202);
        List<ConsumerRecord<byte[], byte[]>> records = broker.read(Topic.STATION_RECORDS).stream()
                .flatMap(List::stream)
                .filter(record -> record.key() != null)
                .toList();
        assertThat(records).hasSize(1);
        StationRecord stored = StationRecord.parseFrom(records.get(0).value());
        assertThat(new String(records.get(0).key(), StandardCharsets.UTF_8)).isEqualTo("990100");
        assertThat(stored.getContentDigest()).isEqualTo(ContentDigest.of(sent));
        assertThat(Records.instant(stored.getReceivedAt()).toEpochMilli())
                .isEqualTo(records.get(0).timestamp())
                .isBetween(now.toEpochMilli(), Instant.now().toEpochMilli());
        assertThat(stored.toBuilder().clearReceivedAt().clearContentDigest().build())
                .isEqualTo(sent);
    }

    @Test
    void anOrdinaryRecordDecidesForTheWallClock() {
        fixture.records(json(alarm("1")));
        assertThat(fixture.gateway.keeper().head().getMode()).isEqualTo(ClockMode.WALL);
        Answer refused = fixture.clock("{\"mode\":\"log\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("code").asText()).isEqualTo("CLOCK_DECIDED");
        Answer same = fixture.clock("{\"mode\":\"wall\"}");
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.json().path("mode").asText()).isEqualTo("wall");
    }

    @Test
    void underLogOrdinaryRecordsAreTakenAndMoveNothing() {
        assertThat(fixture.clock("{\"mode\":\"log\",\"until\":\"2026-01-01T00:00:30Z\"}")
                        .json()
                        .path("tick")
                        .asText())
                .isEqualTo("2026-01-01T00:00:00Z");
        assertThat(fixture.records(json(alarm("1"))).json().path("accepted").asInt())
                .isEqualTo(1);
        assertThat(ids(broker.data())).containsExactly("phone/1");
        assertThat(fixture.clock("{\"mode\":\"log\"}").json().path("tick").asText())
                .isEqualTo("2026-01-01T00:00:00Z");
        assertThat(fixture.clock("{\"mode\":\"log\",\"until\":\"2099-01-01T00:00:00Z\"}")
                        .status())
                .isEqualTo(400);
        assertThat(fixture.clock("{\"mode\":\"sun\"}").status()).isEqualTo(400);
        assertThat(fixture.clock("nonsense").status()).isEqualTo(400);
    }

    @Test
    void takesCloudEventsSingleJsonAndProtobufThroughTheSameChecks() throws Exception {
        String event = "{\"specversion\":\"1.0\",\"type\":\"org.stationboard.alarm.v1\",\"source\":\"/phone\","
                + "\"id\":\"1\",\"data\":" + json(alarm("event")) + "}";
        String path = "/ingest/v1/records";
        assertThat(fixture.post(path, "application/cloudevents+json; charset=utf-8", event)
                        .status())
                .isEqualTo(202);
        assertThat(fixture.post(path, "application/json", json(alarm("json"))).status())
                .isEqualTo(202);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        alarm("proto").build().writeDelimitedTo(bytes);
        alarm("proto-2").setUnitId("1").build().writeDelimitedTo(bytes);
        Answer proto = fixture.post(path + "?results=refused", "application/x-protobuf", bytes.toByteArray());
        assertThat(proto.json().path("results")).hasSize(1);
        assertThat(proto.reason(0)).isEqualTo("UNKNOWN_UNIT");
        assertThat(proto.json().path("results").path(0).path("index").asInt()).isEqualTo(1);
        assertThat(ids(broker.data())).containsExactlyInAnyOrder("phone/event", "phone/json", "phone/proto");
        Answer unknown = fixture.post(path, "application/cloudevents+json", event.replace("alarm.v1", "patrol.v1"));
        assertThat(unknown.reason(0)).isEqualTo("UNKNOWN_TYPE");
        assertThat(fixture.post(path, "text/plain", "x").status()).isEqualTo(415);
    }

    @Test
    void takesCloudEventsInBinaryModeAndInBatches() {
        String path = "/ingest/v1/records";
        String[] headers = {
            "ce-specversion", "1.0", "ce-type", "org.stationboard.alarm.v1", "ce-source", "/phone", "ce-id", "1"
        };
        assertThat(fixture.post(path, "application/json", json(alarm("binary")), headers)
                        .status())
                .isEqualTo(202);
        assertThat(fixture.post(
                                path,
                                "application/x-protobuf",
                                alarm("binary-2").build().toByteArray(),
                                headers)
                        .status())
                .isEqualTo(202);
        headers[3] = "org.stationboard.case.v1";
        Answer other = fixture.post(path, "application/json", json(alarm("other")), headers);
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.field(0)).isEqualTo("data");
        String event = "{\"specversion\":\"1.0\",\"type\":\"org.stationboard.alarm.v1\",\"source\":\"/phone\","
                + "\"id\":\"1\",\"data\":%s}";
        String batch = "[" + String.format(event, json(alarm("batch"))) + ",\n"
                + String.format(event, json(alarm("unit").setUnitId("1"))) + ","
                + String.format(event, json(alarm("batch-2"))).replace("alarm.v1", "patrol.v1") + ","
                + String.format(event, json(alarm("batch-3"))) + "]";
        Answer answer = fixture.post(path, "application/cloudevents-batch+json", batch);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(2);
        assertThat(answer.reason(1)).isEqualTo("UNKNOWN_UNIT");
        assertThat(answer.reason(2)).isEqualTo("UNKNOWN_TYPE");
        assertThat(ids(broker.data()))
                .containsExactlyInAnyOrder("phone/binary", "phone/binary-2", "phone/batch", "phone/batch-3");
    }

    @Test
    void refusesControlRecordsFromOutside() {
        Answer answer = fixture.records("{\"control\":{\"tick\":{\"fromMinute\":\"1\",\"minute\":\"1\"}}}");
        assertThat(answer.reason(0)).isEqualTo("UNAUTHORISED");
    }

    @Test
    void answers400WhereNothingParsesAnd413WhereABodyIsTooLarge() throws Exception {
        assertThat(fixture.records("").status()).isEqualTo(400);
        Answer nothing = fixture.records("x\ny\n");
        assertThat(nothing.status()).isEqualTo(400);
        assertThat(nothing.json().path("code").asText()).isEqualTo("MALFORMED");
        assertThat(nothing.json().path("refused").asInt()).isEqualTo(2);
        try (Socket socket = request("content-length: 17825792", "expect: 100-continue")) {
            // Refused by its announced length, before any of it was sent.
            assertThat(statusLine(socket)).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void takesUpToItsLimitFromABodyThatGoesOnTooLong() throws Exception {
        byte[] line = (json(alarm("before")) + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] blanks = new byte[64 * 1024];
        Arrays.fill(blanks, (byte) ' ');
        try (Socket socket = request("transfer-encoding: chunked")) {
            OutputStream out = socket.getOutputStream();
            writeChunk(out, line);
            for (int i = 0; i < 17 * 16; i++) {
                writeChunk(out, blanks);
            }
            writeChunk(out, new byte[0]);
            assertThat(statusLine(socket)).startsWith("HTTP/1.1 413");
        }
        assertThat(ids(broker.data())).containsExactly("phone/before");
    }

    @Test
    void takesWhatCameWholeWhenTheSenderGoesAway() throws Exception {
        String lines = json(alarm("whole")) + "\n" + json(alarm("cut")).substring(0, 50);
        try (Socket socket = request("content-length: 10000")) {
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> ids(broker.data()).equals(List.of("phone/whole")));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> fixture.gateway.balance().received() == 1);
    }

    private Socket request(String... headers) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), fixture.uri("/").getPort());
        socket.setSoTimeout(30_000);
        String head = "POST /ingest/v1/records HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/x-ndjson\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static void writeChunk(OutputStream out, byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String statusLine(Socket socket) throws IOException {
        BufferedReader answer =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        return String.valueOf(answer.readLine());
    }

    @Test
    void copiesAMarkForTheCityToEachLogKey() {
        StationRecord mark = Records.mark("phone", "alarm", "990000", now.minusSeconds(3_600), now).toBuilder()
                .setFeedMark(
                        Records.mark("phone", "alarm", "990000", now.minusSeconds(3_600), now).getFeedMark().toBuilder()
                                .setVersions(12))
                .build();
        Answer answer = fixture.records(RecordJson.print(mark));
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
        List<StationRecord> copies = broker.data();
        assertThat(copies).hasSize(8);
        assertThat(copies)
                .extracting(StationRecord::getUnitId)
                .contains("990100")
                .doesNotHaveDuplicates();
        assertThat(copies).extracting(StationRecord::getRecordId).doesNotHaveDuplicates();
        assertThat(copies).noneMatch(copy -> copy.getFeedMark().hasVersions());
        StationRecord county = mark.toBuilder().setUnitId("990100").build();
        fixture.records(RecordJson.print(county));
        assertThat(broker.data()).anyMatch(copy -> copy.getFeedMark().getVersions() == 12);
    }

    @Test
    void rebuildsTheQuarantineListAfterARestart() {
        fixture.records(json(alarm("1").setUnitId("1")) + "\nnonsense\n" + json(alarm("2")));
        JsonNode before = fixture.get("/ingest/v1/quarantine").json();
        fixture.close();
        fixture = new GatewayFixture(broker.settings(), Clock.systemUTC());
        JsonNode after = fixture.quarantineLookedThrough("");
        assertThat(after.path("quarantine")).hasSize(2).isEqualTo(before.path("quarantine"));
        assertThat(after.path("unsent").asInt()).isEqualTo(1);
        assertThat(fixture.gateway.quarantine().total()).isEqualTo(2);
    }

    @Test
    void keepsBytesThatCanBeSentAgain() throws Exception {
        String sent = json(alarm("1").setUnitId("555"));
        fixture.records(sent);
        QuarantineEntry entry = QuarantineEntry.parseFrom(
                broker.read(Topic.QUARANTINE).get(0).get(0).value());
        assertThat(entry.getKept().toStringUtf8()).isEqualTo(sent);
        assertThat(entry.getSource()).isEqualTo("phone");
        fixture.records(json(alarm("2")).replace("\"alarm\":{", "\"patrol\":{\"remark\":\"words of someone\","));
        QuarantineEntry words = QuarantineEntry.parseFrom(
                broker.read(Topic.QUARANTINE).get(0).get(1).value());
        assertThat(words.getReason()).isEqualTo("UNKNOWN_TYPE");
        assertThat(words.getKept().isEmpty()).isTrue();
    }

    @Test
    void answers503WithoutABrokerAndTakesTheRecordsAfterwards() {
        fixture.records(json(alarm("before")));
        broker.stop();
        Answer refused = fixture.records(json(alarm("during")));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().path("code").asText()).isEqualTo("NOT_ACKNOWLEDGED");
        assertThat(fixture.gateway.balance().refusedByReason())
                .containsEntry(org.stationboard.contract.Reject.INTERNAL, 1L);
        broker.startAgain();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> fixture.records(json(alarm("during"))).status() == 202);
        assertThat(ids(broker.data())).contains("phone/before", "phone/during");
    }
}
