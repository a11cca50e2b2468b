package org.stationboard.api.view;

import org.jspecify.annotations.Nullable;

/**
 * Counts of several units added up.
 *
 * @param known whether any of them has a cell: a sum of nothing is no zero
 */
public record Sum(boolean known, long numerator, long denominator) {
    static final Sum NOTHING = new Sum(false, 0, 0);

    static Sum of(@Nullable CellColumn column, int[] units) {
        if (column == null) {
            return NOTHING;
        }
        boolean known = false;
        long numerator = 0;
        long denominator = 0;
        for (int unit : units) {
            if (column.known(unit)) {
                known = true;
                numerator += column.numerator(unit);
                denominator += column.denominator(unit);
            }
        }
        return new Sum(known, numerator, denominator);
    }
}
