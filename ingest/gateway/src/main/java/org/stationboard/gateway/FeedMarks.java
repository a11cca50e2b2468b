package org.stationboard.gateway;

import com.google.protobuf.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    void see(StationRecord record) {
        String name = FeedNames.of(record).orElse("");
        int slash = record.getRecordId().indexOf('/');
        if (name.isEmpty() || slash < 1) {
            return;
        }
        String source = record.getRecordId().substring(0, slash);
        feeds.computeIfAbsent(source + '/' + name, key -> new Feed(source, name, record.getReportedAt()))
                .see(record.getReportedAt());
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
            marks.add(StationRecord.newBuilder()
                    .setRecordId(feed.source + "/mark:" + feed.name + ':' + from + ':' + last)
                    .setUnitId(root)
                    .setVersion(1)
                    .setOccurredAt(feed.last)
                    .setReportedAt(feed.last)
                    .setFeedMark(FeedMark.newBuilder()
                            .setSource(feed.source)
                            .setFeed(feed.name)
                            .setFrom(Timestamp.newBuilder()
                                    .setSeconds(from.atStartOfDay(zone).toEpochSecond()))
                            .setTo(Timestamp.newBuilder().setSeconds(end))
                            .setVersions(feed.versions))
                    .build());
        }
        return marks;
    }

    private LocalDate day(Timestamp time) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(time.getSeconds()), zone);
    }
}
