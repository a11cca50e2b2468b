package org.stationboard.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows in PostgreSQL's binary COPY form, built in one growing buffer. For one thread; reused by {@link #clear()}. */
final class CopyRows {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int NO_VALUE = -1;

    private byte[] bytes = new byte[1 << 16];
    private int length;
    private boolean finished;

    CopyRows() {
        clear();
    }

    void clear() {
        System.arraycopy(HEADER, 0, bytes, 0, HEADER.length);
        length = HEADER.length;
        finished = false;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Ends the data and says how many bytes of {@link #bytes()} it is; a second call says it again. */
    int finish() {
        if (!finished) {
            room(2);
            putShort(-1);
            finished = true;
        }
        return length;
    }

    /** Begins a row; as many fields have to follow. */
    CopyRows row(int fields) {
        room(2);
        putShort(fields);
        return this;
    }

    CopyRows smallint(int value) {
        room(6);
        putInt(2);
        putShort(value);
        return this;
    }

    CopyRows integer(int value) {
        room(8);
        putInt(4);
        putInt(value);
        return this;
    }

    CopyRows bigint(long value) {
        room(12);
        putInt(8);
        putInt((int) (value >>> 32));
        putInt((int) value);
        return this;
    }

    CopyRows bool(boolean value) {
        room(5);
        putInt(1);
        bytes[length++] = (byte) (value ? 1 : 0);
        return this;
    }

    CopyRows text(String value) {
        return bytea(value.getBytes(UTF_8));
    }

    CopyRows bytea(byte @Nullable [] value) {
        if (value == null) {
            return none();
        }
        room(4 + value.length);
        putInt(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    /** SQL's null. */
    CopyRows none() {
        room(4);
        putInt(NO_VALUE);
        return this;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    private void putShort(int value) {
        bytes[length++] = (byte) (value >>> 8);
        bytes[length++] = (byte) value;
    }

    private void putInt(int value) {
        bytes[length++] = (byte) (value >>> 24);
        bytes[length++] = (byte) (value >>> 16);
        bytes[length++] = (byte) (value >>> 8);
        bytes[length++] = (byte) value;
    }
}
