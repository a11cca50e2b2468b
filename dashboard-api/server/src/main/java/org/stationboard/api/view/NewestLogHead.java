package org.stationboard.api.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.LogHead;

/** Reads the newest value of log-head without the whole topic, which holds one for every tick of some days. */
public final class NewestLogHead {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long FIRST_SPAN = 200;
    private static final byte[] HEAD_KEY = "head".getBytes(UTF_8);

    private NewestLogHead() {}

    /** The newest committed head at those brokers; empty where the log has none yet. Blocks. */
    public static Optional<LogHead> at(String bootstrapServers) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<PartitionInfo> there = consumer.partitionsFor(Topic.LOG_HEAD.topicName());
            return there == null || there.isEmpty() ? Optional.empty() : read(consumer);
        }
    }

    /** The newest committed value; empty where the topic has none. Leaves the consumer assigned to log-head. */
    static Optional<LogHead> read(KafkaConsumer<byte[], byte[]> consumer) {
        TopicPartition partition = new TopicPartition(Topic.LOG_HEAD.topicName(), 0);
        consumer.assign(List.of(partition));
        long begin = valueOf(consumer.beginningOffsets(List.of(partition)), partition);
        long end = valueOf(consumer.endOffsets(List.of(partition)), partition);
        // What stands at the end may be marks of transactions only: look further back until there is a value.
        for (long span = FIRST_SPAN; ; span *= 10) {
            long from = Math.max(begin, end - span);
            Optional<LogHead> found = newestIn(consumer, partition, from, end);
            if (found.isPresent() || from == begin) {
                return found;
            }
        }
    }

    private static Optional<LogHead> newestIn(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
        consumer.seek(partition, from);
        Optional<LogHead> newest = Optional.empty();
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> row : consumer.poll(POLL).records(partition)) {
                // A keeper's word beside its heads has a key of its own.
                Optional<LogHead> head = isHead(row) ? parse(row.value()) : Optional.empty();
                newest = head.isPresent() ? head : newest;
            }
        }
        return newest;
    }

    /** Whether a record of log-head is a head. */
    static boolean isHead(ConsumerRecord<byte[], byte[]> row) {
        return Arrays.equals(row.key(), HEAD_KEY);
    }

    private static Optional<LogHead> parse(byte[] value) {
        try {
            return Optional.of(LogHead.parseFrom(value));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private static long valueOf(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }
}
