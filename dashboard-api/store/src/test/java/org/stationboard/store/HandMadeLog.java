package org.stationboard.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.MessageLite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.Keys;
import org.stationboard.contract.Position;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.FigureValue;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Verdict;

/** The topics that the sink reads, filled by hand: what a keeper, a gateway and an engine would have written. */
final class HandMadeLog implements AutoCloseable {
    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    private EngineSet set = EngineSet.FIRST;
    private final List<Sent> unconfirmed = new ArrayList<>();
    private final Map<Integer, Long> nextOffsets = new HashMap<>();

    /** @param offset where it has to come to stand, -1 for anywhere */
    private record Sent(Future<RecordMetadata> place, long offset) {}

    HandMadeLog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                // One request at a time: on a topic just made, a first one that is refused would else be overtaken.
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "linger.ms",
                        "2",
                        "max.in.flight.requests.per.connection",
                        "1"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Takes all topics away and makes these, empty. */
    static void makeAnew(String bootstrapServers, int partitions, Set<Topic> topics) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.deleteTopics(admin.listTopics().names().get()).all().get();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> admin.listTopics().names().get().isEmpty());
        }
        make(bootstrapServers, partitions, topics);
    }

    static void make(String bootstrapServers, int partitions, Set<Topic> topics) throws Exception {
        make(bootstrapServers, partitions, EngineSet.FIRST, topics);
    }

    static void make(String bootstrapServers, int partitions, EngineSet set, Set<Topic> topics) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(topics.stream()
                            .map(topic ->
                                    new NewTopic(set.topicName(topic), partitions, (short) 1).configs(topic.settings()))
                            .collect(Collectors.toList()))
                    .all()
                    .get();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> admin.listTopics().names().get().size() >= topics.size());
        }
    }

    /** From here on another engine speaks, into a set of its own. */
    void follow(EngineSet other) {
        set = other;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /** Returns the record's offset: this is the only writer, and without transactions offsets have no gaps. */
    long record(int partition, StationRecord stationRecord) {
        return record(partition, stationRecord.toByteArray());
    }

    /** Any bytes in the place of a record. */
    long record(int partition, byte[] value) {
        long offset = nextOffsets.merge(partition, 1L, Long::sum) - 1;
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(Topic.STATION_RECORDS.topicName(), partition, null, value);
        unconfirmed.add(new Sent(producer.send(message), offset));
        return offset;
    }

    void figure(int partition, long offset, long tick, Figure figure) {
        send(figureMessage(partition, offset, tick, figure));
    }

    static ProducerRecord<byte[], byte[]> figureMessage(int partition, long offset, long tick, Figure figure) {
        Topic topic = figure.getGrain() == Grain.DAY ? Topic.FIGURES : Topic.FIGURES_MINUTE;
        String key = Keys.figure(figure.getUnitId(), figure.getIndicator(), figure.getGrain(), figure.getStart());
        FigureValue value = FigureValue.newBuilder().setFigure(figure).build();
        return message(topic, partition, key, offset, tick, value.toByteArray());
    }

    /** The marker of a tick whose record stands at {@code offset}. */
    void marker(int partition, long offset, long tick) {
        send(markerMessage(partition, offset, tick));
    }

    static ProducerRecord<byte[], byte[]> markerMessage(int partition, long offset, long tick) {
        return markerMessage(TickMarker.newBuilder()
                .setPartition(partition)
                .setOffset(offset)
                .setTick(tick)
                .build());
    }

    void marker(TickMarker marker) {
        send(markerMessage(marker));
    }

    private static ProducerRecord<byte[], byte[]> markerMessage(TickMarker marker) {
        FigureValue value = FigureValue.newBuilder().setMarker(marker).build();
        String key = Keys.marker(marker.getPartition());
        return message(
                Topic.FIGURES, marker.getPartition(), key, marker.getOffset(), marker.getTick(), value.toByteArray());
    }

    void verdict(int partition, long offset, Verdict verdict, boolean append) {
        String key = Keys.judged(verdict.getUnitId(), verdict.getStandardId());
        if (append) {
            published(Topic.VERDICTS, partition, key, offset, verdict.getTick(), verdict);
        }
        published(Topic.VERDICTS_NOW, partition, key, offset, verdict.getTick(), verdict);
    }

    void alert(int partition, long offset, AlertTransition alert) {
        String key = Keys.judged(alert.getUnitId(), alert.getStandardId());
        published(Topic.ALERTS, partition, key, offset, alert.getTick(), alert);
    }

    void feed(int partition, long offset, long tick, FeedState feed) {
        published(
                Topic.FEEDS,
                partition,
                Keys.feed(feed.getSource(), feed.getFeed(), feed.getLogKey()),
                offset,
                tick,
                feed);
    }

    void published(Topic topic, int partition, String key, long offset, long tick, MessageLite value) {
        raw(topic, partition, key, offset, tick, value.toByteArray());
    }

    void raw(Topic topic, int partition, String key, long offset, long tick, byte[] value) {
        send(message(topic, partition, key, offset, tick, value));
    }

    private static ProducerRecord<byte[], byte[]> message(
            Topic topic, int partition, String key, long offset, long tick, byte[] value) {
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(topic.topicName(), partition, key.getBytes(UTF_8), value);
        message.headers().add(Position.HEADER, new Position(partition, offset, tick).bytes());
        return message;
    }

    void send(ProducerRecord<byte[], byte[]> message) {
        String name = EngineSet.FIRST.topic(message.topic()).map(set::topicName).orElseThrow();
        ProducerRecord<byte[], byte[]> named =
                new ProducerRecord<>(name, message.partition(), message.key(), message.value(), message.headers());
        unconfirmed.add(new Sent(producer.send(named), -1));
    }

    /** Returns when the broker has everything. */
    void flush() throws ExecutionException, InterruptedException {
        producer.flush();
        for (Sent sent : unconfirmed) {
            long offset = sent.place().get().offset();
            assertThat(offset).isEqualTo(sent.offset() < 0 ? offset : sent.offset());
        }
        unconfirmed.clear();
    }

    @Override
    public void close() {
        producer.close();
    }
}
