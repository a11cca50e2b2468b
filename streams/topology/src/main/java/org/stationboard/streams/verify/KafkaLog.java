package org.stationboard.streams.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
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
        // Waits for a commit that is under way: its outcome decides what belongs to the values.
        Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(
                        applicationId, new ListConsumerGroupOffsetsOptions().requireStable(true))
                .partitionsToOffsetAndMetadata()
                .get();
        for (int partition = 0; partition < partitions; partition++) {
            TopicPartition read = new TopicPartition(topic, partition);
            OffsetAndMetadata offset = offsets.get(read);
            committed.add(offset == null ? 0 : offset.offset());
            ends.add(PartitionReader.end(admin, read));
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
