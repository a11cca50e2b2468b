package org.stationboard.engine;

import com.google.protobuf.Timestamp;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.FeedNames;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.FeedMark;
import org.stationboard.contract.v1.Interval;
import org.stationboard.contract.v1.StationRecord;

/** What the engine asks of a data record before it counts it, and what the record tells of its feed. */
final class RecordCheck {
    private RecordCheck() {}

    /** Why the record cannot be taken; empty where it can. The gateway lets none of these through. */
    static Optional<Fault> fault(StationRecord stationRecord) {
        if (stationRecord.getBodyCase() == StationRecord.BodyCase.BODY_NOT_SET) {
            return Optional.of(new Fault(Reject.UNKNOWN_TYPE.name(), "body: absent (expected: one this engine knows)"));
        }
        if (!isId(stationRecord.getRecordId())) {
            return malformed("record_id: (expected: an id without | or control characters)");
        }
        if (!isId(stationRecord.getUnitId())) {
            return malformed("unit_id: (expected: an id without | or control characters)");
        }
        if (!isCode(stationRecord.getCommunityId())) {
            return malformed("community_id: (expected: an id without | or control characters)");
        }
        if (stationRecord.getVersion() < 1) {
            return malformed("version: " + stationRecord.getVersion() + " (expected: >= 1)");
        }
        return Optional.empty();
    }

    static Optional<Fault> malformed(String expected) {
        return Optional.of(new Fault(Reject.MALFORMED.name(), expected));
    }

    /** What a record that was taken, or was a duplicate, tells of the feed of this log key. */
    static Hearing hearing(StationRecord stationRecord, String logKey, Outcome outcome) {
        boolean news = outcome != Outcome.DUPLICATE;
        if (stationRecord.hasFeedMark()) {
            FeedMark mark = stationRecord.getFeedMark();
            Interval covered = stationRecord.getWithdrawn() ? null : covered(mark);
            FeedKey key = new FeedKey(mark.getSource(), mark.getFeed(), logKey);
            // A version that comes after a newer one adds its cover, but the last word on a number is the newer one's.
            long announced = outcome == Outcome.APPLIED ? announced(mark) : Hearing.NOT_SAID;
            return new Hearing(key, news && covered != null, 0, covered, announced);
        }
        String feed = FeedNames.of(stationRecord)
                .orElseThrow(() -> new IllegalArgumentException("body: no feed's (expected: one that a source sends)"));
        FeedKey key = new FeedKey(source(stationRecord.getRecordId()), feed, logKey);
        return new Hearing(
                key, news, LocalDays.minuteOf(reported(stationRecord), "reported_at"), null, Hearing.NOT_SAID);
    }

    /** An empty span covers nothing and still says that the source gives its word by marks. */
    private static @Nullable Interval covered(FeedMark mark) {
        long from = LocalDays.minuteOf(mark.getFrom(), "feed_mark.from");
        long to = LocalDays.minuteOf(mark.getTo(), "feed_mark.to");
        return from <= to ? Interval.newBuilder().setFrom(from).setTo(to).build() : null;
    }

    /** A count of a span that does not begin and end with a whole minute could not be held against anything. */
    private static long announced(FeedMark mark) {
        boolean minutes = wholeMinute(mark.getFrom()) && wholeMinute(mark.getTo());
        return mark.hasVersions() && mark.getVersions() >= 0 && minutes ? mark.getVersions() : Hearing.NOT_SAID;
    }

    private static boolean wholeMinute(Timestamp time) {
        return time.getNanos() == 0 && time.getSeconds() % 60 == 0;
    }

    private static Timestamp reported(StationRecord stationRecord) {
        if (stationRecord.hasReportedAt()) {
            return stationRecord.getReportedAt();
        }
        return stationRecord.hasReceivedAt() ? stationRecord.getReceivedAt() : stationRecord.getOccurredAt();
    }

    private static String source(String recordId) {
        int end = recordId.indexOf('/');
        return end < 0 ? recordId : recordId.substring(0, end);
    }

    private static boolean isId(String text) {
        return !text.isEmpty() && isCode(text);
    }

    /** Whether the text may stand in a key: no separator, no control character. */
    static boolean isCode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '|' || text.charAt(i) < ' ') {
                return false;
            }
        }
        return true;
    }

    /** A reason and what was expected; never the value. */
    record Fault(String reason, String expected) {}
}
