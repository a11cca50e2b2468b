package org.stationboard.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.MessageLite;
import java.nio.ByteBuffer;
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
import org.stationboard.contract.Keys;
import org.stationboard.contract.PositionHeaders;
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
    private final List<Future<RecordMetadata>> unconfirmed = new ArrayList<>();
    private final Map<Integer, Long> nextOffsets = new HashMap<>();

    HandMadeLog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Takes all topics away and makes these, empty. */
    static void makeAnew(String bootstrapServers, int partitions, Set<Topic> topics) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.deleteTopics(admin.listTopics().names().get()).all().get();
            Awaitility.await().until(() -> admin.listTopics().names().get().isEmpty());
        }
        make(bootstrapServers, partitions, topics);
    }

    static void make(String bootstrapServers, int partitions, Set<Topic> topics) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(topics.stream()
                            .map(topic ->
                                    new NewTopic(topic.topicName(), partitions, (short) 1).configs(topic.settings()))
                            .collect(Collectors.toList()))
                    .all()
                    .get();
            Awaitility.await().until(() -> admin.listTopics().names().get().size() >= topics.size());
        }
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /** Returns the record's offset: this is the only writer, and without transactions offsets have no gaps. */
    long record(int partition, StationRecord stationRecord) {
        raw(stationRecord.toByteArray(), partition);
        return nextOffsets.merge(partition, 1L, Long::sum) - 1;
    }

    /** Any bytes in the place of a record. */
    void noRecord(int partition, byte[] value) {
        raw(value, partition);
        nextOffsets.merge(partition, 1L, Long::sum);
    }

    private void raw(byte[] value, int partition) {
        send(new ProducerRecord<>(Topic.STATION_RECORDS.topicName(), partition, null, value));
    }

    void figure(int partition, long offset, long tick, Figure figure) {
        Topic topic = figure.getGrain() == Grain.DAY ? Topic.FIGURES : Topic.FIGURES_MINUTE;
        String key = Keys.figure(figure.getUnitId(), figure.getIndicator(), figure.getGrain(), figure.getStart());
        published(
                topic,
                partition,
                key,
                offset,
                tick,
                FigureValue.newBuilder().setFigure(figure).build());
    }

    /** The marker of a tick whose record stands at {@code offset}. */
    void marker(int partition, long offset, long tick) {
        marker(TickMarker.newBuilder()
                .setPartition(partition)
                .setOffset(offset)
                .setTick(tick)
                .build());
    }

    void marker(TickMarker marker) {
        FigureValue value = FigureValue.newBuilder().setMarker(marker).build();
        String key = Keys.marker(marker.getPartition());
        published(Topic.FIGURES, marker.getPartition(), key, marker.getOffset(), marker.getTick(), value);
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
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(topic.topicName(), partition, key.getBytes(UTF_8), value);
        message.headers().add(PositionHeaders.PARTITION, bytes(partition));
        message.headers().add(PositionHeaders.OFFSET, bytes(offset));
        message.headers().add(PositionHeaders.TICK, bytes(tick));
        send(message);
    }

    void send(ProducerRecord<byte[], byte[]> message) {
        unconfirmed.add(producer.send(message));
    }

    /** Returns when the broker has everything. */
    void flush() throws ExecutionException, InterruptedException {
        producer.flush();
        for (Future<RecordMetadata> sent : unconfirmed) {
            sent.get();
        }
        unconfirmed.clear();
    }

    @Override
    public void close() {
        producer.close();
    }

    private static byte[] bytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
