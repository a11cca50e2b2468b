package org.stationboard.engine;

import java.util.Arrays;

/**
 * The cells of one unit and indicator, of days or of minutes, in order, on the heap: a sum over a window is one pass over
 * a few hundred longs. Holds no cell whose counts are nothing, unless it is dirty: one that has come to nothing must be
 * published once more. Not thread-safe.
 */
final class DaySeries {
    private static final int FIRST_SIZE = 4;
    private static final long[] NONE = {};

    private final SeriesKey key;
    private final CellKind kind;
    private final boolean clocked;
    private long[] starts = new long[FIRST_SIZE];
    private long[] n = new long[FIRST_SIZE];
    /** Counts have none. */
    private long[] d;

    private boolean[] dirty = new boolean[FIRST_SIZE];
    private int size;
    /** Where a cell was found last: one record asks for the same cell many times over. */
    private int foundLast;
    /** Of a stock: what it carries from days no longer kept. */
    private long base;
    /** Of a stock: the first day that changed since the last publishing; {@link Long#MAX_VALUE} where none has. */
    private long dirtyFrom = Long.MAX_VALUE;

    DaySeries(SeriesKey key, CellKind kind) {
        this.key = key;
        this.kind = kind;
        this.clocked = kind == CellKind.COUNT_DAY && Indicators.clocked(key.indicator());
        this.d = kind == CellKind.COUNT_DAY || kind == CellKind.COUNT_MINUTE ? NONE : new long[FIRST_SIZE];
    }

    SeriesKey key() {
        return key;
    }

    CellKind kind() {
        return kind;
    }

    /** Whether its changes are judged at the next tick. */
    boolean clocked() {
        return clocked;
    }

    /** The last start up to this one whose count is not nothing; {@link Long#MIN_VALUE} where there is none. */
    long lastUpTo(long start) {
        for (int i = firstFrom(start + 1) - 1; i >= 0; i--) {
            if (n[i] != 0) {
                return starts[i];
            }
        }
        return Long.MIN_VALUE;
    }

    Counts at(long start) {
        int at = find(start);
        return at < 0 ? Counts.NONE : new Counts(n[at], dAt(at));
    }

    /** Adds to a cell's counts; the caller knows that neither becomes negative. */
    void add(long start, long moreN, long moreD) {
        int at = find(start);
        int place = at >= 0 ? at : open(-at - 1, start);
        n[place] += moreN;
        if (d.length > 0) {
            d[place] += moreD;
        }
        dropIfNothing(place);
    }

    /** The cell's numerator; 0 where there is none. */
    long nAt(long start) {
        int at = find(start);
        return at < 0 ? 0 : n[at];
    }

    /** The cell's denominator; 0 where there is none. */
    long denominatorAt(long start) {
        int at = find(start);
        return at < 0 ? 0 : dAt(at);
    }

    /** Sums over the days from and to, both inclusive. */
    Counts sum(long from, long to) {
        long sumN = 0;
        long sumD = 0;
        for (int i = firstFrom(from); i < size && starts[i] <= to; i++) {
            sumN += n[i];
            sumD += dAt(i);
        }
        return new Counts(sumN, sumD);
    }

    /** A stock's value at the end of the day. */
    long valueAt(long day) {
        long value = base;
        for (int i = 0; i < size && starts[i] <= day; i++) {
            value += n[i] - d[i];
        }
        return value;
    }

    long base() {
        return base;
    }

    void addToBase(long more) {
        base += more;
    }

    /** The first start held; {@link Long#MAX_VALUE} where there is none. */
    long firstStart() {
        for (int i = 0; i < size; i++) {
            if (n[i] != 0 || dAt(i) != 0) {
                return starts[i];
            }
        }
        return Long.MAX_VALUE;
    }

    /** Visits the cells that are not nothing, from this start on. */
    void forEachFrom(long start, Visitor visitor) {
        for (int i = firstFrom(start); i < size; i++) {
            if (n[i] != 0 || dAt(i) != 0) {
                visitor.visit(starts[i], n[i], dAt(i));
            }
        }
    }

    /** Whether a change of the cell is news: it has not changed since the last publishing; of a stock no earlier day has. */
    boolean isNews(long start) {
        if (kind == CellKind.STOCK_DAY) {
            return start < dirtyFrom;
        }
        int at = find(start);
        return at < 0 || !dirty[at];
    }

    /** Marks the cell as changed; of a stock every day from this one on. */
    void touch(long start) {
        if (kind == CellKind.STOCK_DAY) {
            dirtyFrom = Math.min(dirtyFrom, start);
            return;
        }
        int at = find(start);
        int place = at >= 0 ? at : open(-at - 1, start);
        dirty[place] = true;
    }

    long dirtyFrom() {
        return dirtyFrom;
    }

    /** A stock's changes were published. */
    void stockPublished() {
        dirtyFrom = Long.MAX_VALUE;
    }

    /** The cell's change was published. */
    void published(long start) {
        int at = find(start);
        if (at >= 0) {
            dirty[at] = false;
            dropIfNothing(at);
        }
    }

    /** Drops the cells before the start; what those of a stock leave open goes into its base. */
    void age(long start) {
        if (size == 0 || starts[0] >= start) {
            return;
        }
        int aged = firstFrom(start);
        if (kind == CellKind.STOCK_DAY) {
            for (int i = 0; i < aged; i++) {
                base += n[i] - d[i];
            }
        }
        close(0, aged);
    }

    /** How many cells are held that are not nothing, a base among them. */
    int size() {
        int held = base == 0 ? 0 : 1;
        for (int i = 0; i < size; i++) {
            held += n[i] != 0 || dAt(i) != 0 ? 1 : 0;
        }
        return held;
    }

    private void dropIfNothing(int at) {
        if (n[at] == 0 && dAt(at) == 0 && !dirty[at]) {
            close(at, 1);
        }
    }

    private long dAt(int at) {
        return d.length == 0 ? 0 : d[at];
    }

    /** The newest cells are asked for most. */
    private int find(long start) {
        if (size > 0 && starts[size - 1] <= start) {
            return starts[size - 1] == start ? size - 1 : -size - 1;
        }
        if (foundLast < size && starts[foundLast] == start) {
            return foundLast;
        }
        int at = Arrays.binarySearch(starts, 0, size, start);
        foundLast = at < 0 ? -at - 1 : at;
        return at;
    }

    private int firstFrom(long start) {
        int at = find(start);
        return at < 0 ? -at - 1 : at;
    }

    private int open(int at, long start) {
        if (size == starts.length) {
            grow(size + (size >> 1));
        }
        shift(at, at + 1, size - at);
        starts[at] = start;
        n[at] = 0;
        dirty[at] = false;
        if (d.length > 0) {
            d[at] = 0;
        }
        size++;
        return at;
    }

    private void grow(int room) {
        starts = Arrays.copyOf(starts, room);
        n = Arrays.copyOf(n, room);
        dirty = Arrays.copyOf(dirty, room);
        if (d.length > 0) {
            d = Arrays.copyOf(d, room);
        }
    }

    private void close(int at, int count) {
        shift(at + count, at, size - at - count);
        size -= count;
    }

    private void shift(int from, int to, int count) {
        System.arraycopy(starts, from, starts, to, count);
        System.arraycopy(n, from, n, to, count);
        System.arraycopy(dirty, from, dirty, to, count);
        if (d.length > 0) {
            System.arraycopy(d, from, d, to, count);
        }
    }

    /** Takes a cell's start and counts. */
    interface Visitor {
        void visit(long start, long n, long d);
    }
}
