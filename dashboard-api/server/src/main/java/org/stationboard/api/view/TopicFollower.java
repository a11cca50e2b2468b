package org.stationboard.api.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.LogHead;

/**
 * Follows topics on a thread of its own, committed records only, and lives through an outage of the broker: what it has
 * read stays, and it goes on where it stood. It waits for topics that are not there yet.
 */
public final class TopicFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long RETRY_MS = 500;
    private static final long JOIN_MS = 5_000;
    private static final Duration CLOSE = Duration.ofMillis(500);

    private final String name;
    private final String bootstrapServers;
    private final List<Followed> topics;
    private final Reader reader;
    private final Thread thread;
    /** Where to go on after a fault; by the follower's thread alone. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable KafkaConsumer<byte[], byte[]> following;
    private volatile boolean loaded;
    private volatile Consumer<LogHead> headReader = head -> {};

    /** A topic and where its reading begins. */
    public record Followed(String topic, Start start) {}

    /** Takes what was read. */
    public interface Reader {
        /** A batch, in order within each partition. */
        void read(ConsumerRecords<byte[], byte[]> batch);

        /** Everything that stood in the topics when reading began has been read. Once. */
        default void loaded() {}
    }

    /** Where the reading of a topic begins. */
    public interface Start {
        /** The first offset of each partition. */
        Map<TopicPartition, Long> offsets(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions);

        /** At the beginning. */
        static Start beginning() {
            return (consumer, partitions) -> consumer.beginningOffsets(partitions);
        }

        /** So many offsets before the end. */
        static Start last(long offsets) {
            return (consumer, partitions) -> {
                Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
                Map<TopicPartition, Long> from = new HashMap<>();
                consumer.endOffsets(partitions)
                        .forEach((partition, end) ->
                                from.put(partition, Math.max(begins.getOrDefault(partition, 0L), end - offsets)));
                return from;
            };
        }

        /** At the first record whose Kafka timestamp is not before that, epoch milliseconds; at the end where none is. */
        static Start at(LongSupplier timestamp) {
            return (consumer, partitions) -> {
                long from = Math.max(0, timestamp.getAsLong());
                Map<TopicPartition, Long> asked = new HashMap<>();
                partitions.forEach(partition -> asked.put(partition, from));
                Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(asked);
                Map<TopicPartition, Long> offsets = new HashMap<>(consumer.endOffsets(partitions));
                found.forEach((partition, offset) -> {
                    if (offset != null) {
                        offsets.put(partition, offset.offset());
                    }
                });
                return offsets;
            };
        }
    }

    public TopicFollower(String name, String bootstrapServers, List<Followed> topics, Reader reader) {
        this.name = name;
        this.bootstrapServers = bootstrapServers;
        this.topics = List.copyOf(topics);
        this.reader = reader;
        this.thread = new Thread(this::run, "view-" + name);
        thread.setDaemon(true);
    }

    /** Gives the log's head to that reader before anything else is read: where reading begins depends on its tick. */
    public TopicFollower withHead(Consumer<LogHead> reader) {
        headReader = reader;
        return this;
    }

    public void start() {
        thread.start();
    }

    /** Whether everything that stood in the topics when reading began has been read. */
    public boolean loaded() {
        return loaded;
    }

    /** Whether it follows, or tries to. */
    public boolean running() {
        return thread.isAlive();
    }

    /** Returns once the thread has ended, at most after some seconds. */
    @Override
    public void close() {
        closed.countDown();
        KafkaConsumer<byte[], byte[]> running = following;
        if (running != null) {
            running.wakeup();
        }
        try {
            thread.join(JOIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean faulty = false;
        while (!isClosed()) {
            KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings());
            following = consumer;
            try {
                follow(consumer);
            } catch (WakeupException e) {
                LOG.debug("view {} woken to end", name);
            } catch (KafkaException e) {
                if (!faulty) {
                    LOG.warn("live view: {} cannot be read, trying again: {}", name, e.toString());
                }
                faulty = true;
            } finally {
                consumer.close(CloseOptions.timeout(CLOSE));
            }
            pause();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = begin(consumer);
        Map<TopicPartition, Long> ends = loaded ? Map.of() : consumer.endOffsets(partitions);
        while (!isClosed()) {
            ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
            if (!batch.isEmpty()) {
                reader.read(batch);
            }
            for (TopicPartition partition : batch.partitions()) {
                List<ConsumerRecord<byte[], byte[]>> records = batch.records(partition);
                positions.put(partition, records.get(records.size() - 1).offset() + 1);
            }
            if (!loaded && reached(consumer, ends)) {
                loaded = true;
                reader.loaded();
            }
        }
    }

    /** Assigns every partition at the place to read from, once all the topics are there. */
    private List<TopicPartition> begin(KafkaConsumer<byte[], byte[]> consumer) {
        Map<String, List<TopicPartition>> found = new HashMap<>();
        for (Followed followed : topics) {
            found.put(followed.topic(), partitionsOf(consumer, followed.topic()));
        }
        partitionsOf(consumer, Topic.LOG_HEAD.topicName());
        NewestLogHead.read(consumer).ifPresent(headReader);
        List<TopicPartition> all = found.values().stream().flatMap(List::stream).toList();
        consumer.assign(all);
        for (Followed followed : topics) {
            List<TopicPartition> partitions = found.getOrDefault(followed.topic(), List.of());
            List<TopicPartition> fresh =
                    partitions.stream().filter(p -> !positions.containsKey(p)).toList();
            positions.putAll(followed.start().offsets(consumer, fresh));
        }
        all.forEach(partition -> consumer.seek(partition, positions.getOrDefault(partition, 0L)));
        return all;
    }

    private List<TopicPartition> partitionsOf(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        while (!isClosed()) {
            List<PartitionInfo> infos = consumer.partitionsFor(topic);
            if (infos != null && !infos.isEmpty()) {
                return new ArrayList<>(infos.stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList());
            }
            pause();
        }
        throw new WakeupException();
    }

    private static boolean reached(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            if (consumer.position(end.getKey()) < end.getValue()) {
                return false;
            }
        }
        return true;
    }

    /** Waits a little before the next try, not beyond the end. */
    private void pause() {
        try {
            if (closed.await(RETRY_MS, TimeUnit.MILLISECONDS)) {
                LOG.debug("view {} ends", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "view-" + name);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1000);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MS_CONFIG, 100);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return settings;
    }
}
