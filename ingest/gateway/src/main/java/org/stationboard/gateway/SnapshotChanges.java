package org.stationboard.gateway;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stationboard.contract.v1.StationRecord;

/**
 * The records that bring a log from one snapshot to the next: what was added, what changed, what was withdrawn. The
 * snapshot before is held in memory, about 200 bytes a record. One use, one thread.
 */
final class SnapshotChanges {
    private final SnapshotSpan span;
    private final Map<String, ByteString> before = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final RecordPile pile = new RecordPile();
    private Timestamp newestBefore = Timestamps.MIN_VALUE;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private long added;
    private long changed;
    private long unchanged;
    private long withdrawn;
    private long kept;
    private long repeated;

    SnapshotChanges(SnapshotSpan span) {
        this.span = span;
    }

    /** Reads the snapshot before; where an id stands twice in it the first row holds, as in this one. */
    void previous(Iterator<StationRecord> records) {
        records.forEachRemaining(record -> {
            before.putIfAbsent(record.getRecordId(), record.toByteString());
            if (Timestamps.compare(record.getReportedAt(), newestBefore) > 0) {
                newestBefore = record.getReportedAt();
            }
        });
    }

    /** Takes one record of this snapshot. */
    void take(StationRecord record) {
        if (!seen.add(record.getRecordId())) {
            repeated++;
            return;
        }
        span.timeOf(record).ifPresent(this::widen);
        ByteString old = before.remove(record.getRecordId());
        if (old == null) {
            added++;
            // Newer than all that was known: its source reported it meanwhile. Older: it came late, with this snapshot.
            boolean late = Timestamps.compare(record.getReportedAt(), newestBefore) <= 0;
            pile.add(versioned(record, late ? taken(record) : record.getReportedAt(), 0));
        } else {
            change(parse(old), record);
        }
    }

    /**
     * The snapshot has ended: what is left of the one before is gone.
     *
     * @param whole whether every row was read; where one was not, nobody knows what it held, and nothing is withdrawn
     */
    RecordPile end(boolean whole) {
        Instant from = span.from().orElse(first);
        Instant to = span.to().orElse(last.equals(Instant.MIN) ? last : last.plusSeconds(1));
        for (ByteString bytes : before.values()) {
            StationRecord old = parse(bytes);
            Optional<Instant> time = span.timeOf(old);
            boolean inside =
                    time.isPresent() && !time.get().isBefore(from) && time.get().isBefore(to);
            if (whole && inside) {
                withdrawn++;
                pile.add(versioned(old, taken(old), 0).toBuilder()
                        .setWithdrawn(true)
                        .build());
            } else {
                kept++;
            }
        }
        before.clear();
        return pile;
    }

    SnapshotCounts counts() {
        return new SnapshotCounts(added, changed, unchanged, withdrawn, kept, repeated);
    }

    private void widen(Instant time) {
        first = time.isBefore(first) ? time : first;
        last = time.isAfter(last) ? time : last;
    }

    private void change(StationRecord old, StationRecord record) {
        if (content(old).equals(content(record))) {
            unchanged++;
            return;
        }
        changed++;
        boolean moved = !old.getUnitId().equals(record.getUnitId());
        if (moved) {
            // The old unit may lie under another log key: there it is withdrawn, one version before it comes to the
            // new.
            pile.add(versioned(old, taken(record), 0).toBuilder()
                    .setWithdrawn(true)
                    .build());
        }
        StationRecord next = versioned(record, taken(record), moved ? 1 : 0);
        pile.add(moved ? next.toBuilder().setMovedFrom(old.getUnitId()).build() : next);
    }

    /** What a change is a change of: when the source spoke of it is none. */
    private static StationRecord content(StationRecord record) {
        return record.toBuilder().clearVersion().clearReportedAt().build();
    }

    private StationRecord versioned(StationRecord record, Timestamp reported, int later) {
        return record.toBuilder()
                .setVersion(span.version() + later)
                .setReportedAt(reported)
                .build();
    }

    /** The snapshot's day; a snapshot may hold records that are reported after it. */
    private Timestamp taken(StationRecord record) {
        Timestamp day = Timestamps.fromSeconds(span.version());
        return Timestamps.compare(record.getReportedAt(), day) > 0 ? record.getReportedAt() : day;
    }

    private static StationRecord parse(ByteString bytes) {
        try {
            return StationRecord.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("bytes that were a record a moment ago", e);
        }
    }
}
