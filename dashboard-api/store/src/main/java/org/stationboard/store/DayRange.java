package org.stationboard.store;

/**
 * Local days, both ends inclusive, as days since 1970-01-01.
 */
public record DayRange(long from, long to) {
    public DayRange {
        if (from > to) {
            throw new IllegalArgumentException("from: " + from + " (expected: at most to, " + to + ")");
        }
    }
}
