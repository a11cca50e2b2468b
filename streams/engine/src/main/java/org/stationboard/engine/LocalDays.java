package org.stationboard.engine;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/** Local days of one zone as days since 1970-01-01, and where they begin on the log's clock of epoch minutes. */
final class LocalDays {
    /** 0001-01-01 and 9999-12-31 as epoch seconds: what a Protobuf timestamp may hold. */
    private static final long FIRST_SECOND = -62_135_596_800L;

    private static final long LAST_SECOND = 253_402_300_799L;
    private static final int SECONDS_A_DAY = 86_400;

    private final ZoneId zone;
    private final ZoneRules rules;

    LocalDays(ZoneId zone) {
        this.zone = zone;
        this.rules = zone.getRules();
    }

    /** The day an instant lies on. */
    long ofTime(Timestamp time, String field) {
        return ofSecond(second(time, field));
    }

    /** The day the beginning of an epoch minute lies on. */
    long ofMinute(long minute) {
        return ofSecond(Math.multiplyExact(minute, 60L));
    }

    /** Epoch minute at which the day begins: its day's turn. */
    long startMinute(long day) {
        return Math.floorDiv(LocalDate.ofEpochDay(day).atStartOfDay(zone).toEpochSecond(), 60L);
    }

    /** The epoch minute an instant lies in. */
    static long minuteOf(Timestamp time, String field) {
        return Math.floorDiv(second(time, field), 60L);
    }

    /** Seconds from an instant known to be in range to another, part of one counted whole; 0 where it lies before. */
    @SuppressWarnings("ProtoTimestampGetSecondsGetNano") // the seconds of the later one are taken by second(), checked
    static long secondsBetween(Timestamp from, Timestamp to, String field) {
        long seconds = second(to, field) - from.getSeconds();
        return Math.max(0, to.getNanos() > from.getNanos() ? seconds + 1 : seconds);
    }

    /** Whether the first instant lies before the second or is the same. */
    static boolean notAfter(Timestamp first, Timestamp second) {
        return first.getSeconds() < second.getSeconds()
                || (first.getSeconds() == second.getSeconds() && first.getNanos() <= second.getNanos());
    }

    private static long second(Timestamp time, String field) {
        long second = time.getSeconds();
        if (second < FIRST_SECOND || second > LAST_SECOND) {
            throw new IllegalArgumentException(field + ": out of range (expected: a time of the years 1 to 9999)");
        }
        return second;
    }

    private long ofSecond(long second) {
        int offset = rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
        return Math.floorDiv(second + offset, (long) SECONDS_A_DAY);
    }
}
