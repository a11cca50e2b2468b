package org.stationboard.engine;

import java.util.Arrays;

/**
 * Cells in the order of their starts, one behind the other in one array, so that all that is asked of a cell lies
 * together. Not thread-safe.
 */
final class CellRow {
    private static final int FIRST_SIZE = 4;
    private static final int WITHOUT_DENOMINATOR = 2;
    private static final int WITH_DENOMINATOR = 3;

    /** Bits below a start. */
    private static final long DIRTY = 1;

    private static final long UNSHOWN = 2;
    private static final int BITS = 2;

    /** Words of a cell: its start with the bits below; its numerator; maybe its denominator. */
    private final int words;

    private long[] cells;
    private int size;
    /** Where a cell was found last: one record asks for the same cell many times over. */
    private int foundLast;

    CellRow(boolean denominators) {
        words = denominators ? WITH_DENOMINATOR : WITHOUT_DENOMINATOR;
        cells = new long[FIRST_SIZE * words];
    }

    int size() {
        return size;
    }

    long start(int at) {
        return cells[at * words] >> BITS;
    }

    boolean isDirty(int at) {
        return (cells[at * words] & DIRTY) != 0;
    }

    long n(int at) {
        return cells[at * words + 1];
    }

    /** 0 where cells have none. */
    long d(int at) {
        return words == WITH_DENOMINATOR ? cells[at * words + 2] : 0;
    }

    boolean isNothing(int at) {
        return n(at) == 0 && d(at) == 0;
    }

    void add(int at, long moreN, long moreD) {
        cells[at * words + 1] += moreN;
        if (words == WITH_DENOMINATOR) {
            cells[at * words + 2] += moreD;
        }
    }

    void setDirty(int at, boolean dirty) {
        set(at, DIRTY, dirty);
    }

    /** Whether the cell has changed since screens were last given figures. */
    boolean isUnshown(int at) {
        return (cells[at * words] & UNSHOWN) != 0;
    }

    void setUnshown(int at, boolean unshown) {
        set(at, UNSHOWN, unshown);
    }

    private void set(int at, long bit, boolean on) {
        cells[at * words] = (cells[at * words] & ~bit) | (on ? bit : 0);
    }

    /** Where the cell of this start is; below nothing where there is none: -1 less the place it would have. */
    int find(long start) {
        if (foundLast < size && start(foundLast) == start) {
            return foundLast;
        }
        int at = firstFrom(start);
        if (at == size || start(at) != start) {
            return -at - 1;
        }
        foundLast = at;
        return at;
    }

    /** The place of the first cell from this start on; the number of cells where there is none. */
    int firstFrom(long start) {
        int high = size - 1;
        if (high < 0 || start(high) < start) {
            return size;
        }
        // Starts are whole numbers and none comes twice: so many at most lie behind. Where none is missing this is the
        // place.
        long behind = start(high) - start;
        int low = behind >= 0 && behind < high ? high - (int) behind : 0;
        if (start(low) >= start) {
            return low;
        }
        high = (int) Math.min(high, low + (start - start(low)));
        // Most starts lie about evenly: the place is near where it would be if all did, and what lies near a place is
        // read from memory with it. A search by halves waits for memory at each step.
        int near = low + (int) ((start - start(low)) * (high - low) / (start(high) - start(low)));
        int step = 1;
        if (start(near) < start) {
            low = near + 1;
            while (low + step < high && start(low + step) < start) {
                low += step + 1;
                step += step;
            }
            return firstFrom(start, low, Math.min(high, low + step));
        }
        high = near;
        while (high - step > low && start(high - step) >= start) {
            high -= step;
            step += step;
        }
        return firstFrom(start, Math.max(low, high - step), high);
    }

    /** The same, between two places, the latter of which may be it. */
    private int firstFrom(long start, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (start(middle) < start) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The place of the cell of this start, made where there was none. */
    int findOrOpen(long start) {
        int found = find(start);
        if (found >= 0) {
            return found;
        }
        int at = -found - 1;
        if ((size + 1) * words > cells.length) {
            cells = Arrays.copyOf(cells, (size + (size >> 1)) * words);
        }
        shift(at, at + 1, size - at);
        Arrays.fill(cells, at * words, (at + 1) * words, 0);
        cells[at * words] = start << BITS;
        size++;
        return at;
    }

    /** Takes so many cells out, from this place on. */
    void close(int at, int count) {
        shift(at + count, at, size - at - count);
        size -= count;
    }

    private void shift(int from, int to, int count) {
        System.arraycopy(cells, from * words, cells, to * words, count * words);
    }
}
