package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.contract.RecordJson;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.gateway.GatewayFixture.Answer;
import org.stationboard.testkit.Records;

/** What a bureau does by hand: mend the register and send again, draw its map, look at what the engine left. */
@ExtendWith(OneBroker.class)
class BureauIT {
    private static final String NEW_UNIT = "990199";

    private static TestBroker broker;

    @TempDir
    Path folder;

    private final Instant now = Instant.now();
    private GatewayFixture fixture;

    @BeforeAll
    static void useBroker(TestBroker shared) {
        broker = shared;
    }

    @BeforeEach
    void startGateway() {
        broker.removeTopics();
        fixture = new GatewayFixture(broker.settings(), Clock.systemUTC(), Optional.of(folder));
    }

    @AfterEach
    void stopGateway() {
        fixture.close();
    }

    private String alarm(String id, String unit) {
        return RecordJson.print(
                Records.alarm(id, unit, now.minus(Duration.ofHours(1))).build());
    }

    private static String registerWithTheNewUnit() throws Exception {
        return Files.readString(RepositoryFiles.demoData().resolve("register.csv")) + NEW_UNIT
                + ",New,New,station,990100,990100,urban,0,0,2026-01-01,\n";
    }

    private Answer register(String csv, boolean preview) {
        return fixture.post("/ingest/v1/register?preview=" + preview, "text/csv", csv);
    }

    private JsonNode quarantine(String query) {
        return fixture.get("/ingest/v1/quarantine" + query).json();
    }

    private Answer resend(String path) {
        return fixture.post("/ingest/v1/quarantine" + path, "application/json", "");
    }

    @Test
    void aNewUnitMendsWhatWasRefusedForIt() throws Exception {
        fixture.records(
                alarm("phone/1", NEW_UNIT) + "\nnonsense\n" + alarm("app/2", NEW_UNIT) + "\n" + alarm("app/3", "1"));
        JsonNode listed = quarantine("?reason=UNKNOWN_UNIT&source=app&limit=1");
        assertThat(listed.path("quarantine")).hasSize(1);
        String three = listed.path("quarantine").path(0).path("id").asText();
        JsonNode next = quarantine(
                "?reason=UNKNOWN_UNIT&source=app&cursor=" + listed.path("next").asText());
        assertThat(next.path("quarantine")).hasSize(1);
        assertThat(next.path("next").isNull()).isTrue();
        assertThat(listed.path("total").asInt()).isEqualTo(4);
        assertThat(listed.path("unsent").asInt()).isEqualTo(3);
        assertThat(listed.path("oldestUnsentAt").asText()).isGreaterThanOrEqualTo(now.toString());
        assertThat(listed.path("alert").asBoolean()).isFalse();

        String two = next.path("quarantine").path(0).path("id").asText();
        Answer early = resend("/" + two + "/resend");
        assertThat(early.json().path("refused").asInt()).isEqualTo(1);
        assertThat(early.json().path("results").path(0).path("reason").asText()).isEqualTo("UNKNOWN_UNIT");
        assertThat(quarantine("").path("total").asInt()).isEqualTo(4);

        importRegister();
        assertThat(resend("/" + two + "/resend").json().path("accepted").asInt())
                .isEqualTo(1);
        assertThat(resend("/" + two + "/resend").status()).isEqualTo(404);
        JsonNode all = resend("/resend").json();
        assertThat(all.path("accepted").asInt()).isEqualTo(1);
        assertThat(all.path("refused").asInt()).isEqualTo(1);
        assertThat(all.path("unsent").asInt()).isEqualTo(1);
        assertThat(broker.data()).extracting(StationRecord::getRecordId).containsExactlyInAnyOrder("phone/1", "app/2");
        assertRemembered(three);
    }

    private void importRegister() throws Exception {
        Answer preview = register(registerWithTheNewUnit(), true);
        assertThat(preview.json().path("changes").path(0).path("kind").asText()).isEqualTo("OPENED");
        assertThat(preview.json().path("taken").asBoolean()).isFalse();
        assertThat(registers()).hasSize(1);
        Answer taken = register(registerWithTheNewUnit(), false);
        assertThat(taken.status()).isEqualTo(200);
        List<Register> registers = registers();
        assertThat(registers).hasSize(2);
        assertThat(registers.get(1).getUnitsList())
                .anyMatch(unit -> unit.getId().equals(NEW_UNIT));
    }

    private static List<Register> registers() {
        return broker.log().get(0).stream()
                .filter(record -> record.getControl().hasRegister())
                .map(record -> record.getControl().getRegister())
                .toList();
    }

