package org.stationboard.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;

/** What of Kafka's several hundred measurements an operator can act on; the rest is not registered. */
final class StreamsMeters implements AutoCloseable {
    private static final Tag PART = Tag.of("part", "streams");
    private static final Set<String> ALLOWED = Set.of(
            "kafka.consumer.fetch.manager.records.lag.max",
            "kafka.consumer.fetch.manager.records.consumed.rate",
            "kafka.consumer.coordinator.rebalance.total",
            "kafka.producer.record.send.rate",
            "kafka.producer.txn.commit.time.ns.total",
            "kafka.stream.alive.stream.threads",
            "kafka.stream.failed.stream.threads",
            "kafka.stream.thread.process.rate",
            "kafka.stream.thread.commit.latency.avg",
            "kafka.stream.thread.commit.latency.max",
            "kafka.stream.thread.poll.ratio",
            "kafka.stream.thread.process.ratio",
            "kafka.stream.thread.commit.ratio");

    private final KafkaStreamsMetrics metrics;
    private final Counter replaced;

    StreamsMeters(KafkaStreams streams, MeterRegistry registry) {
        registry.config().meterFilter(new AllowList());
        metrics = new KafkaStreamsMetrics(streams, List.of(PART));
        metrics.bindTo(registry);
        replaced = Counter.builder("stationboard.streams.threads.replaced")
                .description("Stream threads that ended by a fault and were replaced")
                .register(registry);
    }

    void threadReplaced() {
        replaced.increment();
    }

    @Override
    public void close() {
        metrics.close();
    }

    /** Refuses Kafka's meters of this part that are not listed, and leaves everybody else's alone. */
    private static final class AllowList implements MeterFilter {
        @Override
        public MeterFilterReply accept(Meter.Id id) {
            boolean ours = id.getName().startsWith("kafka.") && id.getTags().contains(PART);
            return ours && !ALLOWED.contains(id.getName()) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
        }
    }
}
