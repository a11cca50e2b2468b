package org.stationboard.gateway.telemetry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Timestamp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.Reading;
import org.stationboard.contract.v1.ReadingBatch;
import org.stationboard.testkit.EmbeddedKafka;

class TelemetryIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NDJSON = "application/x-ndjson";
    private static final String ROUTE = "/ingest/v1/telemetry";
    private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(4);

    @TempDir
    static Path folder;

    private static EmbeddedKafka broker;

    private final Instant now = Instant.now();
    private final HttpClient http = HttpClient.newHttpClient();
    private SimpleMeterRegistry meters;
    private Vertx vertx;
    private HttpServer server;
    private TelemetryGateway gateway;
    private int mqtt;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedKafka.start(folder.resolve("broker"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void startGateway() {
        meters = new SimpleMeterRegistry();
        vertx = Vertx.vertx();
        DeviceRegister devices = Devices.register(
                "cam-1,990101,camera," + Devices.hashed("saltsalt", Devices.PASSWORD) + ",2026-01-01,",
                "cam-2,990102,camera,,2026-01-01,");
        gateway = new TelemetryGateway(
                new TelemetrySettings(broker.bootstrapServers(), 2, ZoneId.of("Asia/Shanghai"), ACKNOWLEDGEMENT),
                devices,
                meters,
                Clock.systemUTC());
        gateway.start();
        mqtt = gateway.startMqtt(vertx, 0, new MqttLimits(2, 10, 1_024, Duration.ofSeconds(2)));
        server = vertx.createHttpServer()
                .requestHandler(gateway.router(vertx))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stopGateway() {
        server.close().toCompletionStage().toCompletableFuture().join();
        gateway.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void answersWithCountsByReasonAndTheBalanceHolds() throws Exception {
        long before = written().size();
        JsonNode answer = post(
                NDJSON,
                String.join(
                        "\n",
                        json("cam-1", ",\"unitId\":\"990101\",\"count\":3"),
                        "no JSON",
                        json("cam-9", ""),
                        json("cam-1", ",\"unitId\":\"990102\""),
                        "",
                        json("cam-1", ",\"level\":" + " ".repeat(5_000) + "1"),
                        json("cam-2", "")),
                202);
        assertThat(answer.path("received").asInt()).isEqualTo(6);
        assertThat(answer.path("accepted").asInt()).isEqualTo(2);
        assertThat(answer.path("refusedByReason").toString())
                .isEqualTo("{\"MALFORMED\":1,\"UNKNOWN_UNIT\":1,\"UNKNOWN_DEVICE\":1,\"TOO_LARGE\":1}");
        assertThat(answer.path("refusals").findValuesAsText("index")).containsExactly("1", "2", "3", "4");
        assertThat(written()).hasSize((int) before + 2).last().satisfies(reading -> {
            assertThat(reading.getReceivedAt().getSeconds()).isBetween(now.getEpochSecond(), now.getEpochSecond() + 60);
            assertThat(reading.getUnitId()).startsWith("9901");
        });
        TelemetryBalance balance = gateway.balance();
        assertThat(balance.received()).isEqualTo(6).isEqualTo(balance.accepted() + balance.refused());
        assertThat(count("gateway.telemetry.refused", "reason", "UNKNOWN_DEVICE"))
                .isEqualTo(1);
    }

    @Test
    void takesBatchesInProtobufAndRefusesWhatIsNoBatch() throws Exception {
        ReadingBatch.Builder batch = ReadingBatch.newBuilder();
        for (int i = 0; i < 500; i++) {
            batch.addReadings(reading("cam-1").setSequence(i + 1));
        }
        byte[] ahead = reading("cam-2")
                .setMeasuredAt(Timestamp.newBuilder().setSeconds(now.getEpochSecond() + 3_600))
                .build()
                .toByteArray();
        batch.addReadings(Reading.parseFrom(ahead));
        assertThat(post("application/x-protobuf", batch.build().toByteArray(), 202)
                        .path("accepted")
                        .asInt())
                .isEqualTo(501);
        assertThat(count("gateway.telemetry.clock.off", "direction", "ahead")).isEqualTo(1);
        assertThat(post("application/x-protobuf", new byte[] {10, 127}, 400)
                        .path("refused")
                        .asInt())
                .isEqualTo(1);
        assertThat(post("text/plain", "words", 415).path("code").asText()).isEqualTo("UNKNOWN_CONTENT_TYPE");
        assertThat(post(NDJSON, " ".repeat(TelemetryRoute.LARGEST_BODY + 1), 413)
                        .path("code")
                        .asText())
                .isEqualTo("TOO_LARGE");
        assertThat(gateway.balance().refused()).isEqualTo(2);
    }

    @Test
    void devicesPublishWithTheirOwnPasswordToTheirOwnTopicOnly() throws Exception {
        requireMosquitto();
        long before = written().size();
        String topic = MqttSession.TOPICS + "cam-1";
        Path good = payload("good", json("", ""));
        Path large = payload("large", " ".repeat(2_000) + json("", ""));
        assertThat(publish("-u", "cam-1", "-P", "wrong", "-t", topic, "-f", good.toString()))
                .isNotZero();
        assertThat(publish("-u", "cam-9", "-P", Devices.PASSWORD, "-t", topic, "-f", good.toString()))
                .isNotZero();
        assertThat(publish("-t", topic, "-f", good.toString())).isNotZero();
        String[] own = {"-u", "cam-1", "-P", Devices.PASSWORD, "-q", "1"};
        assertThat(publish(own, "-t", topic, "-f", good.toString())).isZero();
        assertThat(publish(own, "-V", "mqttv5", "-t", topic, "-f", good.toString()))
                .isZero();
        assertThat(publish(own, "-t", topic, "-f", large.toString())).isNotZero();
        publish(own, "-V", "mqttv5", "-t", MqttSession.TOPICS + "cam-2", "-f", good.toString());
        assertThat(written()).hasSize((int) before + 2);
        assertThat(count("gateway.telemetry.logins", "result", "WRONG_PASSWORD"))
                .isEqualTo(1);
        assertThat(count("gateway.telemetry.logins", "result", "UNKNOWN_DEVICE"))
                .isEqualTo(1);
        assertThat(count("gateway.telemetry.logins", "result", "MALFORMED")).isEqualTo(1);
        assertThat(count("gateway.telemetry.refused", "reason", "TOO_LARGE")).isPositive();
        assertThat(count("gateway.telemetry.refused", "reason", "UNAUTHORISED")).isEqualTo(1);
        TelemetryBalance balance = gateway.balance();
        assertThat(balance.accepted()).isEqualTo(2);
        assertThat(balance.received()).isEqualTo(balance.accepted() + balance.refused());
    }

    @Test
    void withoutKafkaNothingIsAcknowledgedAndAfterItEverythingGoesOn() throws Exception {
        post(NDJSON, json("cam-1", ""), 202);
        broker.close();
        assertThat(post(NDJSON, json("cam-1", ""), 503).path("code").asText()).isEqualTo("NOT_ACKNOWLEDGED");
        assertThat(count("gateway.telemetry.refused", "reason", "INTERNAL")).isEqualTo(1);
        broker = EmbeddedKafka.start(folder.resolve("broker"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> send(NDJSON, json("cam-1", "").getBytes(StandardCharsets.UTF_8))
                                .statusCode()
                        == 202);
    }

    private static void requireMosquitto() {
        boolean there = List.of("/usr/bin/mosquitto_pub", "/usr/local/bin/mosquitto_pub").stream()
                .anyMatch(file -> Files.isExecutable(Path.of(file)));
        if (!there) {
            System.err.println(
                    "SKIPPED LOUDLY: mosquitto_pub is absent (Debian: mosquitto-clients): MQTT is not tried.");
        }
        assumeTrue(there, "mosquitto_pub");
    }

    private int publish(String[] first, String... more) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return publish(all.toArray(String[]::new));
    }

    /** Exit code of mosquitto_pub; one that tries again for ever is ended once it was refused, and counts as failed. */
    private int publish(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("mosquitto_pub", "-h", "127.0.0.1", "-p", Integer.toString(mqtt)));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start();
        long refused = gateway.balance().refused();
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
            if (gateway.balance().refused() > refused || System.nanoTime() > deadline) {
                // It may still be told so in good order.
                if (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                    return -1;
                }
            }
        }
        return process.exitValue();
    }

    private static Path payload(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private String json(String device, String more) {
        String id = device.isEmpty() ? "" : "\"deviceId\":\"" + device + "\",";
        return "{" + id + "\"measuredAt\":\"" + now.toString() + "\",\"health\":\"WORKING\"" + more + "}";
    }

    private Reading.Builder reading(String device) {
        return Reading.newBuilder()
                .setDeviceId(device)
                .setMeasuredAt(Timestamp.newBuilder().setSeconds(now.getEpochSecond()));
    }

    private JsonNode post(String type, String body, int expected) throws IOException, InterruptedException {
        return post(type, body.getBytes(StandardCharsets.UTF_8), expected);
    }

    private JsonNode post(String type, byte[] body, int expected) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(type, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String type, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + ROUTE))
                .header("content-type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private double count(String name, String tag, String value) {
        return meters.get(name).tag(tag, value).counter().count();
    }

    private static List<Reading> written() {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "auto.offset.reset",
                "earliest",
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class);
        List<Reading> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
            List<TopicPartition> partitions = List.of(
                    new TopicPartition(Topic.TELEMETRY.topicName(), 0),
                    new TopicPartition(Topic.TELEMETRY.topicName(), 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < requireNonNull(ends.get(partition)))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> all.add(parse(record.value())));
            }
        }
        return all;
    }

    private static Reading parse(byte[] bytes) {
        try {
            return Reading.parseFrom(bytes);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
