package org.stationboard.streams;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/** The application over the bench's log until all of it is committed. Arguments: brokers, folder, application, guarantee. */
final class StreamsRun {
    private static final String SHIPPED = "shipped";
    private static final String NO_OTHERS = "-no-other-topics";

    private StreamsRun() {}

    public static void main(String[] arguments) throws Exception {
        BenchClock clock = new BenchClock();
        TopologySettings settings = settings(arguments[0], Path.of(arguments[1], arguments[2]), arguments[2]);
        AutoCloseable running = arguments[3].equals(SHIPPED) ? shipped(settings) : atLeastOnce(settings);
        clock.done(BenchTopics.awaitCommitted(arguments[0], arguments[2], NO_OTHERS));
        running.close();
    }

    /** Threads and commit interval are those that the product ships, but for trials. */
    static TopologySettings settings(String bootstrapServers, Path state, String application) {
        return new TopologySettings(
                bootstrapServers,
                application,
                state,
                Integer.getInteger("bench.threads", 2),
                Duration.ofMillis(Long.getLong("bench.commit", 500)),
                "one");
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
}
