package org.stationboard.gateway;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.ClockMode;

/**
 * The way into the log: under {@code wall} an idempotent producer of its own, under {@code log} the keeper's transactions.
 * An undecided log becomes {@code wall} with its first record. Safe for use by many threads; may block.
 */
final class RecordLane {
    private final LogKeeper keeper;
    private final Producer<byte[], byte[]> producer;
    private final String topic = Topic.STATION_RECORDS.topicName();

    RecordLane(LogKeeper keeper, Producer<byte[], byte[]> producer) {
        this.keeper = keeper;
        this.producer = producer;
    }

    /** Appends in order; done when Kafka has acknowledged all. Only a replay drives a log's clock. */
    CompletableFuture<?> append(List<LogEntry> entries, boolean replay) {
        try {
            ClockMode mode = keeper.head().getMode();
            if (mode == ClockMode.UNDECIDED_CLOCK) {
                mode = keeper.settle();
            }
            return mode == ClockMode.LOG ? keeper.append(entries, replay) : send(entries);
        } catch (NotAcknowledgedException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<?> send(List<LogEntry> entries) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        AtomicInteger missing = new AtomicInteger(entries.size());
        AtomicReference<Exception> failure = new AtomicReference<>();
        for (LogEntry entry : entries) {
            var unused = producer.send(
                    new ProducerRecord<>(topic, null, entry.receivedAt(), entry.key(), entry.value()),
                    (position, error) -> {
                        if (error != null) {
                            failure.compareAndSet(null, error);
                        }
                        if (missing.decrementAndGet() == 0) {
                            finish(done, failure.get());
                        }
                    });
        }
        return done;
    }

    private static void finish(CompletableFuture<Void> done, @org.jspecify.annotations.Nullable Exception failure) {
        if (failure == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(new NotAcknowledgedException("records: Kafka did not acknowledge", failure));
        }
    }
}
