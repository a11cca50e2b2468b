package org.stationboard.streams.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.DeviceKind;
import org.stationboard.contract.v1.Reading;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.testkit.EmbeddedKafka;

class TelemetryStreamsIT {
    /** Four hours ago, at the start of a window. */
    private final long start =
            Windows.start(Windows.index(Instant.now().minus(Duration.ofHours(4)).toEpochMilli())) / 1_000;

    @TempDir
    Path folder;

    private final List<StationRecord> taken = new CopyOnWriteArrayList<>();
    /** How many requests the gateway turns away before it takes one. */
    private final AtomicInteger away = new AtomicInteger(2);

    private EmbeddedKafka broker;
    private HttpServer gateway;

    @BeforeEach
    void open() throws Exception {
        broker = EmbeddedKafka.start(folder.resolve("broker"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(Topic.TELEMETRY.topicName(), Optional.of(2), Optional.empty())))
                    .all()
                    .get();
        }
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/ingest/v1/records", this::answer);
        gateway.start();
    }

    @AfterEach
    void close() {
        gateway.stop(0);
        broker.close();
    }

    @Test
    void summariesReachTheGatewayThroughItsAbsenceAndARestart() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (TelemetryStreams streams = started(registry)) {
            send("cam-1", new byte[] {(byte) 0xff});
            send(
                    "cam-1",
                    reading("cam-1", 1, 1).toBuilder()
                            .setUnitId("9901|01")
                            .build()
                            .toByteArray());
            send(reading("cam-1", 1, 1), reading("cam-1", 2, 2), reading("cam-2", 3, 3), reading("cam-1", 30, 30));
            send(reading("cam-2", 30, 30));
            await().atMost(Duration.ofSeconds(30)).until(() -> summary(1).isPresent());
            assertThat(streams.running()).isTrue();
        }
        StationRecord first = summary(1).orElseThrow();
        assertThat(first.getDeviceSummary().getReadings()).isEqualTo(3);
        assertThat(first.getDeviceSummary().getAvailable()).isEqualTo(2);
        assertThat(away).hasNonPositiveValue();
        away.set(1);
        try (TelemetryStreams streams = started(registry)) {
            send(reading("cam-1", 4, 31));
            await().atMost(Duration.ofSeconds(30)).until(() -> summary(2).isPresent());
            assertThat(streams.running()).isTrue();
        }
        StationRecord second = summary(2).orElseThrow();
        assertThat(second.getDeviceSummary())
                .isEqualTo(first.getDeviceSummary().toBuilder().setLate(1).build());
        assertThat(registry.counter("topology.telemetry.summaries.refused").count())
                .isZero();
        assertThat(registry.counter("topology.telemetry.dead").count()).isEqualTo(2);
        assertThat(dead())
                .extracting(DeadLetter::getOffset, DeadLetter::getReason)
                .containsExactly(tuple(0L, "MALFORMED"), tuple(1L, "IMPLAUSIBLE"));
    }

    /** What is listed as dropped, in order. */
    private List<DeadLetter> dead() throws Exception {
        List<DeadLetter> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(Topic.TELEMETRY_DEAD.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(Duration.ofMillis(100))) {
                    found.add(DeadLetter.parseFrom(polled.value()));
                }
            }
        }
        return found;
    }

    private TelemetryStreams started(SimpleMeterRegistry registry) {
        TelemetryStreams streams = new TelemetryStreams(
                new TelemetryStreamsSettings(
                        broker.bootstrapServers(),
                        folder.resolve("state"),
                        "test",
                        URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()),
                        ZoneId.of("Asia/Shanghai"),
                        Duration.ofMillis(200),
                        Optional.empty()),
                registry);
        streams.start();
        return streams;
    }

    private Optional<StationRecord> summary(long version) {
        String id = "telemetry/990101-camera-" + start / 60;
        return taken.stream()
                .filter(record -> record.getRecordId().equals(id) && record.getVersion() == version)
                .findFirst();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean open = away.getAndDecrement() <= 0;
        int count = 0;
        if (open) {
            ByteArrayInputStream in = new ByteArrayInputStream(body);
            for (StationRecord record = StationRecord.parseDelimitedFrom(in);
                    record != null;
                    record = StationRecord.parseDelimitedFrom(in)) {
                taken.add(record);
                count++;
            }
        }
        byte[] json = ("{\"received\":" + count + ",\"accepted\":" + count + "}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(open ? 202 : 503, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }

    private void send(String device, byte[] value) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topic.TELEMETRY.topicName(), device, value))
                    .get();
        }
    }

    private void send(Reading... readings) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (Reading reading : readings) {
                sent.add(producer.send(new ProducerRecord<>(
                        Topic.TELEMETRY.topicName(), reading.getDeviceId(), reading.toByteArray())));
            }
            producer.flush();
            assertThat(sent).allMatch(Future::isDone);
        }
    }

    private Reading reading(String device, int measuredMinute, int receivedMinute) {
        return Reading.newBuilder()
                .setDeviceId(device)
                .setUnitId("990101")
                .setKind(DeviceKind.CAMERA)
                .setMeasuredAt(Timestamp.newBuilder().setSeconds(start + measuredMinute * 60L))
                .setReceivedAt(Timestamp.newBuilder().setSeconds(start + receivedMinute * 60L))
                .build();
    }
}
