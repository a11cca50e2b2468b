package org.stationboard.streams;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.LiveValue;
import org.stationboard.contract.v1.Pulse;

/** Writes a log to a broker as the keeper does, and reads what came of it as its readers do. */
final class BrokerLog {
    private static final int RECORDS_A_TRANSACTION = 1000;

    private final String bootstrapServers;
    private final int partitions;
    private @Nullable Future<RecordMetadata> lastSent;

    BrokerLog(String bootstrapServers, int partitions) {
        this.bootstrapServers = bootstrapServers;
        this.partitions = partitions;
    }

    void create() throws ExecutionException, InterruptedException {
        create(Topic.STATION_RECORDS.topicName(), Topic.STATION_RECORDS.settings());
    }

    /** Makes a topic that keeps every value, so that a test can compare them all. */
    void createKeepingAll(Topic topic) throws ExecutionException, InterruptedException {
        createKeepingAll(topic.topicName());
    }

    /** The same by its name at the broker, with as many partitions as the log. */
    void createKeepingAll(String name) throws ExecutionException, InterruptedException {
        create(name, Map.of("cleanup.policy", "delete", "retention.ms", "-1"));
    }

    /** Writes the log and returns how many records that were, those of control counted once a partition. */
    long write(Iterable<MadeLog.Entry> entries) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("transactional.id", "made-log");
        settings.put("compression.type", "lz4");
        settings.put("linger.ms", 20);
        long written = 0;
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (MadeLog.Entry entry : entries) {
                written += send(producer, entry);
                if (written % RECORDS_A_TRANSACTION == 0) {
                    producer.commitTransaction();
                    producer.beginTransaction();
                }
            }
            producer.commitTransaction();
            if (lastSent != null) {
                lastSent.get();
            }
        }
        return written;
    }

    /**
     * Everything a reader of committed records finds on a topic, by partition, in order. Reads to the end of what was
     * written, not of what is committed: a killed application that lost its disk comes back under another transactional
     * id, and what it had open holds readers back until the broker gives it up (10 s).
     */
    List<List<ConsumerRecord<byte[], byte[]>>> read(Topic topic) throws ExecutionException, InterruptedException {
        List<List<ConsumerRecord<byte[], byte[]>>> found = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers, "isolation.level", "read_committed", "max.poll.records", 5000);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (int partition = 0; partition < topic.partitions(partitions); partition++) {
                TopicPartition read = new TopicPartition(topic.topicName(), partition);
                long end = admin.listOffsets(Map.of(read, OffsetSpec.latest()))
                        .partitionResult(read)
                        .get()
                        .offset();
                found.add(read(consumer, read, end));
            }
        }
        return found;
    }

    /** Waits until every partition's pulse says that this tick is judged. */
    void awaitTick(long tick, Duration longest) {
        String topic = Topic.FIGURES_LIVE.topicName();
        long deadline = System.nanoTime() + longest.toNanos();
        Map<Integer, Long> ticks = new HashMap<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            while (ticks.size() < partitions || ticks.values().stream().anyMatch(reached -> reached < tick)) {
                for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(Duration.ofMillis(200))) {
                    Pulse pulse = live(polled.value()).getPulse();
                    if (pulse.getPublishedAt() > 0) {
                        ticks.put(pulse.getPartition(), pulse.getTick());
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("ticks: " + ticks + " after " + longest + " (expected: " + tick + ")");
                }
            }
        }
    }

    static LiveValue live(byte[] value) {
        try {
            return LiveValue.parseFrom(value);
        } catch (InvalidProtocolBufferException cause) {
            throw new AssertionError("figures-live: not readable", cause);
        }
    }

    /** End offsets summed over the partitions of each topic of this broker. */
    Map<String, Long> sizes() throws ExecutionException, InterruptedException {
        Map<String, Long> sizes = new TreeMap<>();
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        try (Admin admin = Admin.create(settings);
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (String name : admin.listTopics().names().get()) {
                List<TopicPartition> all = consumer.partitionsFor(name).stream()
                        .map(info -> new TopicPartition(name, info.partition()))
                        .toList();
                sizes.put(
                        name,
                        consumer.endOffsets(all).values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
            }
        }
        return sizes;
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long end) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        while (consumer.position(partition) < end) {
            consumer.poll(Duration.ofMillis(200)).forEach(found::add);
        }
        return found;
    }

    private void create(String name, Map<String, String> settings) throws ExecutionException, InterruptedException {
        NewTopic made = new NewTopic(name, partitions, (short) 1).configs(settings);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(made)).all().get();
        }
    }

    private int send(KafkaProducer<byte[], byte[]> producer, MadeLog.Entry entry) {
        byte[] value = entry.stationRecord().toByteArray();
        String log = Topic.STATION_RECORDS.topicName();
        if (!entry.logKey().isEmpty()) {
            lastSent = producer.send(new ProducerRecord<>(log, entry.key(), value));
            return 1;
        }
        for (int partition = 0; partition < partitions; partition++) {
            lastSent = producer.send(new ProducerRecord<>(log, partition, null, value));
        }
        return partitions;
    }
}
