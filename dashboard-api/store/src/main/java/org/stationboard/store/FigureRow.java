package org.stationboard.store;

import org.jspecify.annotations.Nullable;

/**
 * The counts of one unit, indicator and local day or minute, as published last.
 *
 * @param start local day as days, or minute as minutes, since 1970-01-01
 * @param numerator the count; of a proportion its successes; of a stock its value at the end of the clock's day when it
 *     was published (for the value at the end of any day ask {@link FigureReader#stockAt})
 * @param denominator of a proportion all that were eligible, else null
 * @param opened of a stock what was added on this day, else null
 * @param closed of a stock what was taken on this day, else null
 * @param tick epoch minute of the last tick at or before the record it rests on
 */
public record FigureRow(
        String unitId,
        String indicator,
        long start,
        long numerator,
        @Nullable Long denominator,
        @Nullable Long opened,
        @Nullable Long closed,
        long tick) {}
