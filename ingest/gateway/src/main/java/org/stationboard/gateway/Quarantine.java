package org.stationboard.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.QuarantineEntry;

/**
 * The refused records: written to the topic {@code quarantine}, and the newest of them in memory for the list, without the
 * bytes kept. Safe for use by many threads.
 */
public final class Quarantine {
    /** Most rows in memory. */
    public static final int LISTED = 1_000;

    private static final TopicPartition TOPIC = new TopicPartition(Topic.QUARANTINE.topicName(), 0);

    private final GatewaySettings settings;
    private final Producer<byte[], byte[]> producer;
    private final Deque<Row> newest = new ArrayDeque<>();
    private long total;

    Quarantine(GatewaySettings settings, Producer<byte[], byte[]> producer) {
        this.settings = settings;
        this.producer = producer;
    }

    /**
     * One refused record.
     *
     * @param at milliseconds since 1970, the machine's clock
     * @param digest SHA-256 of its bytes, hex
     * @param expected what was expected at the field; never the value
     * @param kept whether its bytes were kept, so that it can be sent again
     */
    public record Row(
            long at,
            String reason,
            String source,
            String field,
            String digest,
            long size,
            String expected,
            boolean kept) {
        static Row of(QuarantineEntry entry) {
            return new Row(
                    entry.getAt(),
                    entry.getReason(),
                    entry.getSource(),
                    entry.getField(),
                    HexFormat.of().formatHex(entry.getDigest().toByteArray()),
                    entry.getSize(),
                    entry.getExpected(),
                    !entry.getKept().isEmpty());
        }
    }

    /** The newest rows, newest first. */
    public synchronized List<Row> newest(int limit) {
        List<Row> rows = new ArrayList<>();
        for (Row row : newest) {
            if (rows.size() >= limit) {
                break;
            }
            rows.add(row);
        }
        return rows;
    }

    /** All rows that the topic still holds, and those since. */
    public synchronized long total() {
        return total;
    }

    /** Lists an entry and writes it; done when Kafka has acknowledged. */
    CompletableFuture<?> add(QuarantineEntry entry) {
        list(entry);
        CompletableFuture<Void> done = new CompletableFuture<>();
        byte[] key = entry.getSource().getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(
                new ProducerRecord<>(TOPIC.topic(), TOPIC.partition(), entry.getAt(), key, entry.toByteArray()),
                (position, error) -> {
                    if (error == null) {
                        done.complete(null);
                    } else {
                        done.completeExceptionally(
                                new NotAcknowledgedException("quarantine: Kafka did not acknowledge", error));
                    }
                });
        return done;
    }

    /** Fills the list from the topic's end. Blocks. */
    void load() {
        TopicTail.Span span = TopicTail.read(settings, TOPIC, LISTED, record -> list(parse(record)));
        setTotal(span.end() - span.begin());
    }

    private static QuarantineEntry parse(ConsumerRecord<byte[], byte[]> record) {
        try {
            return QuarantineEntry.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(
                    "quarantine: offset " + record.offset() + " (expected: a QuarantineEntry)", e);
        }
    }

    private synchronized void list(QuarantineEntry entry) {
        newest.addFirst(Row.of(entry));
        if (newest.size() > LISTED) {
            newest.removeLast();
        }
        total++;
    }

    private synchronized void setTotal(long count) {
        total = count;
    }
}
