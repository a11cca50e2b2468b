package org.stationboard.gateway;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the end of one partition, committed records only, and is done. Stateless; blocks. */
final class TopicTail {
    private static final int WINDOW = 1_000;

    private TopicTail() {}

    /** Offsets of a partition: the first there is, and the next to be written. */
    record Span(long begin, long end) {}

    /** Gives the records of the last {@code newest} offsets in order; throws where that takes too long. */
    static Span read(
            GatewaySettings settings,
            TopicPartition partition,
            long newest,
            Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config(settings, partition))) {
            List<TopicPartition> one = List.of(partition);
            consumer.assign(one);
            long begin = requireNonNull(consumer.beginningOffsets(one).get(partition));
            long end = requireNonNull(consumer.endOffsets(one).get(partition));
            consumer.seek(partition, Math.max(begin, end - newest));
            long deadline = deadline(settings);
            while (consumer.position(partition) < end) {
                refuseAfter(deadline, partition);
                consumer.poll(Duration.ofMillis(200)).forEach(each);
            }
            return new Span(begin, end);
        }
    }

    /**
     * Gives the records before an offset, the newest first, a window of offsets at a time, until {@code each} has enough or
     * so many windows are read. Returns the offset that the next reading should begin before, or 0 where there is nothing
     * more.
     */
    static long backwards(
            GatewaySettings settings,
            TopicPartition partition,
            long before,
            int windows,
            Predicate<ConsumerRecord<byte[], byte[]>> each) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config(settings, partition))) {
            List<TopicPartition> one = List.of(partition);
            consumer.assign(one);
            long begin = requireNonNull(consumer.beginningOffsets(one).get(partition));
            long to = Math.min(before, requireNonNull(consumer.endOffsets(one).get(partition)));
            for (int window = 0; window < windows && to > begin; window++) {
                long from = Math.max(begin, to - WINDOW);
                List<ConsumerRecord<byte[], byte[]>> records = window(consumer, partition, from, to, settings);
                for (int i = records.size() - 1; i >= 0; i--) {
                    if (!each.test(records.get(i))) {
                        return records.get(i).offset() > begin ? records.get(i).offset() : 0;
                    }
                }
                to = from;
            }
            return to > begin ? to : 0;
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> window(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long from,
            long to,
            GatewaySettings settings) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long deadline = deadline(settings);
        consumer.seek(partition, from);
        while (consumer.position(partition) < to) {
            refuseAfter(deadline, partition);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (record.offset() < to) {
                    records.add(record);
                }
            }
        }
        return records;
    }

    private static long deadline(GatewaySettings settings) {
        return System.nanoTime() + settings.acknowledgement().multipliedBy(2).toNanos();
    }

    private static void refuseAfter(long deadline, TopicPartition partition) {
        if (System.nanoTime() > deadline) {
            throw new TimeoutException(partition + ": not read to its end in time");
        }
    }

    /** The next offset to be written. */
    static long end(GatewaySettings settings, TopicPartition partition) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config(settings, partition))) {
            return requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
        }
    }

    /** How many partitions the topic has; 0 where nobody has declared it yet. */
    static int partitions(GatewaySettings settings, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config(settings, new TopicPartition(topic, 0)))) {
            List<PartitionInfo> found = consumer.partitionsFor(topic);
            return found == null ? 0 : found.size();
        }
    }

    private static Map<String, Object> config(GatewaySettings settings, TopicPartition partition) {
        Map<String, Object> config = new HashMap<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                ConsumerConfig.CLIENT_ID_CONFIG,
                "stationboard-" + partition.topic() + "-tail",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) settings.acknowledgement().toMillis(),
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) settings.acknowledgement().toMillis(),
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class));
        // To look is not to declare.
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }
}
