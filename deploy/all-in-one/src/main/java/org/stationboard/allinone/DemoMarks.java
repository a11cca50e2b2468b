package org.stationboard.allinone;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stationboard.contract.v1.FeedMark;
import org.stationboard.contract.v1.StationRecord;

/** The words of the demo's sources that they have sent everything of a span, for each of their feeds. Immutable. */
final class DemoMarks {
    private final String root;
    /** Source and feed to how far back it reaches. */
    private final Map<List<String>, Duration> feeds = new LinkedHashMap<>();

    /** @param root the unit above all, for which marks are given */
    DemoMarks(String root, List<DemoSource> sources) {
        this.root = root;
        for (DemoSource source : sources) {
            for (List<String> feed : source.recorded().feeds()) {
                feeds.merge(feed, source.history(), (one, other) -> one.compareTo(other) > 0 ? one : other);
            }
        }
    }

    /** The word for [from, to), of each feed only for as far back from {@code anchor} as it reaches. */
    List<StationRecord> of(Instant anchor, Instant from, Instant to) {
        List<StationRecord> marks = new ArrayList<>();
        feeds.forEach((feed, history) -> {
            Instant first = anchor.minus(history);
            marks.add(mark(feed.get(0), feed.get(1), first.isAfter(from) ? first : from, to));
        });
        return marks;
    }

    private StationRecord mark(String source, String feed, Instant from, Instant to) {
        return StationRecord.newBuilder()
                .setRecordId(source + "/mark-" + feed + '-' + to.getEpochSecond())
                .setUnitId(root)
                .setVersion(1)
                .setOccurredAt(timestamp(to))
                .setReportedAt(timestamp(to))
                .setFeedMark(FeedMark.newBuilder()
                        .setSource(source)
                        .setFeed(feed)
                        .setFrom(timestamp(from))
                        .setTo(timestamp(to)))
                .build();
    }

    private static Timestamp timestamp(Instant at) {
        return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).build();
    }
}
