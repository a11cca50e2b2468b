package org.stationboard.streams;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.stationboard.engine.EngineTables;

/**
 * Up to 256 ledger entries that came one after another: id hashes in flat arrays, values one behind the other in one array
 * of bytes. Knows which of its entries changed since it was last written. Not thread-safe.
 */
final class LedgerPage {
    static final int SLOTS = 256;

    private static final int FIRST_ROOM = 4096;
    private static final int BITS = Long.SIZE;

    private final long[] low = new long[SLOTS];
    private final long[] high = new long[SLOTS];
    /** Where each value begins: its length as a varint, then its bytes. */
    private final int[] at = new int[SLOTS];

    private final long[] dirty = new long[SLOTS / BITS];
    private byte[] values = new byte[FIRST_ROOM];
    private int used;
    private int slots;
    private int dirtySlots;

    int slots() {
        return slots;
    }

    int dirtySlots() {
        return dirtySlots;
    }

    boolean isFull() {
        return slots == SLOTS;
    }

    boolean isAt(int slot, long lowHash, long highHash) {
        return low[slot] == lowHash && high[slot] == highHash;
    }

    long low(int slot) {
        return low[slot];
    }

    long high(int slot) {
        return high[slot];
    }

    byte[] value(int slot) {
        int begin = begin(at[slot]);
        return Arrays.copyOfRange(values, begin, begin + Varints.read(values, at[slot]));
    }

    /** Visits the values where they lie; slots that hold nothing are passed over. */
    void forEachValue(EngineTables.ValueVisitor visitor) {
        for (int slot = 0; slot < slots; slot++) {
            int begin = begin(at[slot]);
            int length = Varints.read(values, at[slot]);
            if (length > 0) {
                visitor.visit(values, begin, begin + length);
            }
        }
    }

    /** Adds an entry behind the last. */
    int add(long lowHash, long highHash, byte[] value) {
        int slot = slots++;
        low[slot] = lowHash;
        high[slot] = highHash;
        append(slot, value, 0, value.length);
        return slot;
    }

    /** Replaces a value. */
    void set(int slot, byte[] value) {
        set(slot, value, 0, value.length);
    }

    private void set(int slot, byte[] source, int from, int length) {
        if (length <= Varints.read(values, at[slot])) {
            int begin = Varints.write(values, at[slot], length);
            System.arraycopy(source, from, values, begin, length);
        } else {
            append(slot, source, from, length);
        }
    }

    /** Marks the entry as not yet written; says whether it is the page's first. */
    boolean touch(int slot) {
        long bit = 1L << slot;
        if ((dirty[slot / BITS] & bit) == 0) {
            dirty[slot / BITS] |= bit;
            dirtySlots++;
            return dirtySlots == 1;
        }
        return false;
    }

    boolean isDirty(int slot) {
        return (dirty[slot / BITS] & (1L << slot)) != 0;
    }

    void clean() {
        Arrays.fill(dirty, 0);
        dirtySlots = 0;
    }

    /** How many bytes {@link #encoded} takes. */
    int size() {
        int size = Varints.MOST;
        for (int slot = 0; slot < slots; slot++) {
            size += 2 * Long.BYTES + begin(at[slot]) - at[slot] + Varints.read(values, at[slot]);
        }
        return size;
    }

    /** The whole page, column by column. */
    byte[] encoded() {
        byte[] page = new byte[size()];
        int end = Varints.write(page, 0, slots);
        ByteBuffer columns = ByteBuffer.wrap(page, end, page.length - end);
        for (int slot = 0; slot < slots; slot++) {
            columns.putLong(low[slot]);
        }
        for (int slot = 0; slot < slots; slot++) {
            columns.putLong(high[slot]);
        }
        for (int slot = 0; slot < slots; slot++) {
            int length = begin(at[slot]) - at[slot] + Varints.read(values, at[slot]);
            columns.put(values, at[slot], length);
        }
        return Arrays.copyOf(page, columns.position());
    }

    /** One entry by itself. */
    byte[] encoded(int slot) {
        int begin = begin(at[slot]);
        int length = Varints.read(values, at[slot]);
        return ByteBuffer.allocate(2 * Long.BYTES + length)
                .putLong(low[slot])
                .putLong(high[slot])
                .put(values, begin, length)
                .array();
    }

    /** Takes a page as it was written; entries that are here already are replaced. */
    void restore(byte[] page) {
        int count = Varints.read(page, 0);
        int lows = Varints.end(page, 0);
        ByteBuffer columns = ByteBuffer.wrap(page);
        int position = lows + count * 2 * Long.BYTES;
        for (int slot = 0; slot < count; slot++) {
            int length = Varints.read(page, position);
            int begin = Varints.end(page, position);
            restore(
                    slot,
                    columns.getLong(lows + slot * Long.BYTES),
                    columns.getLong(lows + (count + slot) * Long.BYTES),
                    page,
                    begin,
                    length);
            position = begin + length;
        }
    }

    /** Takes an entry as it was written by itself. Compaction may leave a page's entries to come in any order. */
    void restore(int slot, byte[] entry) {
        ByteBuffer hashes = ByteBuffer.wrap(entry);
        int begin = 2 * Long.BYTES;
        restore(slot, hashes.getLong(), hashes.getLong(), entry, begin, entry.length - begin);
    }

    private void restore(int slot, long lowHash, long highHash, byte[] source, int from, int length) {
        low[slot] = lowHash;
        high[slot] = highHash;
        if (slot < slots && Varints.read(values, at[slot]) > 0) {
            set(slot, source, from, length);
            return;
        }
        // Slots between that have not come yet hold nothing.
        while (slots <= slot) {
            append(slots++, source, from, 0);
        }
        append(slot, source, from, length);
    }

    private void append(int slot, byte[] source, int from, int length) {
        if (used + length + Varints.MOST > values.length) {
            makeRoom(slot, length + Varints.MOST);
        }
        at[slot] = used;
        used = Varints.write(values, used, length);
        System.arraycopy(source, from, values, used, length);
        used += length;
    }

    /** Closes up what longer values have left behind; a page that is full gets little more than it needs. */
    private void makeRoom(int appended, int more) {
        int live = 0;
        for (int slot = 0; slot < slots; slot++) {
            live += slot == appended ? 0 : begin(at[slot]) - at[slot] + Varints.read(values, at[slot]);
        }
        int spare = isFull() ? live / 8 : live / 2;
        byte[] closed = new byte[Math.max(FIRST_ROOM, live + more + spare)];
        int end = 0;
        for (int slot = 0; slot < slots; slot++) {
            if (slot != appended) {
                int length = begin(at[slot]) - at[slot] + Varints.read(values, at[slot]);
                System.arraycopy(values, at[slot], closed, end, length);
                at[slot] = end;
                end += length;
            }
        }
        values = closed;
        used = end;
    }

    private int begin(int place) {
        return Varints.end(values, place);
    }
}
