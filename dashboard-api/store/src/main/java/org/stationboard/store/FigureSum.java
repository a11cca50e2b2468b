package org.stationboard.store;

import org.jspecify.annotations.Nullable;

/**
 * The flows of some units added up over a range of local days.
 *
 * @param numerator sum of the numerators; meaningless for a stock
 * @param denominator sum of the denominators, null when no row has one
 * @param opened sum of what a stock took in, null when no row has it
 * @param closed sum of what left a stock, null when no row has it
 * @param rows how many figures were added up; 0 = nothing was ever published, which is not the same as a count of zero
 * @param tick newest epoch minute among them, null when there are none
 */
public record FigureSum(
        DayRange days,
        long numerator,
        @Nullable Long denominator,
        @Nullable Long opened,
        @Nullable Long closed,
        long rows,
        @Nullable Long tick) {}
