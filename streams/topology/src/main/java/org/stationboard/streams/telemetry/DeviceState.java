package org.stationboard.streams.telemetry;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * What is remembered of one device: its first and last window, its last long silence, in which of the last
 * {@link #REMEMBERED} windows it was heard and sent a good reading, and what of its newest windows is already in the
 * unit's sums. Windows are indices. Not for use by many threads.
 */
final class DeviceState {
    /**
     * Windows that the two rows of bits reach back, the newest included: three and a half days. A replay runs through days
     * in a second, and one partition of it long before another.
     */
    static final int REMEMBERED = 512;

    static final Serde<DeviceState> SERDE = Serdes.serdeFrom(
            (topic, state) -> state == null ? null : state.bytes(), (topic, bytes) -> bytes == null ? null : of(bytes));

    private static final byte VERSION = 1;
    /** A window takes readings while the next one runs: with the one after it three may be open; one to spare. */
    private static final int SLOTS = 4;

    private static final int COUNTS = 5;
    private static final int WORDS = REMEMBERED / Long.SIZE;
    private static final int LENGTH = 1 + (2 + 2 * WORDS + SLOTS + SLOTS * COUNTS + 2) * Long.BYTES;
    private static final long EMPTY = Long.MIN_VALUE;

    private long first;
    private long last;
    /** Bit {@code w mod REMEMBERED}: the window {@code w}. */
    private final long[] heard = new long[WORDS];

    private final long[] good = new long[WORDS];
    private final long[] slots = new long[SLOTS];
    private final long[] counted = new long[SLOTS * COUNTS];
    /** The windows around the last silence longer than {@link Windows#KNOWN}: heard in both and in none between. */
    private final long[] silence = {EMPTY, EMPTY};

    private DeviceState(long first) {
        this.first = first;
        this.last = first;
        Arrays.fill(slots, EMPTY);
    }

    static DeviceState heardFirstIn(long window) {
        return new DeviceState(window);
    }

    /** Takes the device's sum of a window and gives what is new in it since the last one. */
    DeviceWindow take(long window, DeviceWindow sum) {
        breakSilence(window);
        first = Math.min(first, window);
        advance(window);
        if (remembered(window)) {
            set(heard, window);
            if (sum.good() > 0) {
                set(good, window);
            }
        }
        return news((int) Math.floorMod(window, (long) SLOTS), window, sum);
    }

    /**
     * Whether the device was heard in the 7 days that end with the window; what came later says nothing. Exact from the
     * end of the last long silence but one on, which is more than 7 days before the last window.
     */
    boolean knownIn(long window) {
        boolean silent = window > silence[0] && window < silence[1];
        return first <= window && (silent ? silence[0] : last) > window - Windows.KNOWN;
    }

    boolean heardIn(long window) {
        return bit(heard, window);
    }

    /** Whether it sent a good reading in the window or the {@code windows - 1} before it. */
    boolean goodWithin(long window, int windows) {
        for (int back = 0; back < windows; back++) {
            if (bit(good, window - back)) {
                return true;
            }
        }
        return false;
    }

    /** Nothing was heard of it for so long that no window still asks. */
    boolean forgottenAt(long window) {
        return last < window - 2 * Windows.KNOWN;
    }

    private boolean remembered(long window) {
        return window <= last && window > last - REMEMBERED;
    }

    private boolean bit(long[] bits, long window) {
        int place = place(window);
        return remembered(window) && (bits[place / Long.SIZE] >>> place % Long.SIZE & 1) == 1;
    }

    private static void set(long[] bits, long window) {
        int place = place(window);
        bits[place / Long.SIZE] |= 1L << place % Long.SIZE;
    }

    private static void clear(long[] bits, long window) {
        int place = place(window);
        bits[place / Long.SIZE] &= ~(1L << place % Long.SIZE);
    }

    private static int place(long window) {
        return (int) Math.floorMod(window, (long) REMEMBERED);
    }

    /** A long silence ends with the window, or one that was taken for long was broken by it out of order. */
    private void breakSilence(long window) {
        if (window - last > Windows.KNOWN) {
            silence[0] = last;
            silence[1] = window;
        } else if (window > silence[0] && window < silence[1]) {
            boolean later = silence[1] - window > Windows.KNOWN;
            silence[later ? 0 : 1] = window;
            if (silence[1] - silence[0] <= Windows.KNOWN) {
                Arrays.fill(silence, EMPTY);
            }
        }
    }

    private void advance(long window) {
        for (long passed = Math.max(last + 1, window - REMEMBERED + 1); passed <= window; passed++) {
            clear(heard, passed);
            clear(good, passed);
        }
        last = Math.max(last, window);
    }

    private DeviceWindow news(int slot, long window, DeviceWindow sum) {
        int at = slot * COUNTS;
        if (slots[slot] != window) {
            slots[slot] = window;
            Arrays.fill(counted, at, at + COUNTS, 0);
        }
        // Never below nothing: after a loss of its tables the first step counts a window anew.
        DeviceWindow news = new DeviceWindow(
                sum.unitId(),
                sum.kind(),
                Math.max(0, sum.readings() - counted[at]),
                Math.max(0, sum.good() - counted[at + 1]),
                Math.max(0, sum.passes() - counted[at + 2]),
                Math.max(0, sum.clockAhead() - counted[at + 3]),
                Math.max(0, sum.clockBehind() - counted[at + 4]));
        counted[at] = sum.readings();
        counted[at + 1] = sum.good();
        counted[at + 2] = sum.passes();
        counted[at + 3] = sum.clockAhead();
        counted[at + 4] = sum.clockBehind();
        return news;
    }

    private byte[] bytes() {
        ByteBuffer buffer =
                ByteBuffer.allocate(LENGTH).put(VERSION).putLong(first).putLong(last);
        for (long[] row : rows()) {
            for (long value : row) {
                buffer.putLong(value);
            }
        }
        return buffer.array();
    }

    private static DeviceState of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Layout.requireVersion(buffer, VERSION);
        DeviceState state = new DeviceState(buffer.getLong());
        state.last = buffer.getLong();
        for (long[] row : state.rows()) {
            // Bytes of before end ahead of the silence: none is remembered then.
            for (int i = 0; i < row.length && buffer.hasRemaining(); i++) {
                row[i] = buffer.getLong();
            }
        }
        return state;
    }

    private List<long[]> rows() {
        return List.of(heard, good, slots, counted, silence);
    }
}
