package org.stationboard.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} wrote. */
final class ByteReader {
    private byte[] buffer;
    private int position;
    private int end;

    ByteReader(byte[] buffer) {
        this.buffer = buffer;
        this.end = buffer.length;
    }

    /** Begins anew with a part of other bytes. */
    void over(byte[] bytes, int from, int to) {
        buffer = bytes;
        position = from;
        end = to;
    }

    /** The bytes read from; what is read next is at {@link #position()}. */
    byte[] buffer() {
        return buffer;
    }

    int position() {
        return position;
    }

    /** Goes back to a place that was read before. */
    void back(int place) {
        position = place;
    }

    void skipText() {
        int length = (int) varint();
        position += length;
    }

    long fixed() {
        long sorted = 0;
        for (int i = 0; i < 8; i++) {
            sorted = (sorted << 8) | (buffer[position++] & 0xFF);
        }
        return sorted ^ Long.MIN_VALUE;
    }

    long varint() {
        long rest = 0;
        int shift = 0;
        byte next;
        do {
            next = buffer[position++];
            rest |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return (rest >>> 1) ^ -(rest & 1);
    }

    boolean flag() {
        return single() != 0;
    }

    int single() {
        return buffer[position++];
    }

    String text() {
        int length = (int) varint();
        String text = new String(buffer, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    /** A text that ends with a zero byte. */
    String textToZero() {
        int end = position;
        while (buffer[end] != 0) {
            end++;
        }
        String text = new String(buffer, position, end - position, StandardCharsets.UTF_8);
        position = end + 1;
        return text;
    }

    /** What is left. */
    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(buffer, position, end);
        position = end;
        return rest;
    }

    boolean more() {
        return position < end;
    }
}