    private void assertRemembered(String unsent) {
        JsonNode balances = fixture.get("/ingest/v1/balances").json();
        assertThat(balances.path("received").asInt()).isEqualTo(8);
        assertThat(balances.path("accepted").asInt()).isEqualTo(2);
        assertThat(fixture.meters.get("gateway.quarantine.unsent").gauge().value())
                .isEqualTo(1);
        fixture.close();
        fixture = new GatewayFixture(broker.settings(), Clock.systemUTC(), Optional.of(folder));
        assertThat(registers()).hasSize(2);
        assertThat(fixture.gateway.register().known(NEW_UNIT)).isTrue();
        JsonNode after = fixture.quarantineLookedThrough("?unsent=true");
        assertThat(after.path("unsentComplete").asBoolean()).isTrue();
        assertThat(after.path("total").asInt()).isEqualTo(4);
        assertThat(after.path("quarantine")).hasSize(1);
        assertThat(after.path("quarantine").path(0).path("id").asText()).isEqualTo(unsent);
    }

    @Test
    void aRegisterTakesEffectAtTheNextTurnOfTheLogsOwnClock() throws Exception {
        fixture.clock("{\"mode\":\"log\",\"until\":\"2024-03-05T04:00:00Z\"}");
        assertThat(register(registerWithTheNewUnit(), true)
                        .json()
                        .path("takesEffect")
                        .asText())
                .isEqualTo("2024-03-05T16:00:00Z");
    }

    @Test
    void aFaultyRegisterIsToldByRowAndColumnAndChangesNothing() throws Exception {
        String faulty = registerWithTheNewUnit().replace(NEW_UNIT + ",New,New,station,", NEW_UNIT + ",New,New,hamlet,");
        Answer refused = register(faulty, false);
        assertThat(refused.status()).isEqualTo(422);
        JsonNode fault = refused.json().path("faults").path(0);
        assertThat(fault.path("row").asInt()).isEqualTo(faulty.lines().toList().size());
        assertThat(fault.path("column").asText()).isEqualTo("level");
        assertThat(registers()).hasSize(1);
        assertThat(fixture.post("/ingest/v1/register", "text/csv", faulty).status())
                .isEqualTo(400);
    }

    @Test
    void keepsAMapWhereTheScreensReadIt() throws Exception {
        Path installed = Files.writeString(folder.resolve("installed.geojson"), "{\"own\":1}");
        Path map = fixture.gateway.mapFile(Optional.of(installed)).orElseThrow();
        assertThat(map).hasSameTextualContentAs(installed);
        String drawn = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"990100\","
                + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[121,32]}}]}";
        Answer taken = fixture.post("/ingest/v1/map?preview=false", "application/geo+json", drawn);
        assertThat(taken.json().path("shapes").asInt()).isEqualTo(1);
        assertThat(map).content().contains("\"unit\":\"990100\"");
        Answer refused =
                fixture.post("/ingest/v1/map?preview=false", "application/geo+json", drawn.replace("990100", "1"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("faults").path(0).path("feature").asInt())
                .isZero();
    }

    @Test
    void listsDeadLettersWithReasonAndPosition() throws Exception {
        assertThat(fixture.get("/ingest/v1/dead-letters").json().path("deadLetters"))
                .isEmpty();
        writeDeadLetters();
        JsonNode first = fixture.get("/ingest/v1/dead-letters?limit=2").json();
        JsonNode second = fixture.get("/ingest/v1/dead-letters?limit=2&cursor="
                        + first.path("next").asText())
                .json();
        List<String> offsets = new ArrayList<>();
        first.path("deadLetters")
                .forEach(letter -> offsets.add(letter.path("offset").asText()));
        second.path("deadLetters")
                .forEach(letter -> offsets.add(letter.path("offset").asText()));
        assertThat(offsets).containsExactly("103", "102", "101", "100");
        assertThat(first.path("deadLetters").path(0).path("partition").asInt()).isEqualTo(1);
        assertThat(first.path("deadLetters").path(0).path("reason").asText()).isEqualTo("MALFORMED");
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(fixture.get("/ingest/v1/dead-letters?cursor=x").status()).isEqualTo(400);
    }

    private void writeDeadLetters() throws Exception {
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.settings().bootstrapServers());
        try (Admin admin = Admin.create(config)) {
            admin.createTopics(List.of(new NewTopic(Topic.DEAD_LETTERS.topicName(), 2, (short) 1)))
                    .all()
                    .get();
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(ProducerSettings.durable(
                broker.settings().bootstrapServers(), broker.settings().acknowledgement(), "dead"))) {
            for (int i = 0; i < 4; i++) {
                DeadLetter letter = DeadLetter.newBuilder()
                        .setPartition(i % 2)
                        .setOffset(100 + i)
                        .setReason("MALFORMED")
                        .setExpected("a code")
                        .build();
                producer.send(new ProducerRecord<>(
                                Topic.DEAD_LETTERS.topicName(),
                                i % 2,
                                now.toEpochMilli() + i,
                                new byte[0],
                                letter.toByteArray()))
                        .get();
            }
        }
    }
}
