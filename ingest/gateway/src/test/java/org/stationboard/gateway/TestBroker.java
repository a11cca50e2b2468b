package org.stationboard.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.testkit.EmbeddedKafka;

/** A broker for tests: gives each a log of its own by taking all topics away, and reads what stands in them. */
final class TestBroker implements AutoCloseable {
    private final Path folder;
    private EmbeddedKafka broker;

    TestBroker(Path folder) {
        this.folder = folder;
        this.broker = EmbeddedKafka.start(folder);
    }

    GatewaySettings settings() {
        return new GatewaySettings(
                broker.bootstrapServers(),
                4,
                java.time.ZoneId.of("Asia/Shanghai"),
                "stationboard-log-keeper",
                Duration.ofSeconds(6),
                // The tests' clocks are their own.
                Duration.ofDays(10_000));
    }

    void stop() {
        broker.close();
    }

    void startAgain() {
        broker = EmbeddedKafka.start(folder);
    }

    void removeTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            List<String> ours = admin.listTopics().names().get().stream()
                    .filter(name -> !name.startsWith("__"))
                    .toList();
            admin.deleteTopics(ours).all().get();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> admin.listTopics().names().get().stream().noneMatch(ours::contains));
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Everything committed in a topic, partition by partition. Reads to the end of what was written: a commit is
     * acknowledged before every partition has its marker, and what is committed may not be visible yet.
     */
    List<List<ConsumerRecord<byte[], byte[]>>> read(Topic topic) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class);
        List<List<ConsumerRecord<byte[], byte[]>>> all = new ArrayList<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
            for (int i = 0; i < topic.partitions(4); i++) {
                TopicPartition partition = new TopicPartition(topic.topicName(), i);
                consumer.assign(Set.of(partition));
                consumer.seekToBeginning(Set.of(partition));
                long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get()
                        .offset();
                List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
                while (consumer.position(partition) < end) {
                    consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                }
                all.add(records);
            }
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    /** The log, partition by partition. */
    List<List<StationRecord>> log() {
        return read(Topic.STATION_RECORDS).stream()
                .map(records -> records.stream().map(TestBroker::parse).toList())
                .toList();
    }

    /** The records of the log that are no control records. */
    List<StationRecord> data() {
        return log().stream()
                .flatMap(List::stream)
                .filter(record -> !record.hasControl())
                .toList();
    }

    /** The ticks of a partition as {@code from-minute}. */
    static List<String> ticks(List<StationRecord> partition) {
        return partition.stream()
                .filter(record -> record.getControl().hasTick())
                .map(record -> record.getControl().getTick())
                .map(tick -> tick.getFromMinute() + "-" + tick.getMinute())
                .toList();
    }

    private static StationRecord parse(ConsumerRecord<byte[], byte[]> record) {
        try {
            return StationRecord.parseFrom(record.value());
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
