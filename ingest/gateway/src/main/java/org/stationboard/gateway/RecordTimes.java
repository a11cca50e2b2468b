package org.stationboard.gateway;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.util.Optional;
import org.stationboard.contract.Reject;

/**
 * The times of one record against the machine's clock and the year 2000. A wrong form is worse than a wrong time, so wrong
 * times are kept until the form of everything is seen. One record, one thread.
 */
final class RecordTimes {
    private static final long AHEAD_SECONDS = 300;

    private final long latest;
    private final long earliest;
    private Optional<Refusal> wrong = Optional.empty();

    /**
     * @param nowSeconds the machine's clock, seconds since 1970
     * @param earliest first second that is plausible
     */
    RecordTimes(long nowSeconds, long earliest) {
        this.latest = nowSeconds + AHEAD_SECONDS;
        this.earliest = earliest;
    }

    void required(boolean there, Timestamp time, String field) throws RefusedException {
        requiredUnless(false, there, time, field);
    }

    void requiredUnless(boolean excused, boolean there, Timestamp time, String field) throws RefusedException {
        Forms.require(there || excused, field, "a time");
        optional(there, time, field);
    }

    void optional(boolean there, Timestamp time, String field) throws RefusedException {
        if (there) {
            ahead(true, time, field);
            if (time.getSeconds() > latest) {
                keep(Reject.FUTURE_DATED, field, "at most 5 minutes ahead");
            }
        }
    }

    /** A plan, a due date, the end of a window: may be ahead. */
    void ahead(boolean there, Timestamp time, String field) throws RefusedException {
        if (there) {
            Forms.require(Timestamps.isValid(time), field, "a time of the years 1 to 9999");
            if (time.getSeconds() < earliest) {
                keep(Reject.IMPLAUSIBLE_DATE, field, "not before 2000");
            }
        }
    }

    /** Days of a report: its first one has begun, and neither is before 2000. */
    void days(long first, long last, String firstField, String lastField) throws RefusedException {
        long firstSecond = Math.multiplyExact(first, 86_400L);
        // A day begins up to 14 hours before it does in Greenwich.
        if (firstSecond > latest + 14 * 3_600) {
            keep(Reject.FUTURE_DATED, firstField, "a day that has begun");
        }
        if (firstSecond + 86_400 < earliest) {
            keep(Reject.IMPLAUSIBLE_DATE, firstField, "not before 2000");
        }
        Forms.require(first <= last, lastField, "a day not before " + firstField);
    }

    void before(boolean both, Timestamp first, Timestamp later, String field, String firstField)
            throws RefusedException {
        Forms.require(!both || Timestamps.compare(first, later) < 0, field, "a time after " + firstField);
    }

    void refuseAny() throws RefusedException {
        if (wrong.isPresent()) {
            throw new RefusedException(wrong.get());
        }
    }

    private void keep(Reject reason, String field, String expected) {
        if (wrong.isEmpty()) {
            wrong = Optional.of(new Refusal(reason, field, expected));
        }
    }
}
