package org.stationboard.streams;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.FigureValue;
import org.stationboard.contract.v1.Grain;
import org.stationboard.engine.IndicatorKind;
import org.stationboard.engine.Indicators;

/** The bench's topics: makes the log, takes away what a run left, reads the final figures of a run. */
final class BenchTopics implements AutoCloseable {
    private final String bootstrapServers;
    private final Admin admin;

    BenchTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    @Override
    public void close() {
        admin.close();
    }

    boolean hasLog() throws Exception {
        return admin.listTopics().names().get().contains(Topic.STATION_RECORDS.topicName());
    }

    void write(BenchLog log) throws Exception {
        Topic topic = Topic.STATION_RECORDS;
        admin.createTopics(List.of(
                        new NewTopic(topic.topicName(), BenchLog.PARTITIONS, (short) 1).configs(topic.settings())))
                .all()
                .get();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "compression.type",
                "lz4",
                "batch.size",
                256 << 10,
                "linger.ms",
                20);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            log.write(producer);
        }
    }

    /** Deletes every topic but the log, so that a run finds none of another's, and waits until they are gone. */
    void clear() throws Exception {
        Set<String> log = Set.of(Topic.STATION_RECORDS.topicName());
        List<String> left = others(log);
        if (!left.isEmpty()) {
            admin.deleteTopics(left).all().get();
        }
        while (!others(log).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        TimeUnit.SECONDS.sleep(1);
    }

    private List<String> others(Set<String> kept) throws Exception {
        List<String> others = new ArrayList<>(admin.listTopics().names().get());
        others.removeAll(kept);
        return others;
    }

    /** Bytes of the topics whose name ends so. */
    long bytes(String end) throws Exception {
        return admin.describeLogDirs(Set.of(1)).allDescriptions().get().values().stream()
                .flatMap(folders -> folders.values().stream())
                .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().endsWith(end))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    /** The newest value of each figure. */
    BenchFigures figures() throws InvalidProtocolBufferException {
        Map<String, Figure> newest = new HashMap<>();
        read(Topic.FIGURES, newest);
        read(Topic.FIGURES_MINUTE, newest);
        BenchFigures figures = new BenchFigures();
        newest.forEach((key, figure) -> {
            if (compared(figure)) {
                figures.add(
                        key, figure.getNumerator(), figure.getDenominator(), figure.getOpened(), figure.getClosed());
            }
        });
        return figures;
    }

    private static boolean compared(Figure figure) {
        if (figure.getGrain() == Grain.MINUTE) {
            return true;
        }
        // The turn has given each stock its value of the day that begins.
        return figure.getStart() <= BenchLog.lastDay()
                || Indicators.kind(figure.getIndicator()).orElseThrow() != IndicatorKind.STOCK;
    }

    private void read(Topic topic, Map<String, Figure> newest) throws InvalidProtocolBufferException {
        List<TopicPartition> all = BenchBroker.partitions(topic.topicName());
        try (KafkaConsumer<byte[], byte[]> consumer = BenchBroker.consumer(bootstrapServers)) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(Duration.ofMillis(200))) {
                    FigureValue value = FigureValue.parseFrom(polled.value());
                    Figure figure = value.getFigure();
                    if (value.hasFigure()
                            && (figure.getGrain() == Grain.DAY
                                    || figure.getStart() >= BenchLog.firstComparedMinute())) {
                        newest.put(new String(polled.key(), StandardCharsets.UTF_8), figure);
                    }
                }
            }
        }
    }
}
