package org.stationboard.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
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
    private final KeeperClaim claim;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    KeeperLog(GatewaySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.claim = new KeeperClaim(settings, clock, HEAD, keeper);
    }

    /** Says that this keeper is about to take the log over. Throws {@link ClockOffException}. */
    void announce() {
        claim.announce();
    }

    /** Throws {@link ClockOffException} where this machine's clock is not the brokers'. */
    void requireClock() {
        claim.requireClock();
    }

    /** Shuts out any older keeper and gives the newest head, or the empty one of a new log. */
    LogHead open() {
        close();
        KafkaProducer<byte[], byte[]> opened = new KafkaProducer<>(producerSettings());
        producer = opened;
        opened.initTransactions();
        return readHead().head();
    }

    /** Whether another keeper has written since this one last did, or is about to. Throws {@link ClockOffException}. */
    boolean superseded() {
        Found found = readHead();
        return (found.keeper() != null && !keeper.equals(found.keeper())) || claim.overtaken();
    }

    /** The text of the newest catalogue with that digest on the log; empty where there is none. Reads back from its end. */
    Optional<String> catalogue(String digest) {
        AtomicReference<@Nullable String> text = new AtomicReference<>();
        TopicTail.backwards(settings, new TopicPartition(logTopic, 0), Long.MAX_VALUE, Integer.MAX_VALUE, record -> {
            text.set(catalogueIn(record.value(), digest));
            return text.get() == null;
        });
        return Optional.ofNullable(text.get());
    }

    private static @Nullable String catalogueIn(byte[] value, String digest) {
        try {
            Control control = StationRecord.parseFrom(value).getControl();
            return control.hasCatalogue() && control.getCatalogue().getDigest().equals(digest)
                    ? control.getCatalogue().getText()
                    : null;
        } catch (InvalidProtocolBufferException notARecord) {
            // Dead-lettered by the engine; no catalogue.
            return null;
        }
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
            send(out, new ProducerRecord<>(logTopic, partition, now, null, value));
        }
    }

    void tick(Tick tick) {
        control(Control.newBuilder().setTick(tick).build());
    }

    void record(LogEntry entry) {
        send(open(producer), new ProducerRecord<>(logTopic, null, entry.receivedAt(), entry.key(), entry.value()));
    }

    /** Ends the transaction with the head that is true after it. Returns when Kafka has acknowledged all of it. */
    void commit(LogHead head) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(HEAD.topic(), HEAD.partition(), HEAD_KEY, head.toByteArray());
        record.headers().add(KEEPER_HEADER, keeper.getBytes(StandardCharsets.UTF_8));
        KafkaProducer<byte[], byte[]> out = open(producer);
        send(out, record);
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

    /**
     * The commit waits for every record and throws what became of the first that failed. One that has failed already, for
     * want of brokers to ask where it belongs, has waited as long as may be waited: the next thousand would each do so again.
     */
    private static void send(KafkaProducer<byte[], byte[]> out, ProducerRecord<byte[], byte[]> record) {
        Future<RecordMetadata> sent = out.send(record);
        if (!sent.isDone()) {
            return;
        }
        try {
            sent.get();
        } catch (ExecutionException failed) {
            throw new KafkaException("record not taken", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("record not taken: interrupted", interrupted);
        }
    }

    private static KafkaProducer<byte[], byte[]> open(@Nullable KafkaProducer<byte[], byte[]> producer) {
        if (producer == null) {
            throw new NotAcknowledgedException("log keeper: not open (expected: a broker that answers)", null);
        }
        return producer;
    }

    private Map<String, Object> producerSettings() {
        Map<String, Object> config = new HashMap<>(ProducerSettings.durable(
                settings.bootstrapServers(), settings.acknowledgement(), "stationboard-log-keeper"));
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.keeperId());
        // A keeper that dies in a transaction holds up every reader for so long, unless a new one comes sooner.
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 20_000);
        return config;
    }

    private record Found(LogHead head, @Nullable String keeper) {}

    private Found readHead() {
        NewestHead newest = new NewestHead();
        TopicTail.Span span = TopicTail.read(settings, HEAD, LOOK_BACK, newest);
        if (newest.found.keeper() == null && span.begin() < span.end() - LOOK_BACK) {
            TopicTail.read(settings, HEAD, Long.MAX_VALUE, newest);
        }
        return newest.found;
    }

    private static final class NewestHead implements Consumer<ConsumerRecord<byte[], byte[]>> {
        private Found found = new Found(LogHead.getDefaultInstance(), null);

        @Override
        public void accept(ConsumerRecord<byte[], byte[]> record) {
            found = KeeperClaim.isHead(record) ? found(record) : found;
        }
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
