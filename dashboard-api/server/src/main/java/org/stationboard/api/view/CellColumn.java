package org.stationboard.api.view;

import java.util.Arrays;

/** The cells of one indicator and day (or of a stock: its newest values), one per unit number. */
final class CellColumn {
    private int[] numerators = new int[0];
    private int[] denominators = new int[0];
    private long[] positions = new long[0];

    /**
     * Takes a value unless a newer one is there. A live value equal to the held one leaves it as it is: what is of record
     * stays of record.
     *
     * @return whether what is shown changed
     */
    boolean put(int unit, long numerator, long denominator, long position) {
        grow(unit);
        if (position < positions[unit]) {
            return false;
        }
        boolean same = positions[unit] != Position.NONE
                && numerators[unit] == clamped(numerator)
                && denominators[unit] == clamped(denominator);
        boolean live = (position & 1) == 0;
        if (same && live) {
            return false;
        }
        boolean settles = !live && positions[unit] != Position.NONE && (positions[unit] & 1) == 0;
        numerators[unit] = clamped(numerator);
        denominators[unit] = clamped(denominator);
        positions[unit] = position;
        return !same || settles;
    }

    boolean known(int unit) {
        return unit < positions.length && positions[unit] != Position.NONE;
    }

    long numerator(int unit) {
        return unit < numerators.length ? numerators[unit] : 0;
    }

    long denominator(int unit) {
        return unit < denominators.length ? denominators[unit] : 0;
    }

    /** Position of the value, {@link Position#NONE} where there is none. */
    long position(int unit) {
        return unit < positions.length ? positions[unit] : Position.NONE;
    }

    private static int clamped(long count) {
        return (int) Math.max(0, Math.min(count, Integer.MAX_VALUE));
    }

    private void grow(int unit) {
        if (unit < positions.length) {
            return;
        }
        int held = positions.length;
        int size = Math.max(unit + 1, held + held / 2 + 16);
        numerators = Arrays.copyOf(numerators, size);
        denominators = Arrays.copyOf(denominators, size);
        positions = Arrays.copyOf(positions, size);
        Arrays.fill(positions, held, size, Position.NONE);
    }
}
