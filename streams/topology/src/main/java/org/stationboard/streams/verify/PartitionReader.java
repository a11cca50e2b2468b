package org.stationboard.streams.verify;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The committed records of one partition from its beginning to an end fixed before, one after the other. What a killed
 * writer left open is waited for until the broker gives it up. One thread; blocks.
 */
final class PartitionReader implements AutoCloseable {
    /** Longer than the longest transaction timeout in the product. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(200);

    private final TopicPartition partition;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final long begin;
    private final long end;
    private Iterator<ConsumerRecord<byte[], byte[]>> polled =
            List.<ConsumerRecord<byte[], byte[]>>of().iterator();
    private @Nullable ConsumerRecord<byte[], byte[]> head;

    /** @param end offset at which reading ends, not included */
    PartitionReader(String bootstrapServers, TopicPartition partition, long end) {
        this(bootstrapServers, partition, 0, end);
    }

    /** @param from offset at which reading begins, or where the broker's records do if that is later */
    PartitionReader(String bootstrapServers, TopicPartition partition, long from, long end) {
        this.partition = partition;
        this.end = end;
        this.consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "stationboard-verify-" + partition.partition(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                2_000,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                2 << 20,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class));
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        this.begin = consumer.position(partition);
        if (from > begin) {
            consumer.seek(partition, from);
        }
    }

    /** Where a partition ends now, what is not committed yet included. */
    static long end(Admin admin, TopicPartition partition) {
        try {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (ExecutionException cause) {
            throw new VerificationException(partition + ": no end offset: " + cause.getCause(), cause);
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new VerificationException("interrupted (expected: to go on)", cause);
        }
    }

    /** Offset of the first record the broker keeps. */
    long begin() {
        return begin;
    }

    /** The next record, which stays the next one; null at the end. */
    @Nullable
    ConsumerRecord<byte[], byte[]> peek() {
        if (head == null) {
            head = poll();
        }
        return head;
    }

    /** The next record; null at the end. */
    @Nullable
    ConsumerRecord<byte[], byte[]> next() {
        ConsumerRecord<byte[], byte[]> taken = peek();
        head = null;
        return taken;
    }

    private @Nullable ConsumerRecord<byte[], byte[]> poll() {
        long silentSince = System.nanoTime();
        while (!polled.hasNext()) {
            if (consumer.position(partition) >= end) {
                return null;
            }
            if (System.nanoTime() - silentSince > LONGEST_SILENCE.toNanos()) {
                throw new VerificationException(partition + ": nothing after offset " + consumer.position(partition)
                        + " for " + LONGEST_SILENCE.toSeconds() + " s (expected: committed records up to " + end + ")");
            }
            polled = consumer.poll(POLL).iterator();
        }
        ConsumerRecord<byte[], byte[]> read = polled.next();
        return read.offset() < end ? read : null;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
