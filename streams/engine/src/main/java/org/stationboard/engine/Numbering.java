package org.stationboard.engine;

import java.util.Arrays;

/** Numbers strings of bytes in the order they first come, from 0. Not thread-safe. */
final class Numbering {
    private static final int FIRST_SIZE = 1 << 8;
    private static final int MULTIPLIER = 31;
    private static final int SPREAD = 15;

    private byte[][] known = new byte[FIRST_SIZE][];
    /** Number + 1; 0 is free. */
    private int[] places = new int[FIRST_SIZE * 2];

    private int size;
    private int last = -1;

    /** The number of these bytes, from {@code from} to before {@code to}. */
    int of(byte[] bytes, int from, int to) {
        // The same comes again and again: records of a unit follow one another.
        if (last >= 0 && equal(last, bytes, from, to)) {
            return last;
        }
        int mask = places.length - 1;
        int place = hash(bytes, from, to) & mask;
        while (places[place] != 0) {
            int number = places[place] - 1;
            if (equal(number, bytes, from, to)) {
                last = number;
                return number;
            }
            place = (place + 1) & mask;
        }
        last = add(Arrays.copyOfRange(bytes, from, to), place);
        return last;
    }

    private boolean equal(int number, byte[] bytes, int from, int to) {
        byte[] one = known[number];
        return Arrays.equals(one, 0, one.length, bytes, from, to);
    }

    private int add(byte[] one, int place) {
        places[place] = size + 1;
        known[size] = one;
        size++;
        if (size == known.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        known = Arrays.copyOf(known, size * 2);
        places = new int[size * 4];
        int mask = places.length - 1;
        for (int number = 0; number < size; number++) {
            int place = hash(known[number], 0, known[number].length) & mask;
            while (places[place] != 0) {
                place = (place + 1) & mask;
            }
            places[place] = number + 1;
        }
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int at = from; at < to; at++) {
            hash = MULTIPLIER * hash + bytes[at];
        }
        return hash ^ (hash >>> SPREAD);
    }
}
