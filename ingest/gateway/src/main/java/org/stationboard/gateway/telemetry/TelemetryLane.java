package org.stationboard.gateway.telemetry;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.Reading;
import org.stationboard.gateway.ProducerSettings;

/**
 * The way into the topic {@code telemetry}: one idempotent producer, acknowledged by all, keyed by device. The Kafka
 * timestamp is the machine's clock even where a replay brings old readings, or the broker would drop them at once. Safe
 * for use by many threads; {@link #append} may block while Kafka is slow.
 */
final class TelemetryLane implements AutoCloseable {
    private static final String TOPIC = Topic.TELEMETRY.topicName();
    private static final long PATIENCE_SECONDS = 30;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Clock clock;

    private TelemetryLane(KafkaProducer<byte[], byte[]> producer, Clock clock) {
        this.producer = producer;
        this.clock = clock;
    }

    /** Declares the topic where it is absent and opens the producer; blocks. */
    static TelemetryLane open(TelemetrySettings settings, Clock clock) {
        declare(settings);
        return new TelemetryLane(new KafkaProducer<>(producerSettings(settings)), clock);
    }

    /** Appends all, in order per device; done when Kafka has acknowledged every one, failed when not. */
    CompletableFuture<Void> append(List<Reading> readings) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (readings.isEmpty()) {
            done.complete(null);
            return done;
        }
        long now = clock.millis();
        AtomicInteger missing = new AtomicInteger(readings.size());
        AtomicReference<Exception> failure = new AtomicReference<>();
        for (Reading reading : readings) {
            byte[] key = reading.getDeviceId().getBytes(StandardCharsets.UTF_8);
            try {
                var unused = producer.send(
                        new ProducerRecord<>(TOPIC, null, now, key, reading.toByteArray()),
                        (position, error) -> settle(done, missing, failure, error));
            } catch (KafkaException e) {
                settle(done, missing, failure, e);
            }
        }
        return done;
    }

    private static void settle(
            CompletableFuture<Void> done,
            AtomicInteger missing,
            AtomicReference<Exception> failure,
            @org.jspecify.annotations.Nullable Exception error) {
        if (error != null) {
            failure.compareAndSet(null, error);
        }
        if (missing.decrementAndGet() == 0) {
            Exception first = failure.get();
            if (first == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(first);
            }
        }
    }

    private static Map<String, Object> producerSettings(TelemetrySettings settings) {
        Map<String, Object> config = new HashMap<>(ProducerSettings.durable(
                settings.bootstrapServers(), settings.acknowledgement(), "stationboard-telemetry"));
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L << 20);
        return config;
    }

    private static void declare(TelemetrySettings settings) {
        NewTopic topic = new NewTopic(
                        TOPIC, Optional.of(Topic.TELEMETRY.partitions(settings.partitions())), Optional.empty())
                .configs(Topic.TELEMETRY.settings());
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers()))) {
            admin.createTopics(List.of(topic)).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            // There already, which is the usual case.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(
                        "topic " + TOPIC + ": not declared (expected: a broker that answers)", e);
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("topic " + TOPIC + ": not declared (expected: a broker that answers)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("topic " + TOPIC + ": interrupted while it was declared", e);
        }
    }

    /** Waits up to 10 s for what is on its way. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
    }
}
