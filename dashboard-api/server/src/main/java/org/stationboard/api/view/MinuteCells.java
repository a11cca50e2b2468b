package org.stationboard.api.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Alarms per minute of the newest eight days and half a day ahead, a ring of packed numbers for each unit. Minutes are
 * epoch minutes.
 */
final class MinuteCells {
    /** Minutes before now that are kept: a week and a day, so that the same three hours of last week are whole. */
    static final int KEPT = 8 * 24 * 60;

    private static final int AHEAD = 12 * 60;
    private static final int SIZE = KEPT + AHEAD + 1;
    private static final int COUNT_BITS = 20;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

    /** Per unit number; each slot holds position and count, or {@link Position#NONE}. */
    private final List<long @Nullable []> rings = new ArrayList<>();

    private long now = Long.MIN_VALUE / 2;

    /** Moves to another minute, forgetting what leaves the window. */
    void moveTo(long minute) {
        if (minute == now) {
            return;
        }
        if (Math.abs(minute - now) >= SIZE) {
            rings.clear();
        } else if (minute > now) {
            clear(now + AHEAD + 1, minute + AHEAD);
        } else {
            clear(minute - KEPT, now - KEPT - 1);
        }
        now = minute;
    }

    /** Takes a minute's count unless a newer value is there or the minute is not kept. Returns whether it changed. */
    boolean put(long minute, int unit, long count, long position) {
        if (!keeps(minute)) {
            return false;
        }
        long[] ring = ringOf(unit);
        int slot = (int) Math.floorMod(minute, (long) SIZE);
        long held = ring[slot];
        if (held != Position.NONE && position < held >> COUNT_BITS) {
            return false;
        }
        long kept = Math.min(count, COUNT_MASK);
        ring[slot] = position << COUNT_BITS | kept;
        return held == Position.NONE ? kept != 0 : (held & COUNT_MASK) != kept;
    }

    /** Adds the unit's counts of {@code into.length} minutes from {@code from} on to {@code into}. */
    void addTo(int[] into, long from, int unit) {
        long[] ring = unit < rings.size() ? rings.get(unit) : null;
        if (ring == null) {
            return;
        }
        for (int i = 0; i < into.length; i++) {
            into[i] += count(ring, from + i);
        }
    }

    /** The unit's alarms in [from, to). */
    long sum(long from, long to, int unit) {
        long[] ring = unit < rings.size() ? rings.get(unit) : null;
        long sum = 0;
        for (long minute = from; ring != null && minute < to; minute++) {
            sum += count(ring, minute);
        }
        return sum;
    }

    /** Whether counts of that minute are kept: it is neither too old nor too far ahead. */
    boolean keeps(long minute) {
        return minute >= now - KEPT && minute <= now + AHEAD;
    }

    private int count(long[] ring, long minute) {
        if (!keeps(minute)) {
            return 0;
        }
        long held = ring[(int) Math.floorMod(minute, (long) SIZE)];
        return held == Position.NONE ? 0 : (int) (held & COUNT_MASK);
    }

    private void clear(long from, long to) {
        for (long[] ring : rings) {
            for (long minute = from; ring != null && minute <= to; minute++) {
                ring[(int) Math.floorMod(minute, (long) SIZE)] = Position.NONE;
            }
        }
    }

    private long[] ringOf(int unit) {
        while (rings.size() <= unit) {
            rings.add(null);
        }
        long[] ring = rings.get(unit);
        if (ring == null) {
            ring = new long[SIZE];
            Arrays.fill(ring, Position.NONE);
            rings.set(unit, ring);
        }
        return ring;
    }
}
