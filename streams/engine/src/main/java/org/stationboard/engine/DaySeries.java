package org.stationboard.engine;

import org.jspecify.annotations.Nullable;
import org.stationboard.contract.FigureForm;
import org.stationboard.contract.v1.Grain;

/**
 * The cells of one unit and indicator, of days or of minutes, in order, on the heap: a sum over a window is one pass over
 * a few hundred longs. Holds no cell whose counts are nothing, unless it is dirty: one that has come to nothing must be
 * published once more. Not thread-safe.
 */
final class DaySeries {
    private final SeriesKey key;
    private final CellKind kind;
    private final boolean clocked;
    private final CellRow cells;
    private boolean toJudge;
    /** Of a stock: whether it has changed since screens were last given it. */
    private boolean unshown;
    /** Made when a figure is first published. */
    private @Nullable FigureForm form;

    /** Of a stock: what it carries from days no longer kept. */
    private long base;
    /** Of a stock: its value after all of its days. */
    private long total;
    /** Of a stock: the first day that changed since the last publishing; {@link Long#MAX_VALUE} where none has. */
    private long dirtyFrom = Long.MAX_VALUE;

    DaySeries(SeriesKey key, CellKind kind) {
        this.key = key;
        this.kind = kind;
        this.clocked = kind == CellKind.COUNT_DAY && Indicators.clocked(key.indicator());
        this.cells = new CellRow(kind != CellKind.COUNT_DAY && kind != CellKind.COUNT_MINUTE);
    }

    SeriesKey key() {
        return key;
    }

    CellKind kind() {
        return kind;
    }

    /** How its figures are published. */
    FigureForm form() {
        FigureForm known = form;
        if (known == null) {
            Grain grain = kind == CellKind.COUNT_MINUTE ? Grain.MINUTE : Grain.DAY;
            known = new FigureForm(key.unitId(), key.indicator(), grain);
            form = known;
        }
        return known;
    }

    /** Whether its changes are judged at the next tick. */
    boolean clocked() {
        return clocked;
    }

    /** The last start up to this one whose count is not nothing; {@link Long#MIN_VALUE} where there is none. */
    long lastUpTo(long start) {
        for (int i = cells.firstFrom(start + 1) - 1; i >= 0; i--) {
            if (cells.n(i) != 0) {
                return cells.start(i);
            }
        }
        return Long.MIN_VALUE;
    }

    Counts at(long start) {
        int at = cells.find(start);
        return at < 0 ? Counts.NONE : new Counts(cells.n(at), cells.d(at));
    }

    /** Whether a change of it waits to be judged. */
    boolean isToJudge() {
        return toJudge;
    }

    void setToJudge(boolean waits) {
        toJudge = waits;
    }

    /** Adds to a cell's counts; the caller knows that neither becomes negative. */
    void add(long start, long moreN, long moreD) {
        int at = cells.findOrOpen(start);
        cells.add(at, moreN, moreD);
        total += moreN - moreD;
        dropIfNothing(at);
    }

    /** The cell's numerator; 0 where there is none. */
    long nAt(long start) {
        int at = cells.find(start);
        return at < 0 ? 0 : cells.n(at);
    }

    /** The cell's denominator; 0 where there is none. */
    long denominatorAt(long start) {
        int at = cells.find(start);
        return at < 0 ? 0 : cells.d(at);
    }

    /** Sums over the days from and to, both inclusive. */
    Counts sum(long from, long to) {
        long sumN = 0;
        long sumD = 0;
        for (int i = cells.firstFrom(from); i < cells.size() && cells.start(i) <= to; i++) {
            sumN += cells.n(i);
            sumD += cells.d(i);
        }
        return new Counts(sumN, sumD);
    }

    /** A stock's value at the end of the day; mostly one of the last days is asked for. */
    long valueAt(long day) {
        long value = total;
        for (int i = cells.size() - 1; i >= 0 && cells.start(i) > day; i--) {
            value -= cells.n(i) - cells.d(i);
        }
        return value;
    }

