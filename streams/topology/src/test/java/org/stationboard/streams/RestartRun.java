package org.stationboard.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * The application as shipped, there to be killed and started again; says when each part of a start was reached. Arguments:
 * brokers, folder, application.
 */
final class RestartRun {
    /** What a start says, each once, in this order. */
    enum Reached {
        MAIN,
        JOINED,
        RESTORED,
        RUNNING
    }

    private RestartRun() {}

    public static void main(String[] arguments) throws Exception {
        say(Reached.MAIN);
        TopologySettings settings = StreamsRun.settings(arguments[0], Path.of(arguments[1]), arguments[2]);
        try (LogTopics topics = new LogTopics(settings.bootstrapServers(), settings.engineSet())) {
            if (topics.refusal(settings.leastTransactionVersion()).isPresent()) {
                throw new IllegalStateException("brokers: cannot serve (expected: transactions that fence)");
            }
            topics.create(BenchLog.PARTITIONS);
        }
        StreamsConfig config = new StreamsConfig(StreamsSettings.of(settings, new RocksMemory()));
        KafkaStreams streams = new KafkaStreams(
                StationTopology.build(config, BenchLog.PARTITIONS, settings.zone(), settings.engineSet()), config);
        streams.setGlobalStateRestoreListener(new Restores());
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                say(Reached.RUNNING);
            }
        });
        streams.start();
        Thread.sleep(Duration.ofDays(1).toMillis());
    }

    private static void say(Reached reached) {
        System.out.println(reached + " " + System.currentTimeMillis());
    }

    /** The first table that is restored says that it has joined, the end of each that it may be the last. */
    private static final class Restores implements StateRestoreListener {
        private final AtomicLong begun = new AtomicLong();

        @Override
        public void onRestoreStart(TopicPartition partition, String store, long first, long end) {
            if (begun.getAndIncrement() == 0) {
                say(Reached.JOINED);
            }
        }

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long end, long rows) {
            // Only the ends are told.
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long rows) {
            say(Reached.RESTORED);
        }
    }
}
