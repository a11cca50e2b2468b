package org.stationboard.streams;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/** The application over the bench's log until all of it is committed. Arguments: brokers, folder, application, guarantee. */
final class StreamsRun {
    private static final String SHIPPED = "shipped";

    private StreamsRun() {}

    public static void main(String[] arguments) throws Exception {
        BenchClock clock = new BenchClock();
        TopologySettings settings = new TopologySettings(
                arguments[0],
                arguments[2],
                Path.of(arguments[1], arguments[2]),
                1,
                Duration.ofMillis(Long.getLong("bench.commit", 500)),
                "one");
        AutoCloseable running = arguments[3].equals(SHIPPED) ? shipped(settings) : atLeastOnce(settings);
        clock.done(awaitCommitted(arguments[0], arguments[2]));
        running.close();
    }

    private static StationStreams shipped(TopologySettings settings) {
        StationStreams streams = new StationStreams(settings, new SimpleMeterRegistry());
        streams.start();
        return streams;
    }

    private static AutoCloseable atLeastOnce(TopologySettings settings) throws Exception {
        try (LogTopics topics = new LogTopics(settings.bootstrapServers(), settings.engineSet())) {
            topics.create(BenchLog.PARTITIONS);
        }
        RocksMemory memory = new RocksMemory();
        Properties properties = StreamsSettings.of(settings, memory);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        properties.remove(StreamsConfig.producerPrefix("transaction.timeout.ms"));
        StreamsConfig config = new StreamsConfig(properties);
        KafkaStreams streams = new KafkaStreams(
                StationTopology.build(config, BenchLog.PARTITIONS, settings.zone(), settings.engineSet()), config);
        streams.start();
        return () -> {
            streams.close(Duration.ofSeconds(20));
            memory.close();
        };
    }

    /** Returns once the group has committed all there is; gives how much that is. */
    private static long awaitCommitted(String bootstrapServers, String group) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Map<TopicPartition, Long> ends = new java.util.HashMap<>();
            for (TopicPartition partition : BenchBroker.log()) {
                ends.put(
                        partition,
                        admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                                .partitionResult(partition)
                                .get()
                                .offset());
            }
            while (true) {
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
                boolean all = ends.entrySet().stream()
                        .allMatch(end -> committed.get(end.getKey()) != null
                                && committed.get(end.getKey()).offset() >= end.getValue());
                if (all) {
                    return ends.values().stream().mapToLong(Long::longValue).sum();
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }
}
