package org.stationboard.streams;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.stationboard.contract.FigureForm;
import org.stationboard.contract.Position;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.engine.Contribution;
import org.stationboard.engine.Contributions;
import org.stationboard.engine.Parameters;

/** One partition of the durable twin: its ledger, its cells and what it sends. */
final class DurablePartition {
    static final String CHANGELOG = "twin-changelog";

    private static final byte SERIES = 2;
    private static final byte CHANGED = 3;
    private static final long MILLIS_A_MINUTE = 60_000;

    private final int partition;
    private final KafkaProducer<byte[], byte[]> producer;
    private final LedgerPages ledger = new LedgerPages();
    private final DurableCells cells = new DurableCells();
    private final Parameters parameters = Parameters.of(BenchLog.ZONE);
    private byte[] entry = new byte[1 << 10];
    private int keptSeries;
    private int keptChanges;
    private Headers position = new RecordHeaders();
    private long timestamp;

    DurablePartition(int partition, KafkaProducer<byte[], byte[]> producer) {
        this.partition = partition;
        this.producer = producer;
    }

    void take(StationRecord stationRecord) {
        List<Contribution> contributions = Contributions.of(stationRecord, parameters);
        byte[] id = stationRecord.getRecordId().getBytes(StandardCharsets.UTF_8);
        byte[] old = ledger.get(id);
        if (old != null) {
            ByteBuffer reader = ByteBuffer.wrap(old);
            long version = varint(reader);
            long digest = reader.getLong();
            boolean newer = stationRecord.getVersion() > version
                    || (stationRecord.getVersion() == version
                            && Long.compareUnsigned(stationRecord.getContentDigest(), digest) > 0);
            if (!newer) {
                return;
            }
            while (reader.hasRemaining()) {
                DurableCells.Series series = cells.series((int) varint(reader));
                cells.add(series, varint(reader), -varint(reader), -varint(reader));
            }
        }
        int end = write(0, stationRecord.getVersion());
        ByteBuffer.wrap(entry).putLong(end, stationRecord.getContentDigest());
        end += Long.BYTES;
        for (Contribution given : contributions) {
            DurableCells.Series series = cells.series(given.unitId(), given.indicator(), given.grain());
            cells.add(series, given.start(), given.numerator(), given.denominator());
            end = write(end, series.number());
            end = write(end, given.start());
            end = write(end, given.numerator());
            end = write(end, given.denominator());
        }
        ledger.put(id, Arrays.copyOf(entry, end));
    }

    /** Ends a day: publishes what changed in it. */
    void tick(long minute, long offset) {
        long beginning = Instant.ofEpochSecond(minute * 60)
                .atZone(BenchLog.ZONE)
                .toLocalDate()
                .toEpochDay();
        position = new RecordHeaders();
        position.add(Position.HEADER, new Position(partition, offset, minute).bytes());
        timestamp = minute * MILLIS_A_MINUTE;
        cells.publish(beginning - 1, this::send);
        keptChanges = 0;
    }

    /** Writes to the changelog what is new: pages of the ledger, numbers of series, and what waits to be published. */
    void keep() {
        ledger.drain(this::log);
        for (; keptSeries < cells.size(); keptSeries++) {
            log(key(SERIES, keptSeries), cells.series(keptSeries).name());
        }
        if (cells.changes() > keptChanges) {
            ByteBuffer marks = ByteBuffer.allocate((cells.changes() - keptChanges) * Long.BYTES);
            for (int at = keptChanges; at < cells.changes(); at++) {
                marks.putLong(cells.change(at));
            }
            log(key(CHANGED, keptChanges), marks.array());
            keptChanges = cells.changes();
        }
    }

    private void send(FigureForm form, long start, long numerator, long denominator, long opened, long closed) {
        Topic topic = form.grain() == Grain.MINUTE ? Topic.FIGURES_MINUTE : Topic.FIGURES;
        byte[] value = form.value(start, numerator, denominator, opened, closed);
        // A commit fails where any of those sent before it has.
        var unused = producer.send(
                new ProducerRecord<>(topic.topicName(), partition, timestamp, form.key(start), value, position));
    }

    private void log(byte[] key, byte[] value) {
        var unused = producer.send(new ProducerRecord<>(CHANGELOG, partition, key, value));
    }

    private int write(int at, long value) {
        if (at + 32 > entry.length) {
            entry = Arrays.copyOf(entry, entry.length * 2);
        }
        int place = at;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            entry[place++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        entry[place++] = (byte) rest;
        return place;
    }

    private static long varint(ByteBuffer reader) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = reader.get();
            value |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    private static byte[] key(byte kind, int number) {
        return ByteBuffer.allocate(1 + Integer.BYTES).put(kind).putInt(number).array();
    }
}
