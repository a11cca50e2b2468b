package org.stationboard.streams.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.stationboard.contract.Topic;

/** The log at the brokers, as far as the streams application has committed it. One thread; blocks. */
public final class KafkaLog implements LogSource {
    private final String bootstrapServers;
    private final List<Long> committed = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();

    private KafkaLog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Looks how far the application is.
     *
     * @param applicationId of the streams application whose values are verified
     */
    public static KafkaLog open(String bootstrapServers, String applicationId) {
        KafkaLog log = new KafkaLog(bootstrapServers);
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                30_000))) {
            log.look(admin, applicationId);
        } catch (ExecutionException cause) {
            throw new VerificationException(
                    "brokers at " + bootstrapServers + ": " + cause.getCause() + " (expected: a log and its streams)",
                    cause);
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new VerificationException("interrupted (expected: to go on)", cause);
        }
        return log;
    }

    private void look(Admin admin, String applicationId) throws ExecutionException, InterruptedException {
        String topic = Topic.STATION_RECORDS.topicName();
        int partitions = admin.describeTopics(Set.of(topic)).allTopicNames().get().values().stream()
                .mapToInt(described -> described.partitions().size())
                .sum();
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        Map<TopicPartition, OffsetAndMetadata> offsets = settled(admin, applicationId, all);
        for (int partition = 0; partition < partitions; partition++) {
            TopicPartition read = new TopicPartition(topic, partition);
            OffsetAndMetadata offset = offsets.get(read);
            committed.add(offset == null ? 0 : offset.offset());
            ends.add(PartitionReader.end(admin, read));
        }
    }

    /**
     * Waits for commits that are under way, for their outcome decides what belongs to the values. The client leaves such a
     * partition out without a word that reaches its caller, and names one that was never committed with a null.
     */
    private static Map<TopicPartition, OffsetAndMetadata> settled(
            Admin admin, String applicationId, List<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PartitionReader.LONGEST_SILENCE.toNanos();
        while (true) {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(
                            Map.of(applicationId, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)),
                            new ListConsumerGroupOffsetsOptions().requireStable(true))
                    .partitionsToOffsetAndMetadata(applicationId)
                    .get();
            List<TopicPartition> open = partitions.stream()
                    .filter(partition -> !offsets.containsKey(partition))
                    .toList();
            if (open.isEmpty()) {
                return offsets;
            }
            if (System.nanoTime() > deadline) {
                throw new VerificationException("application " + applicationId + ": commits of " + open
                        + " are under way since " + PartitionReader.LONGEST_SILENCE.toSeconds()
                        + " s (expected: settled)");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    @Override
    public int partitions() {
        return committed.size();
    }

    @Override
    public long end(int partition) {
        return committed.get(partition);
    }

    /** Offsets that the log had in all; they have gaps. */
    public long offsets() {
        return ends.stream().mapToLong(Long::longValue).sum();
    }

    /** How many of them the application had not taken. */
    public long behind() {
        return offsets() - committed.stream().mapToLong(Long::longValue).sum();
    }

    /** Records of the log that the application had not taken; 0 when it was at the end. Reads them. */
    public long waiting() {
        long waiting = 0;
        for (int partition = 0; partition < partitions(); partition++) {
            TopicPartition read = new TopicPartition(Topic.STATION_RECORDS.topicName(), partition);
            try (PartitionReader reader =
                    new PartitionReader(bootstrapServers, read, end(partition), ends.get(partition))) {
                while (reader.next() != null) {
                    waiting++;
                }
            }
        }
        return waiting;
    }

    @Override
    public void read(int partition, Taker taker) {
        TopicPartition read = new TopicPartition(Topic.STATION_RECORDS.topicName(), partition);
        try (PartitionReader reader = new PartitionReader(bootstrapServers, read, end(partition))) {
            if (reader.begin() > 0) {
                throw new VerificationException(
                        read + ": begins at offset " + reader.begin() + " (expected: 0, a log is kept for ever)");
            }
            for (ConsumerRecord<byte[], byte[]> next = reader.next(); next != null; next = reader.next()) {
                taker.take(next.value(), next.offset());
            }
        }
    }
}
