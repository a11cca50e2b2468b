package org.stationboard.gateway;

import com.google.protobuf.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stationboard.contract.FeedNames;
import org.stationboard.contract.v1.FeedMark;
import org.stationboard.contract.v1.StationRecord;

/** Gathers what was read of each feed and makes the marks that say so. One thread. */
final class FeedMarks {
    private final String root;
    private final ZoneId zone;
    private final Clock clock;
    private final Map<String, Feed> feeds = new TreeMap<>();

    /** @param root the unit above all, for which the marks speak */
    FeedMarks(String root, ZoneId zone, Clock clock) {
        this.root = root;
        this.zone = zone;
        this.clock = clock;
    }

    /** Seconds since 1970 of the first and last reporting time, and how many versions. */
    private static final class Feed {
        private final String source;
        private final String name;
        private Timestamp first;
        private Timestamp last;
        private long versions;

        Feed(String source, String name, Timestamp at) {
            this.source = source;
            this.name = name;
            this.first = at;
            this.last = at;
        }

        void see(Timestamp at) {
            versions++;
            first = at.getSeconds() < first.getSeconds() ? at : first;
            last = at.getSeconds() >= last.getSeconds() ? at : last;
        }
    }

    /**
     * Takes note of a record. Of a feed's first one it gives the mark that says so beforehand: an empty span, by which the
     * feed covers nothing until the mark at the end, so that half a history is not judged.
     */
    Optional<StationRecord> see(StationRecord record) {
        String name = FeedNames.of(record).orElse("");
        int slash = record.getRecordId().indexOf('/');
        if (name.isEmpty() || slash < 1) {
            return Optional.empty();
        }
        String source = record.getRecordId().substring(0, slash);
        Timestamp at = record.getReportedAt();
        Feed known = feeds.get(source + '/' + name);
        Feed feed = known == null ? new Feed(source, name, at) : known;
        feed.see(at);
        if (known != null) {
            return Optional.empty();
        }
        feeds.put(source + '/' + name, feed);
        String id = ":begin:" + Instant.ofEpochSecond(at.getSeconds());
        return Optional.of(mark(feed, id, at, at.getSeconds(), at.getSeconds()).build());
    }

    private StationRecord.Builder mark(Feed feed, String id, Timestamp at, long from, long to) {
        return StationRecord.newBuilder()
                .setRecordId(feed.source + "/mark:" + feed.name + id)
                .setUnitId(root)
                .setVersion(1)
                .setOccurredAt(at)
                .setReportedAt(at)
                .setFeedMark(FeedMark.newBuilder()
                        .setSource(feed.source)
                        .setFeed(feed.name)
                        .setFrom(Timestamp.newBuilder().setSeconds(from))
                        .setTo(Timestamp.newBuilder().setSeconds(to)));
    }

    /** One mark for each feed: every local day from the first record's to the last one's, as far as they are past. */
    List<StationRecord> marks() {
        List<StationRecord> marks = new ArrayList<>();
        for (Feed feed : feeds.values()) {
            LocalDate from = day(feed.first);
            LocalDate last = day(feed.last);
            long end = Math.min(
                    last.plusDays(1).atStartOfDay(zone).toEpochSecond(),
                    Math.max(clock.millis() / 1000, feed.last.getSeconds() + 1));
            StationRecord.Builder mark = mark(
                    feed,
                    ":" + from + ':' + last,
                    feed.last,
                    from.atStartOfDay(zone).toEpochSecond(),
                    end);
            mark.getFeedMarkBuilder().setVersions(feed.versions);
            marks.add(mark.build());
        }
        return marks;
    }

    private LocalDate day(Timestamp time) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(time.getSeconds()), zone);
    }
}
