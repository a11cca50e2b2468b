package org.stationboard.streams;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A 128-bit hash of a record id, in two halves of 64 bits. Stands for the id in the ledger: among a thousand million ids
 * the chance that any two share both halves is below 2 in 10^21, far below that of a broken disk. Not for secrets. The
 * values are kept in changelogs and never change.
 */
final class IdHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_SEED = 0x243F6A8885A308D3L;
    private static final long HIGH_SEED = 0x13198A2E03707344L;
    private static final long ODD_ONE = 0x9E3779B97F4A7C15L;
    private static final long ODD_TWO = 0xC2B2AE3D27D4EB4FL;
    private static final long ODD_THREE = 0xD6E8FEB86659FD93L;

    private IdHash() {}

    /** The half that chooses the place in the index. */
    static long low(byte[] id) {
        return hash(id, LOW_SEED, ODD_ONE, ODD_TWO);
    }

    /** The other half, made with other numbers. */
    static long high(byte[] id) {
        return hash(id, HIGH_SEED, ODD_TWO, ODD_THREE);
    }

    private static long hash(byte[] id, long seed, long first, long second) {
        long hash = seed ^ (id.length * second);
        int at = 0;
        for (; at + Long.BYTES <= id.length; at += Long.BYTES) {
            hash = step(hash, (long) LONGS.get(id, at), first, second);
        }
        if (at < id.length) {
            long rest = 0;
            for (; at < id.length; at++) {
                rest = (rest << 8) | (id[at] & 0xFF);
            }
            hash = step(hash, rest, first, second);
        }
        return mixed(hash, second, first);
    }

    /** Turns word and state over; for one state two words never meet. */
    private static long step(long hash, long word, long first, long second) {
        return mixed(hash ^ (word * first), second, ODD_THREE) + first;
    }

    private static long mixed(long value, long odd, long otherOdd) {
        long hash = (value ^ (value >>> 32)) * odd;
        hash = (hash ^ (hash >>> 29)) * otherOdd;
        return hash ^ (hash >>> 32);
    }
}
