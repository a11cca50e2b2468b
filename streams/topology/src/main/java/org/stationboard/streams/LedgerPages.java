package org.stationboard.streams;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.stationboard.engine.EngineTables;

/**
 * The ledger's entries on the heap, by the hash of their record's id: an open-addressing index to slots, slots handed out
 * in the order of arrival, 256 to a page. Records of one time share pages whatever their ids look like, so that what
 * changes between two commits lies in few pages. About 115 bytes an entry. Not thread-safe.
 */
final class LedgerPages {
    private static final int PAGE_BITS = 8;
    private static final int SLOT_MASK = LedgerPage.SLOTS - 1;
    private static final int FIRST_INDEX = 1 << 12;
    private static final byte[] NOTHING = {};
    private static final byte PAGE = 0;
    private static final byte SLOT = 1;
    private static final long HIGH_BITS = -1L << Integer.SIZE;
    private static final int KEY_BYTES = 1 + Integer.BYTES;
    /** A page of which less than one in so many changed is not written whole. */
    private static final int SPARSE = 4;
    /** Far below the largest record a broker takes. */
    private static final int LARGEST_PAGE = 256 << 10;

    private final List<LedgerPage> pages = new ArrayList<>();
    private final List<Integer> dirtyPages = new ArrayList<>();
    /**
     * Slot + 1 by the low half's low bits, with that half's high bits beside it, so that the pages of others' entries are
     * not looked at; 0 is free.
     */
    private long[] index = new long[FIRST_INDEX];

    private int entries;
    /** What was looked for last and where it is, or -1: a record's entry is read and then written. */
    private byte[] lastId = NOTHING;

    private long lastLow;
    private long lastHigh;
    private int lastSlot = -1;

    /** How many entries it holds. */
    int size() {
        return entries;
    }

    void clear() {
        pages.clear();
        dirtyPages.clear();
        index = new long[FIRST_INDEX];
        entries = 0;
        lastId = NOTHING;
    }

    byte @Nullable [] get(byte[] id) {
        look(id);
        int slot = lastSlot;
        return slot < 0 ? null : page(slot).value(slot & SLOT_MASK);
    }

    /** Sets an entry's value, which stays until the next commit in this memory alone. */
    void put(byte[] id, byte[] value) {
        if (id != lastId) {
            look(id);
        }
        int slot = lastSlot;
        if (slot >= 0) {
            page(slot).set(slot & SLOT_MASK, value);
        } else {
            if (pages.isEmpty() || pages.get(pages.size() - 1).isFull()) {
                pages.add(new LedgerPage());
            }
            int number = pages.size() - 1;
            slot = (number << PAGE_BITS) | pages.get(number).add(lastLow, lastHigh, value);
            enter(lastLow, slot);
            lastSlot = slot;
        }
        if (page(slot).touch(slot & SLOT_MASK)) {
            dirtyPages.add(slot >> PAGE_BITS);
        }
    }

    /** Visits every value, in the order the ids first came in. */
    void forEachValue(EngineTables.ValueVisitor visitor) {
        pages.forEach(page -> page.forEachValue(visitor));
    }

    /** Gives what changed since the last call as rows of a changelog: whole pages, or single entries of a sparse one. */
    void drain(BiConsumer<byte[], byte[]> rows) {
        for (int number : dirtyPages) {
            LedgerPage page = pages.get(number);
            if (page.dirtySlots() * SPARSE < page.slots() || page.size() > LARGEST_PAGE) {
                for (int slot = 0; slot < page.slots(); slot++) {
                    if (page.isDirty(slot)) {
                        rows.accept(key(SLOT, (number << PAGE_BITS) | slot), page.encoded(slot));
                    }
                }
            } else {
                rows.accept(key(PAGE, number), page.encoded());
            }
            page.clean();
        }
        dirtyPages.clear();
    }

    /** Forgets what has changed, not the changes. */
    void forgetDirty() {
        dirtyPages.forEach(number -> pages.get(number).clean());
        dirtyPages.clear();
    }

    /** Takes a row of the changelog. Rows come in the order they were written: the later one stands. */
    void restore(byte[] key, byte[] value) {
        lastId = NOTHING;
        ByteBuffer named = ByteBuffer.wrap(key);
        if (key.length != KEY_BYTES) {
            throw new IllegalStateException(
                    "ledger row: a key of " + key.length + " bytes (expected: " + KEY_BYTES + ")");
        }
        boolean single = named.get() == SLOT;
        int number = named.getInt();
        int first = single ? number : number << PAGE_BITS;
        while (pages.size() <= first >> PAGE_BITS) {
            pages.add(new LedgerPage());
        }
        LedgerPage page = page(first);
        if (single) {
            page.restore(number & SLOT_MASK, value);
            enterRestored(number);
        } else {
            page.restore(value);
            for (int slot = 0; slot < page.slots(); slot++) {
                enterRestored(first | slot);
            }
        }
    }

    private void enterRestored(int slot) {
        LedgerPage page = page(slot);
        long low = page.low(slot & SLOT_MASK);
        long high = page.high(slot & SLOT_MASK);
        boolean absent = low == 0 && high == 0;
        if (!absent && find(low, high) < 0) {
            enter(low, slot);
        }
    }

    private LedgerPage page(int slot) {
        return pages.get(slot >> PAGE_BITS);
    }

    private void look(byte[] id) {
        lastId = id;
        lastLow = IdHash.low(id);
        lastHigh = IdHash.high(id);
        lastSlot = find(lastLow, lastHigh);
    }

    private int find(long low, long high) {
        int mask = index.length - 1;
        for (int place = (int) low & mask; index[place] != 0; place = (place + 1) & mask) {
            long entered = index[place];
            int slot = (int) entered - 1;
            if (((entered ^ low) & HIGH_BITS) == 0 && page(slot).isAt(slot & SLOT_MASK, low, high)) {
                return slot;
            }
        }
        return -1;
    }

    private void enter(long low, int slot) {
        entries++;
        if (entries > index.length / 3 * 2) {
            grow();
        }
        place(index, low, slot);
    }

    private void grow() {
        long[] larger = new long[index.length * 2];
        for (long entered : index) {
            if (entered != 0) {
                int slot = (int) entered - 1;
                place(larger, page(slot).low(slot & SLOT_MASK), slot);
            }
        }
        index = larger;
    }

    private static void place(long[] index, long low, int slot) {
        int mask = index.length - 1;
        int place = (int) low & mask;
        while (index[place] != 0) {
            place = (place + 1) & mask;
        }
        index[place] = (low & HIGH_BITS) | (slot + 1);
    }

    private static byte[] key(byte kind, int number) {
        return ByteBuffer.allocate(KEY_BYTES).put(kind).putInt(number).array();
    }
}
