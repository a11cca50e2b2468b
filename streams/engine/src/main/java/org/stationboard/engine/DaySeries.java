package org.stationboard.engine;

import java.util.Arrays;

/**
 * The days of one unit and indicator in order, on the heap: sums over a window are one pass over a few hundred longs.
 * Holds no day whose counts are nothing. Mirrors the table; not thread-safe.
 */
final class DaySeries {
    private long[] days = new long[8];
    private long[] n = new long[8];
    private long[] d = new long[8];
    private int size;
    /** Of a stock: what it carries from days no longer kept. */
    private long base;

    Counts at(long day) {
        int at = Arrays.binarySearch(days, 0, size, day);
        return at < 0 ? Counts.NONE : new Counts(n[at], d[at]);
    }

    void set(long day, Counts counts) {
        int at = Arrays.binarySearch(days, 0, size, day);
        if (counts.isNone()) {
            if (at >= 0) {
                close(at, 1);
            }
            return;
        }
        int place = at >= 0 ? at : open(-at - 1, day);
        n[place] = counts.n();
        d[place] = counts.d();
    }

    /** Sums over the days from and to, both inclusive. */
    Counts sum(long from, long to) {
        long sumN = 0;
        long sumD = 0;
        for (int i = firstFrom(from); i < size && days[i] <= to; i++) {
            sumN += n[i];
            sumD += d[i];
        }
        return new Counts(sumN, sumD);
    }

    /** A stock's value at the end of the day. */
    long valueAt(long day) {
        long value = base;
        for (int i = 0; i < size && days[i] <= day; i++) {
            value += n[i] - d[i];
        }
        return value;
    }

    long base() {
        return base;
    }

    void setBase(long newBase) {
        base = newBase;
    }

    /** The first day held; {@link Long#MAX_VALUE} where there is none. */
    long firstDay() {
        return size == 0 ? Long.MAX_VALUE : days[0];
    }

    private int firstFrom(long day) {
        int at = Arrays.binarySearch(days, 0, size, day);
        return at < 0 ? -at - 1 : at;
    }

    private int open(int at, long day) {
        if (size == days.length) {
            days = Arrays.copyOf(days, size * 2);
            n = Arrays.copyOf(n, size * 2);
            d = Arrays.copyOf(d, size * 2);
        }
        shift(at, at + 1, size - at);
        days[at] = day;
        size++;
        return at;
    }

    private void close(int at, int count) {
        shift(at + count, at, size - at - count);
        size -= count;
    }

    private void shift(int from, int to, int count) {
        System.arraycopy(days, from, days, to, count);
        System.arraycopy(n, from, n, to, count);
        System.arraycopy(d, from, d, to, count);
    }
}
