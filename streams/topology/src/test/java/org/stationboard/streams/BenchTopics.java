package org.stationboard.streams;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
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

    void write(BenchLog log) throws Exception {
        Topic topic = Topic.STATION_RECORDS;
        admin.createTopics(List.of(
                        new NewTopic(topic.topicName(), BenchLog.PARTITIONS, (short) 1).configs(topic.settings())))
                .all()
                .get();
        // A partition that does not lead yet sends a first batch away, and those behind it with it.
        TimeUnit.SECONDS.sleep(2);
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            log.write(producer);
        }
    }

    KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "compression.type",
                "lz4",
                "batch.size",
                256 << 10,
                "linger.ms",
                20);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Returns once the group has committed all of the log, and of the other topics whose name ends so.
     *
     * @return how many records the log has
     */
    static long awaitCommitted(String bootstrapServers, String group, String end) throws Exception {
        try (BenchTopics topics = new BenchTopics(bootstrapServers)) {
            BenchProgress progress = new BenchProgress();
            while (true) {
                List<TopicPartition> all = new ArrayList<>(BenchBroker.log());
                for (String topic : topics.admin.listTopics().names().get()) {
                    if (topic.endsWith(end)) {
                        all.addAll(BenchBroker.partitions(topic));
                    }
                }
                Map<TopicPartition, Long> ends = topics.ends(all);
                if (topics.committed(group, ends)) {
                    return BenchBroker.log().stream().mapToLong(ends::get).sum();
                }
                progress.tell(topics.taken(group));
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private long taken(String group) throws Exception {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(offset ->
                        offset.getKey().topic().equals(Topic.STATION_RECORDS.topicName()) && offset.getValue() != null)
                .mapToLong(offset -> offset.getValue().offset())
                .sum();
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> all) throws Exception {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        all.forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** Whether nothing but the ends of transactions lies between what the group has committed and the end. */
    private boolean committed(String group, Map<TopicPartition, Long> ends) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, Long> behind = new HashMap<>();
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            OffsetAndMetadata offset = committed.get(end.getKey());
            long taken = offset == null ? 0 : offset.offset();
            if (taken < end.getValue()) {
                if (end.getKey().topic().equals(Topic.STATION_RECORDS.topicName())) {
                    return false;
                }
                behind.put(end.getKey(), taken);
            }
        }
        return behind.isEmpty() || holdNothing(behind, ends);
    }

    private boolean holdNothing(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        try (KafkaConsumer<byte[], byte[]> consumer = BenchBroker.consumer(bootstrapServers)) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            while (from.keySet().stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                if (!consumer.poll(Duration.ofMillis(100)).isEmpty()) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The figures of the stock way: flows of stocks are summed up first. */
    BenchFigures stockWayFigures() throws Exception {
        Map<String, StockDslRun.Given> newest = new HashMap<>();
        List<TopicPartition> all = BenchBroker.partitions(StockDslRun.FIGURES);
        readAll(
                all,
                polled -> newest.put(
                        new String(polled.key(), StandardCharsets.UTF_8), StockDslRun.figure(polled.value())));
        BenchFigures figures = new BenchFigures();
        Map<String, TreeMap<Long, long[]>> stocks = new TreeMap<>();
        newest.forEach((key, cell) -> {
            String[] parts = key.split("\\|");
            long start = Long.parseLong(parts[3]);
            if (Indicators.kind(parts[1]).orElseThrow() == IndicatorKind.STOCK) {
                stocks.computeIfAbsent(parts[0] + "|" + parts[1], series -> new TreeMap<>())
                        .put(start, new long[] {cell.n(), cell.d()});
            } else if (parts[2].equals("D") || start >= BenchLog.firstComparedMinute()) {
                figures.add(key, cell.n(), cell.d(), 0, 0);
            }
        });
        stocks.forEach((series, flows) -> BenchStocks.add(figures, series, flows));
        return figures;
    }

    /** Makes a changelog as Streams would. */
    static void makeCompacted(String bootstrapServers, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, BenchLog.PARTITIONS, (short) 1)
                            .configs(Map.of("cleanup.policy", "compact", "segment.bytes", "33554432"))))
                    .all()
                    .get();
        }
    }

    /** Deletes every topic but the log, so that a run finds none of another's, and waits until they are gone. */
    void clear() throws Exception {
        deleteAllBut(Set.of(Topic.STATION_RECORDS.topicName()));
    }

    /** Deletes the log too. */
    void clearAll() throws Exception {
        deleteAllBut(Set.of());
    }

    private void deleteAllBut(Set<String> kept) throws Exception {
        List<String> left = others(kept);
        if (left.isEmpty()) {
            return;
        }
        admin.deleteTopics(left).all().get();
        while (!others(kept).isEmpty()) {
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
    BenchFigures figures() throws Exception {
        BenchFigures figures = new BenchFigures();
        for (Topic topic : List.of(Topic.FIGURES, Topic.FIGURES_MINUTE)) {
            readAll(BenchBroker.partitions(topic.topicName()), polled -> {
                FigureValue value = FigureValue.parseFrom(polled.value());
                Figure figure = value.getFigure();
                if (value.hasFigure() && compared(figure)) {
                    figures.add(
                            new String(polled.key(), StandardCharsets.UTF_8),
                            figure.getNumerator(),
                            figure.getDenominator(),
                            figure.getOpened(),
                            figure.getClosed());
                }
            });
        }
        return figures;
    }

    private static boolean compared(Figure figure) {
        if (figure.getGrain() == Grain.MINUTE) {
            return figure.getStart() >= BenchLog.firstComparedMinute();
        }
        // The turn has given each stock its value of the day that begins.
        return figure.getStart() <= BenchLog.lastDay()
                || Indicators.kind(figure.getIndicator()).orElseThrow() != IndicatorKind.STOCK;
    }

    private void readAll(List<TopicPartition> all, Reader reader) throws Exception {
        try (KafkaConsumer<byte[], byte[]> consumer = BenchBroker.consumer(bootstrapServers)) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(Duration.ofMillis(200))) {
                    reader.take(polled);
                }
            }
        }
    }

    /** Takes what is read. */
    private interface Reader {
        void take(ConsumerRecord<byte[], byte[]> polled) throws IOException;
    }
}
