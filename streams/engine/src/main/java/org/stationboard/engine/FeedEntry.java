package org.stationboard.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Announced;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Interval;

/** What is known of one feed. Mutable; belongs to {@link Feeds}. Times are epoch minutes. */
final class FeedEntry {
    private static final int LAYOUT = 2;
    private static final long NEVER = Long.MAX_VALUE;

    private final FeedKey key;
    private final LocalDays days;
    private final Spans marked;
    private final Announcements announcements;
    /** Versions taken, by the local day they were reported on; dirty are those not yet written. */
    private final CellRow counted = new CellRow(false);
    /** First day whose count has changed since it was kept. */
    private long changedFrom = Long.MAX_VALUE;

    private long lastHeard;
    private long records;
    private boolean marks;
    private long firstReported = NEVER;
    private boolean stale;
    /** Heard, or its coverage grown, since it was last published. */
    private boolean heard;

    private boolean coverageGrown;
    /** Heard since it was last written to its table. */
    private boolean unkept;
    /** When it turns stale, worked out once for what it was worked out from. */
    private long staleFrom = NEVER;

    private long staleSince = -1;
    private @Nullable AllowedSilence staleBy;

    FeedEntry(FeedKey key, LocalDays days) {
        this(key, days, new Spans(List.of()), new Announcements(days));
    }

    private FeedEntry(FeedKey key, LocalDays days, Spans marked, Announcements announcements) {
        this.key = key;
        this.days = days;
        this.marked = marked;
        this.announcements = announcements;
    }

    FeedKey key() {
        return key;
    }

    void hear(Hearing hearing, long lastTick) {
        heard = true;
        unkept = true;
        lastHeard = lastTick;
        if (!hearing.taken()) {
            return;
        }
        Interval covered = hearing.covered();
        if (covered != null) {
            boolean grown = marked.add(covered.getFrom(), covered.getTo());
            coverageGrown |= grown || !marks;
            marks = true;
            if (hearing.announced() != Hearing.NOT_SAID && covered.getFrom() < covered.getTo()) {
                announcements.add(covered.getFrom(), covered.getTo(), hearing.announced());
            }
            return;
        }
        records++;
        long day = days.ofMinute(hearing.reported());
        int at = counted.findOrOpen(day);
        counted.add(at, 1, 0);
        counted.setDirty(at, true);
        changedFrom = Math.min(changedFrom, day);
        if (hearing.reported() < firstReported) {
            coverageGrown |= !marks;
            firstReported = hearing.reported();
        }
    }

    /** Minute at which it turns stale if nothing more is heard; silence begins at the first tick at the earliest. */
    long staleFrom(long firstTick, AllowedSilence allowed) {
        long since = Math.max(lastHeard, firstTick);
        if (since != staleSince || !allowed.equals(staleBy)) {
            staleFrom = allowed.overFrom(since, days);
            staleSince = since;
            staleBy = allowed;
        }
        return staleFrom;
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

    boolean unkept() {
        return unkept;
    }

    void kept() {
        unkept = false;
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
        for (Announcements.Span span : announcements.wholeDays()) {
            long came = came(days.ofMinute(span.from()), days.ofMinute(span.to()));
            state.addAnnounced(Announced.newBuilder()
                    .setFrom(span.from())
                    .setTo(span.to())
                    .setAnnounced(span.versions())
                    // A source that sends old versions again may send more than it announced; that is no more complete.
                    .setCounted(Math.min(came, span.versions())));
        }
        return state.build();
    }

    private long came(long fromDay, long toDayExclusive) {
        long came = 0;
        for (int at = counted.firstFrom(fromDay); at < counted.size() && counted.start(at) < toDayExclusive; at++) {
            came += counted.n(at);
        }
        return came;
    }

    /** Gives each day whose count has changed since the last call. */
    void keepDays(DayCounts visitor) {
        for (int at = counted.firstFrom(changedFrom); at < counted.size(); at++) {
            if (counted.isDirty(at)) {
                visitor.take(counted.start(at), counted.n(at));
                counted.setDirty(at, false);
            }
        }
        changedFrom = Long.MAX_VALUE;
    }

    /** Takes a day's count as it was kept. */
    void setDay(long day, long count) {
        counted.add(counted.findOrOpen(day), count, 0);
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
        announcements.write(writer);
        marked.all().forEach(span -> writer.varint(span.from()).varint(span.to()));
        return writer.bytes();
    }

    static FeedEntry decoded(byte[] value, LocalDays days) {
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
        Announcements announcements = new Announcements(days);
        announcements.read(reader);
        List<Spans.Span> spans = new ArrayList<>();
        while (reader.more()) {
            spans.add(new Spans.Span(reader.varint(), reader.varint()));
        }
        FeedEntry entry = new FeedEntry(key, days, new Spans(spans), announcements);
        entry.lastHeard = lastHeard;
        entry.records = records;
        entry.marks = marks;
        entry.firstReported = firstReported;
        entry.stale = stale;
        entry.heard = heard;
        entry.coverageGrown = coverageGrown;
        return entry;
    }

    /** Takes how many versions came of a day. */
    interface DayCounts {
        void take(long day, long count);
    }
}
