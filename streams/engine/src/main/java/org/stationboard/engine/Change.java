package org.stationboard.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Interval;

/**
 * What one data record has changed since the last tick, beside ledger and cells: a row of the dirty table.
 *
 * @param conflict whether it met a record of the same version and other content
 * @param hearing what it tells of its feed; absent for a dead record or an unknown log key
 * @param touched cells it changed that were not dirty before; of a stock, days earlier than any dirty before
 */
record Change(Outcome outcome, boolean conflict, @Nullable Hearing hearing, List<CellKey> touched) {
    byte[] encoded() {
        ByteWriter writer = new ByteWriter(128).single(outcome.code()).flag(conflict);
        writer.flag(hearing != null);
        if (hearing != null) {
            write(writer, hearing);
        }
        for (CellKey key : touched) {
            writer.single(key.kind().code())
                    .varint(key.start())
                    .text(key.unitId())
                    .text(key.indicator());
        }
        return writer.bytes();
    }

    static Change decoded(byte[] value) {
        ByteReader reader = new ByteReader(value);
        Outcome outcome = Outcome.ofCode(reader.single());
        boolean conflict = reader.flag();
        Hearing hearing = reader.flag() ? readHearing(reader) : null;
        List<CellKey> touched = new ArrayList<>();
        while (reader.more()) {
            CellKind kind = CellKind.ofCode(reader.single());
            touched.add(new CellKey(kind, reader.varint(), reader.text(), reader.text()));
        }
        return new Change(outcome, conflict, hearing, touched);
    }

    private static void write(ByteWriter writer, Hearing hearing) {
        FeedKey key = hearing.key();
        writer.text(key.source()).text(key.feed()).text(key.logKey());
        writer.flag(hearing.taken()).varint(hearing.reported());
        Interval covered = hearing.covered();
        writer.flag(covered != null);
        if (covered != null) {
            writer.varint(covered.getFrom()).varint(covered.getTo()).varint(hearing.announced());
        }
    }

    private static Hearing readHearing(ByteReader reader) {
        FeedKey key = new FeedKey(reader.text(), reader.text(), reader.text());
        boolean taken = reader.flag();
        long reported = reader.varint();
        if (!reader.flag()) {
            return new Hearing(key, taken, reported, null, Hearing.NOT_SAID);
        }
        Interval covered = Interval.newBuilder()
                .setFrom(reader.varint())
                .setTo(reader.varint())
                .build();
        return new Hearing(key, taken, reported, covered, reader.varint());
    }
}
