package org.stationboard.store;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;

/** What of the sink's consumer an operator can act on; Kafka's other measurements are not registered. */
final class ConsumerMeters implements AutoCloseable {
    private static final Tag PART = Tag.of("part", "sink");
    private static final Set<String> ALLOWED = Set.of(
            "kafka.consumer.fetch.manager.records.lag.max",
            "kafka.consumer.fetch.manager.records.consumed.rate",
            "kafka.consumer.fetch.manager.fetch.latency.avg",
            "kafka.consumer.connection.count");

    private final KafkaClientMetrics metrics;
    private final MeterRegistry registry;

    ConsumerMeters(Consumer<?, ?> consumer, MeterRegistry registry) {
        this.metrics = new KafkaClientMetrics(consumer, List.of(PART));
        this.registry = registry;
    }

    /** Registers those that {@link #allowOnlyListed} lets pass, until closed. */
    void bind() {
        metrics.bindTo(registry);
    }

    /** Refuses Kafka's meters of this part that are not listed, and leaves everybody else's alone. */
    static void allowOnlyListed(MeterRegistry registry) {
        registry.config().meterFilter(new AllowList());
    }

    @Override
    public void close() {
        metrics.close();
    }

    private static final class AllowList implements MeterFilter {
        @Override
        public MeterFilterReply accept(Meter.Id id) {
            boolean ours = id.getName().startsWith("kafka.") && id.getTags().contains(PART);
            return ours && !ALLOWED.contains(id.getName()) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
        }
    }
}
