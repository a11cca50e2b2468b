package org.stationboard.engine;

import org.stationboard.contract.v1.Grain;

/**
 * What one record adds to one cell; of a level, what it reports of a period.
 *
 * @param start local day as days since 1970-01-01, or minutes since 1970-01-01T00:00Z; of a level the period's first day
 * @param numerator the count; of a proportion its successes; of a stock what opened on the day; of a level what is said
 * @param denominator of a proportion all that were eligible; of a stock what closed on the day; of a level what the
 *     numerator is of; of a count 0
 * @param fromMinute of a level the minute of that day its period begins at; else 0
 * @param until of a level the period's last day, {@link #OPEN_END} where the next report ends it; else {@code start}
 * @param rank of a level the standing of who reported it; else 0
 */
public record Contribution(
        String indicator,
        String unitId,
        Grain grain,
        long start,
        long numerator,
        long denominator,
        int fromMinute,
        long until,
        int rank) {
    /** 9999-12-31: a level that holds until a later report. */
    public static final long OPEN_END = 2_932_896;

    /** Of anything but a level. */
    public Contribution(String indicator, String unitId, Grain grain, long start, long numerator, long denominator) {
        this(indicator, unitId, grain, start, numerator, denominator, 0, start, 0);
    }
}
