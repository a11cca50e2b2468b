package org.stationboard.streams;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.stationboard.contract.Topic;

/** How far the application has committed the log, seen from outside; brokers that are away are waited for. */
final class Committed implements AutoCloseable {
    private final Admin admin;
    private final String application;
    private final int partitions;

    Committed(String bootstrapServers, String application, int partitions) {
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 3_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000));
        this.application = application;
        this.partitions = partitions;
    }

    /** Offset of each partition of the log, 0 before the first commit. */
    Map<Integer, Long> offsets() throws InterruptedException {
        while (true) {
            try {
                Map<Integer, Long> offsets = new TreeMap<>();
                for (int partition = 0; partition < partitions; partition++) {
                    offsets.put(partition, 0L);
                }
                admin.listConsumerGroupOffsets(application)
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .forEach((partition, offset) -> offsets.put(partition.partition(), offset.offset()));
                return offsets;
            } catch (ExecutionException away) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    long sum() throws InterruptedException {
        return offsets().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Where each partition of the log ends. */
    Map<Integer, Long> ends() throws ExecutionException, InterruptedException {
        Map<Integer, Long> ends = new TreeMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            TopicPartition log = new TopicPartition(Topic.STATION_RECORDS.topicName(), partition);
            ends.put(
                    partition,
                    admin.listOffsets(Map.of(log, OffsetSpec.latest()))
                            .partitionResult(log)
                            .get()
                            .offset());
        }
        return ends;
    }

    long end() throws ExecutionException, InterruptedException {
        return ends().values().stream().mapToLong(Long::longValue).sum();
    }

    void await(Predicate<Map<Integer, Long>> reached, Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        Map<Integer, Long> offsets = offsets();
        while (!reached.test(offsets)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("committed: " + offsets + " after " + longest + " (expected: further)");
            }
            TimeUnit.MILLISECONDS.sleep(50);
            offsets = offsets();
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
