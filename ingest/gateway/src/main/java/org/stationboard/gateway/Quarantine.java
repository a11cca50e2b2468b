package org.stationboard.gateway;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.QuarantineEntry;

/**
 * The refused records, in the topic {@code quarantine}; an entry's place there is its id. What became of an entry that was
 * sent again is an entry too, with the id in a header. In memory is only which ones can still be sent, found after a start
 * by a search that nobody waits for. Safe for use by many threads; reading blocks.
 */
public final class Quarantine implements AutoCloseable {
    private static final TopicPartition TOPIC = new TopicPartition(Topic.QUARANTINE.topicName(), 0);
    private static final String RESENT_HEADER = "sb-resent";
    /** Windows of the topic that one page may look through. */
    private static final int WINDOWS = 50;

    private final GatewaySettings settings;
    private final Producer<byte[], byte[]> producer;
    private final Clock clock;
    private final UnsentEntries unsent;
    private final AtomicLong total = new AtomicLong();
    private final QuarantineSearch search;

    Quarantine(GatewaySettings settings, Producer<byte[], byte[]> producer, MeterRegistry meters, Clock clock) {
        this.settings = settings;
        this.producer = producer;
        this.clock = clock;
        this.unsent = new UnsentEntries(clock);
        this.search = new QuarantineSearch(settings, TOPIC, unsent, total);
        Gauge.builder("gateway.quarantine.unsent", unsent, UnsentEntries::size)
                .description("Refused records that can be sent again and have not been")
                .register(meters);
        Gauge.builder("gateway.quarantine.oldest.unsent", unsent, UnsentEntries::oldestSeconds)
                .description("Age of the oldest of them")
                .baseUnit("seconds")
                .register(meters);
    }

    /**
     * One refused record.
     *
     * @param id place in the topic
     * @param at milliseconds since 1970, the machine's clock
     * @param digest SHA-256 of its bytes, hex
     * @param expected what was expected at the field; never the value
     * @param kept whether its bytes were kept, so that it can be sent again
     * @param resent whether it was sent again and accepted; null where that has not been looked up yet
     */
    public record Row(
            long id,
            long at,
            String reason,
            String source,
            String field,
            String digest,
            long size,
            String expected,
            boolean kept,
            @Nullable Boolean resent) {}

    /** Rows, the newest first, and the id that the next page begins before; 0 where there is no more. */
    record Page(List<Row> rows, long next) {}

    /** A row and the bytes that can be sent again. */
    record Kept(Row row, ByteString bytes) {}

    /** When the oldest entry that can be sent again and has not been came, epoch milliseconds; empty where none waits. */
    public OptionalLong oldestUnsentAt() {
        return unsent.oldestAt();
    }

    /** All entries that the topic holds, as far as it was looked through, and those since. */
    public long total() {
        return total.get();
    }

    /** Which can be sent again and have not been. */
    UnsentEntries unsent() {
        return unsent;
    }

    /** Writes an entry; done when Kafka has acknowledged. */
    CompletableFuture<?> add(QuarantineEntry entry) {
        total.incrementAndGet();
        return write(entry, null);
    }

    /** Writes what became of an entry that was sent again; {@code refusal} is null where it was accepted. */
    CompletableFuture<?> resent(Row row, @Nullable Refusal refusal) {
        QuarantineEntry.Builder entry = QuarantineEntry.newBuilder()
                .setAt(clock.millis())
                .setSource(row.source())
                .setDigest(ByteString.copyFrom(HexFormat.of().parseHex(row.digest())));
        if (refusal != null) {
            entry.setReason(refusal.reason().name()).setField(refusal.field()).setExpected(refusal.expected());
        }
        return write(entry.build(), row.id());
    }

    private CompletableFuture<?> write(QuarantineEntry entry, @Nullable Long resent) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        byte[] key = entry.getSource().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(TOPIC.topic(), TOPIC.partition(), entry.getAt(), key, entry.toByteArray());
        if (resent != null) {
            record.headers().add(RESENT_HEADER, Long.toString(resent).getBytes(StandardCharsets.US_ASCII));
        }
        var unused = producer.send(record, (position, error) -> {
            if (error == null) {
                note(position.offset(), entry, resent);
                done.complete(null);
            } else {
                done.completeExceptionally(
                        new NotAcknowledgedException("quarantine: Kafka did not acknowledge", error));
            }
        });
        return done;
    }

    private void note(long offset, QuarantineEntry entry, @Nullable Long resent) {
        if (resent == null && !entry.getKept().isEmpty()) {
            unsent.add(offset, entry.getAt());
        } else if (resent != null && entry.getReason().isEmpty()) {
            unsent.sent(resent);
        }
    }

    /** Begins to look through what the topic holds; blocks only to learn where it ends. */
    void load() {
        search.begin(true);
    }

    /** Looks for older entries, once those that hid them are sent. */
    void lookAgain() {
        if (unsent.shouldLookAgain()) {
            search.begin(false);
        }
    }

    @Override
    public void close() {
        search.close();
    }

    /** Rows before an id that the filter takes, the newest first, at most {@code limit}. */
    Page page(QuarantineFilter filter, long before, int limit) {
        List<Row> rows = new ArrayList<>();
        long next = TopicTail.backwards(settings, TOPIC, before, WINDOWS, record -> {
            if (resent(record) == null) {
                Row row = row(record.offset(), parse(record));
                if (filter.takes(row)) {
                    rows.add(row);
                }
            }
            return rows.size() < limit;
        });
        return new Page(rows, next);
    }

    /** Entries before an id that can be sent again and that the filter takes, with their bytes. */
    List<Kept> kept(QuarantineFilter filter, long before, int limit) {
        List<Kept> found = new ArrayList<>();
        OptionalLong first = unsent.firstId();
        if (first.isEmpty()) {
            return found;
        }
        TopicTail.backwards(settings, TOPIC, before, Integer.MAX_VALUE, record -> {
            if (unsent.contains(record.offset())) {
                QuarantineEntry entry = parse(record);
                Row row = row(record.offset(), entry);
                if (filter.takes(row)) {
                    found.add(new Kept(row, entry.getKept()));
                }
            }
            return found.size() < limit && record.offset() > first.getAsLong();
        });
        return found;
    }

    static @Nullable Long resent(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(RESENT_HEADER);
        return header == null ? null : Long.valueOf(new String(header.value(), StandardCharsets.US_ASCII));
    }

    static QuarantineEntry parse(ConsumerRecord<byte[], byte[]> record) {
        try {
            return QuarantineEntry.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(
                    "quarantine: offset " + record.offset() + " (expected: a QuarantineEntry)", e);
        }
    }

    private Row row(long id, QuarantineEntry entry) {
        boolean kept = !entry.getKept().isEmpty();
        return new Row(
                id,
                entry.getAt(),
                entry.getReason(),
                entry.getSource(),
                entry.getField(),
                HexFormat.of().formatHex(entry.getDigest().toByteArray()),
                entry.getSize(),
                entry.getExpected(),
                kept,
                resent(id, kept));
    }

    private @Nullable Boolean resent(long id, boolean kept) {
        if (kept && !unsent.knows(id)) {
            return null;
        }
        return kept && !unsent.contains(id);
    }
}