    /** Gives a stock's figures of the days from and to, both inclusive: the value at each one's end and its two flows. */
    void values(long from, long to, FigureTaker output) {
        if (from > to) {
            return;
        }
        long value = valueAt(from - 1);
        int at = cells.firstFrom(from);
        for (long day = from; day <= to; day++) {
            boolean moved = at < cells.size() && cells.start(at) == day;
            long opened = moved ? cells.n(at) : 0;
            long closed = moved ? cells.d(at) : 0;
            at += moved ? 1 : 0;
            value += opened - closed;
            output.figure(form(), day, value, FigureForm.ABSENT, opened, closed);
        }
    }

    long base() {
        return base;
    }

    void addToBase(long more) {
        base += more;
        total += more;
    }

    /** The first start held; {@link Long#MAX_VALUE} where there is none. */
    long firstStart() {
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.isNothing(i)) {
                return cells.start(i);
            }
        }
        return Long.MAX_VALUE;
    }

    /** Visits the cells that are not nothing, from this start on. */
    void forEachFrom(long start, Visitor visitor) {
        for (int i = cells.firstFrom(start); i < cells.size(); i++) {
            if (!cells.isNothing(i)) {
                visitor.visit(cells.start(i), cells.n(i), cells.d(i));
            }
        }
    }

    /** Whether a change of the cell is news: it has not changed since the last publishing; of a stock no earlier day has. */
    boolean isNews(long start) {
        if (kind == CellKind.STOCK_DAY) {
            return start < dirtyFrom;
        }
        int at = cells.find(start);
        return at < 0 || !cells.isDirty(at);
    }

    /** Marks the cell as changed; of a stock every day from this one on. */
    void touch(long start) {
        if (kind == CellKind.STOCK_DAY) {
            dirtyFrom = Math.min(dirtyFrom, start);
            return;
        }
        cells.setDirty(cells.findOrOpen(start), true);
    }

    long dirtyFrom() {
        return dirtyFrom;
    }

    /** A stock's changes were published. */
    void stockPublished() {
        dirtyFrom = Long.MAX_VALUE;
    }

    /** Gives the cell's figure, not of a stock or level, unless it lies before what is kept; it is dirty no more. */
    void publish(long start, boolean kept, FigureTaker output) {
        int at = cells.find(start);
        if (kept) {
            figure(start, at, output);
        }
        if (at >= 0) {
            cells.setDirty(at, false);
            dropIfNothing(at);
        }
    }

    /** Gives the cell's figure, not of a stock or level. */
    void figure(long start, FigureTaker output) {
        figure(start, cells.find(start), output);
    }

    private void figure(long start, int at, FigureTaker output) {
        long numerator = at < 0 ? 0 : cells.n(at);
        long denominator = at < 0 ? 0 : cells.d(at);
        output.figure(
                form(),
                start,
                numerator,
                kind == CellKind.PROPORTION_DAY ? denominator : FigureForm.ABSENT,
                FigureForm.ABSENT,
                FigureForm.ABSENT);
    }

    /** Drops the cells before the start; what those of a stock leave open goes into its base. */
    void age(long start) {
        if (cells.size() == 0 || cells.start(0) >= start) {
            return;
        }
        int aged = cells.firstFrom(start);
        if (kind == CellKind.STOCK_DAY) {
            for (int i = 0; i < aged; i++) {
                base += cells.n(i) - cells.d(i);
            }
        }
        cells.close(0, aged);
    }

    /** Notes that screens have not seen the cell as it is; says whether that is news. One that was dropped is always. */
    boolean unshow(long start) {
        int at = cells.find(start);
        if (at < 0) {
            return true;
        }
        boolean news = !cells.isUnshown(at);
        cells.setUnshown(at, true);
        return news;
    }

    /** The same of a stock. */
    boolean unshow() {
        boolean news = !unshown;
        unshown = true;
        return news;
    }

    void shown() {
        unshown = false;
    }

    void shown(long start) {
        int at = cells.find(start);
        if (at >= 0) {
            cells.setUnshown(at, false);
        }
    }

    /** How many cells are held that are not nothing, a base among them. */
    int size() {
        int held = base == 0 ? 0 : 1;
        for (int i = 0; i < cells.size(); i++) {
            held += cells.isNothing(i) ? 0 : 1;
        }
        return held;
    }

    private void dropIfNothing(int at) {
        if (cells.isNothing(at) && !cells.isDirty(at)) {
            cells.close(at, 1);
        }
    }

    /** Takes a cell's start and counts. */
    interface Visitor {
        void visit(long start, long n, long d);
    }
}
