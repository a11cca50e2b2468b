package org.stationboard.engine;

import java.util.ArrayList;
import java.util.List;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Interval;

/** What is known of one feed. Mutable; belongs to {@link Feeds}. Times are epoch minutes. */
final class FeedEntry {
    private static final int LAYOUT = 1;
    private static final long NEVER = Long.MAX_VALUE;

    private final FeedKey key;
    private final Spans marked;
    private long lastHeard;
    private long records;
    private boolean marks;
    private long firstReported = NEVER;
    private boolean stale;
    /** Heard, or its coverage grown, since it was last published. */
    private boolean heard;

    private boolean coverageGrown;

    FeedEntry(FeedKey key) {
        this(key, new Spans(List.of()));
    }

    private FeedEntry(FeedKey key, Spans marked) {
        this.key = key;
        this.marked = marked;
    }

    FeedKey key() {
        return key;
    }

    void hear(Hearing hearing, long lastTick) {
        heard = true;
        lastHeard = lastTick;
        if (!hearing.taken()) {
            return;
        }
        Interval covered = hearing.covered();
        if (covered != null) {
            boolean grown = marked.add(covered.getFrom(), covered.getTo());
            coverageGrown |= grown || !marks;
            marks = true;
            return;
        }
        records++;
        if (hearing.reported() < firstReported) {
            coverageGrown |= !marks;
            firstReported = hearing.reported();
        }
    }

    /** Minute at which it turns stale if nothing more is heard; silence begins at the first tick at the earliest. */
    long staleFrom(long firstTick, long allowedSilence) {
        return allowedSilence == Rules.NO_LIMIT ? NEVER : Math.max(lastHeard, firstTick) + allowedSilence + 1;
    }

    boolean stale() {
        return stale;
    }

    void setStale(boolean nowStale) {
        stale = nowStale;
    }

    boolean heard() {
        return heard;
    }

    boolean coverageGrown() {
        return coverageGrown;
    }

    void published() {
        heard = false;
        coverageGrown = false;
    }

    /** The spans it gives its word for: its marks, or everything from its first record on. */
    List<Spans.Span> covered() {
        if (marks) {
            return marked.all();
        }
        return firstReported == NEVER ? List.of() : List.of(new Spans.Span(firstReported, Long.MAX_VALUE));
    }

    FeedState state() {
        FeedState.Builder state = FeedState.newBuilder()
                .setSource(key.source())
                .setFeed(key.feed())
                .setLogKey(key.logKey())
                .setLastHeard(lastHeard)
                .setRecords(records)
                .setMarks(marks)
                .setFirstReported(firstReported == NEVER ? 0 : firstReported)
                .setStale(stale);
        for (Spans.Span span : marked.all()) {
            state.addCovered(Interval.newBuilder().setFrom(span.from()).setTo(span.to()));
        }
        return state.build();
    }

    byte[] encoded() {
        ByteWriter writer = new ByteWriter(96)
                .single(LAYOUT)
                .text(key.source())
                .text(key.feed())
                .text(key.logKey())
                .varint(lastHeard)
                .varint(records)
                .flag(marks)
                .varint(firstReported)
                .flag(stale)
                .flag(heard)
                .flag(coverageGrown);
        marked.all().forEach(span -> writer.varint(span.from()).varint(span.to()));
        return writer.bytes();
    }

    static FeedEntry decoded(byte[] value) {
        ByteReader reader = new ByteReader(value);
        int layout = reader.single();
        if (layout != LAYOUT) {
            throw new IllegalStateException("feed layout: " + layout + " (expected: " + LAYOUT + ")");
        }
        FeedKey key = new FeedKey(reader.text(), reader.text(), reader.text());
        long lastHeard = reader.varint();
        long records = reader.varint();
        boolean marks = reader.flag();
        long firstReported = reader.varint();
        boolean stale = reader.flag();
        boolean heard = reader.flag();
        boolean coverageGrown = reader.flag();
        List<Spans.Span> spans = new ArrayList<>();
        while (reader.more()) {
            spans.add(new Spans.Span(reader.varint(), reader.varint()));
        }
        FeedEntry entry = new FeedEntry(key, new Spans(spans));
        entry.lastHeard = lastHeard;
        entry.records = records;
        entry.marks = marks;
        entry.firstReported = firstReported;
        entry.stale = stale;
        entry.heard = heard;
        entry.coverageGrown = coverageGrown;
        return entry;
    }
}
