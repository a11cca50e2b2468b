package org.stationboard.engine;

import java.util.ArrayList;
import java.util.List;
import org.stationboard.contract.v1.Grain;

/** The contributions of one record as they are found. Refuses amounts that no cell may take. */
final class Gathering {
    /** Far above any count of one record, far below where sums of counts end. */
    private static final long MOST = 1_000_000_000_000L;

    private final String unit;
    private final String community;
    private final List<Contribution> given = new ArrayList<>(8);

    /**
     * For a unit.
     *
     * @param community where the record says it happened; empty where it does not
     */
    Gathering(String unit, String community) {
        this.unit = unit;
        this.community = community;
    }

    List<Contribution> contributions() {
        return given;
    }

    /** One on the day. */
    void count(String indicator, long day) {
        given.add(new Contribution(indicator, unit, Grain.DAY, day, 1, 0));
    }

    /** One on the day for the unit and, where it is known, the community. */
    void countWithCommunity(String indicator, long day) {
        count(indicator, day);
        if (!community.isEmpty() && !community.equals(unit)) {
            given.add(new Contribution(indicator, community, Grain.DAY, day, 1, 0));
        }
    }

    /** So many on the day; nothing where there are none. */
    void count(String indicator, long day, long amount, String field) {
        bounded(amount, MOST, field);
        if (amount > 0) {
            given.add(new Contribution(indicator, unit, Grain.DAY, day, amount, 0));
        }
    }

    /** One in the epoch minute. */
    void minute(String indicator, long minute) {
        given.add(new Contribution(indicator, unit, Grain.MINUTE, minute, 1, 0));
    }

    /** One that was eligible on the day, and whether it succeeded. */
    void share(String indicator, long day, boolean success) {
        given.add(new Contribution(indicator, unit, Grain.DAY, day, success ? 1 : 0, 1));
    }

    /** So many successes of so many that were eligible on the day; nothing where none were. */
    void share(String indicator, long day, long successes, long eligible, String field) {
        bounded(eligible, MOST, field);
        bounded(successes, eligible, field);
        if (eligible > 0) {
            given.add(new Contribution(indicator, unit, Grain.DAY, day, successes, eligible));
        }
    }

    /** One that stands open through the span. */
    void open(String indicator, OpenSpan span) {
        given.add(new Contribution(indicator, unit, Grain.DAY, span.opened(), 1, 0));
        if (span.closed() != OpenSpan.STILL_OPEN) {
            given.add(new Contribution(indicator, unit, Grain.DAY, span.closed(), 0, 1));
        }
    }

    /** What is said of a period; nothing where it is nothing of nothing. */
    void level(String indicator, Period period, long number, long of, int rank, String field) {
        bounded(number, MOST, field);
        bounded(of, MOST, field);
        if (number > 0 || of > 0) {
            given.add(new Contribution(
                    indicator, unit, Grain.DAY, period.from(), number, of, period.fromMinute(), period.until(), rank));
        }
    }

    /** The prefix's indicator for this code. */
    static String coded(String prefix, String code, String field) {
        if (!RecordCheck.isCode(code)) {
            throw new IllegalArgumentException(field + ": (expected: a code without | or control characters)");
        }
        return prefix + code;
    }

    static void require(boolean present, String field) {
        if (!present) {
            throw new IllegalArgumentException(field + ": absent (expected: a time)");
        }
    }

    private static void bounded(long amount, long most, String field) {
        if (amount < 0 || amount > most) {
            throw new IllegalArgumentException(field + ": out of range (expected: 0.." + most + ")");
        }
    }

    /**
     * Local days as epoch days, both inclusive.
     *
     * @param fromMinute minute of the first day it begins at
     */
    record Period(long from, int fromMinute, long until) {}
}
