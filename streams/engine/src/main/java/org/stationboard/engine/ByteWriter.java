package org.stationboard.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the engine's own layouts: fixed longs that sort as bytes, short varints, texts with their length. */
final class ByteWriter {
    private byte[] buffer;
    private int size;

    ByteWriter(int expectedSize) {
        buffer = new byte[expectedSize];
    }

    /** Eight bytes, big-endian, sign bit turned, so that bytes compared unsigned sort as the numbers do. */
    ByteWriter fixed(long value) {
        room(8);
        long sorted = value ^ Long.MIN_VALUE;
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer[size++] = (byte) (sorted >>> shift);
        }
        return this;
    }

    /** One to ten bytes, small magnitudes of either sign shortest. */
    ByteWriter varint(long value) {
        room(10);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
        return this;
    }

    ByteWriter flag(boolean value) {
        return single(value ? 1 : 0);
    }

    ByteWriter single(int value) {
        room(1);
        buffer[size++] = (byte) value;
        return this;
    }

    ByteWriter text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return varint(bytes.length).raw(bytes);
    }

    ByteWriter raw(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
        return this;
    }

    /** Forgets what was written; the room stays. */
    ByteWriter clear() {
        size = 0;
        return this;
    }

    byte[] bytes() {
        return Arrays.copyOf(buffer, size);
    }

    private void room(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(size + more, buffer.length * 2));
        }
    }
}
