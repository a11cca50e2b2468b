package org.stationboard.engine;

import java.util.Arrays;

/** What a record adds to and takes from cells, each cell once, in the order they were named. Used again and again. */
final class Differences {
    private static final int FIRST_SIZE = 32;

    private DaySeries[] series = new DaySeries[FIRST_SIZE];
    private long[] starts = new long[FIRST_SIZE];
    private long[] n = new long[FIRST_SIZE];
    private long[] d = new long[FIRST_SIZE];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    DaySeries series(int at) {
        return series[at];
    }

    long start(int at) {
        return starts[at];
    }

    long n(int at) {
        return n[at];
    }

    long d(int at) {
        return d[at];
    }

    /** Puts one of them in the place of an earlier one. */
    void move(int from, int to) {
        series[to] = series[from];
        starts[to] = starts[from];
        n[to] = n[from];
        d[to] = d[from];
    }

    /** Forgets those from here on. */
    void cutTo(int newSize) {
        size = newSize;
    }

    /** A record names a dozen cells: looking through them costs less than a hash of each. */
    void add(DaySeries of, long start, long moreN, long moreD) {
        for (int i = 0; i < size; i++) {
            if (series[i] == of && starts[i] == start) {
                n[i] += moreN;
                d[i] += moreD;
                return;
            }
        }
        if (size == series.length) {
            series = Arrays.copyOf(series, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
            n = Arrays.copyOf(n, size * 2);
            d = Arrays.copyOf(d, size * 2);
        }
        series[size] = of;
        starts[size] = start;
        n[size] = moreN;
        d[size] = moreD;
        size++;
    }
}
