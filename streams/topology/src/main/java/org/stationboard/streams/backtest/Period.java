package org.stationboard.streams.backtest;

/** The local days, as epoch days and both inclusive, whose alerts are asked for. */
public record Period(long from, long to) {
    /** Refuses one that ends before it begins. */
    public Period {
        if (to < from) {
            throw new IllegalArgumentException("to: " + to + " (expected: not before " + from + ")");
        }
    }

    boolean holds(long day) {
        return day >= from && day <= to;
    }

    /** How many days it has. */
    public long days() {
        return to - from + 1;
    }
}
