package org.stationboard.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.Control;
import org.stationboard.contract.v1.LogHead;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.Tick;

/**
 * The keeper's hand on Kafka: one transactional producer and the newest log head. Each head carries the id of the keeper
 * that wrote it, so that a keeper coming back from an outage sees that another took its place and does not shut that one
 * out in turn. One thread; blocks.
 */
final class KeeperLog implements AutoCloseable {
    private static final String KEEPER_HEADER = "sb-keeper";
    private static final byte[] HEAD_KEY = "head".getBytes(StandardCharsets.UTF_8);
    private static final TopicPartition HEAD = new TopicPartition(Topic.LOG_HEAD.topicName(), 0);
    /** Heads to look back over: enough for the markers and aborted transactions at a topic's end. */
    private static final long LOOK_BACK = 200;

    private final GatewaySettings settings;
    private final Clock clock;
    private final String keeper = UUID.randomUUID().toString();
    private final String logTopic = Topic.STATION_RECORDS.topicName();
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    KeeperLog(GatewaySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Shuts out any older keeper and gives the newest head, or the empty one of a new log. */
    LogHead open() {
        close();
        KafkaProducer<byte[], byte[]> opened = new KafkaProducer<>(producerSettings());
        producer = opened;
        opened.initTransactions();
        return readHead().head();
    }

    /** Whether another keeper has written since this one last did. */
    boolean superseded() {
        Found found = readHead();
        return found.keeper() != null && !keeper.equals(found.keeper());
    }

    void begin() {
        open(producer).beginTransaction();
    }

    /** Writes one control record to every partition. */
    void control(Control control) {
        byte[] value = StationRecord.newBuilder().setControl(control).build().toByteArray();
        long now = clock.millis();
        KafkaProducer<byte[], byte[]> out = open(producer);
        for (int partition = 0; partition < settings.partitions(); partition++) {
            out.send(new ProducerRecord<>(logTopic, partition, now, null, value));
        }
    }

    void tick(Tick tick) {
        control(Control.newBuilder().setTick(tick).build());
    }

    void record(LogEntry entry) {
        open(producer).send(new ProducerRecord<>(logTopic, null, entry.receivedAt(), entry.key(), entry.value()));
    }

    /** Ends the transaction with the head that is true after it. Returns when Kafka has acknowledged all of it. */
    void commit(LogHead head) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(HEAD.topic(), HEAD.partition(), HEAD_KEY, head.toByteArray());
        record.headers().add(KEEPER_HEADER, keeper.getBytes(StandardCharsets.UTF_8));
        KafkaProducer<byte[], byte[]> out = open(producer);
        out.send(record);
        out.commitTransaction();
    }

    /** Lets the producer go without waiting; an open transaction is aborted by the next one to open. */
    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private static KafkaProducer<byte[], byte[]> open(@Nullable KafkaProducer<byte[], byte[]> producer) {
        if (producer == null) {
            throw new NotAcknowledgedException("log keeper: not open (expected: a broker that answers)", null);
        }
        return producer;
    }

    private Map<String, Object> producerSettings() {
        Map<String, Object> config = new HashMap<>(ProducerSettings.durable(settings, "stationboard-log-keeper"));
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.keeperId());
        // A keeper that dies in a transaction holds up every reader for so long, unless a new one comes sooner.
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 20_000);
        // A commit sends what is left at once; until then batches may fill.
        config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        return config;
    }

    private record Found(LogHead head, @Nullable String keeper) {}

    private Found readHead() {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers(),
                ConsumerConfig.CLIENT_ID_CONFIG, "stationboard-log-keeper-head",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
            consumer.assign(List.of(HEAD));
            long begin = consumer.beginningOffsets(List.of(HEAD)).get(HEAD);
            long end = consumer.endOffsets(List.of(HEAD)).get(HEAD);
            Found found = newestFrom(consumer, Math.max(begin, end - LOOK_BACK), end);
            return found.keeper() == null && begin < end - LOOK_BACK ? newestFrom(consumer, begin, end) : found;
        }
    }

    private Found newestFrom(KafkaConsumer<byte[], byte[]> consumer, long from, long end) {
        Found found = new Found(LogHead.getDefaultInstance(), null);
        consumer.seek(HEAD, from);
        long deadline = System.nanoTime() + settings.acknowledgement().toNanos();
        while (consumer.position(HEAD) < end) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("log-head: not read to its end in " + settings.acknowledgement());
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                found = found(record);
            }
        }
        return found;
    }

    private static Found found(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(KEEPER_HEADER);
        String writer = header == null ? "unknown" : new String(header.value(), StandardCharsets.UTF_8);
        try {
            return new Found(LogHead.parseFrom(record.value()), writer);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("log-head: offset " + record.offset() + " (expected: a LogHead)", e);
        }
    }
}
