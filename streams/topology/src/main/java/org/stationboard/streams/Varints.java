package org.stationboard.streams;

/** Lengths in one to five bytes, the low seven bits first. */
final class Varints {
    /** Bytes of the longest. */
    static final int MOST = 5;

    private static final int LOW = 0x7F;
    private static final int MORE = 0x80;
    private static final int SHIFT = 7;

    private Varints() {}

    static int read(byte[] bytes, int at) {
        int value = 0;
        int shift = 0;
        int place = at;
        byte next;
        do {
            next = bytes[place++];
            value |= (next & LOW) << shift;
            shift += SHIFT;
        } while (next < 0);
        return value;
    }

    /** Where the one that begins at a place ends. */
    static int end(byte[] bytes, int at) {
        int place = at;
        while (bytes[place] < 0) {
            place++;
        }
        return place + 1;
    }

    /** Writes a value that is not negative; says where it ends. */
    static int write(byte[] bytes, int at, int value) {
        int rest = value;
        int place = at;
        while (rest > LOW) {
            bytes[place++] = (byte) (rest | MORE);
            rest >>>= SHIFT;
        }
        bytes[place++] = (byte) rest;
        return place;
    }
}
