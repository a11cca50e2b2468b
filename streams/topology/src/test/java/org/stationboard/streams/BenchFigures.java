package org.stationboard.streams;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The final figures of one run in two numbers that two runs share only if their figures are equal: how many there are and
 * a sum of 64-bit hashes over key and counts, which no order changes. Figures of nothing are left out: who never counted
 * a cell and who counted it back to nothing agree. Of a figure that is given again the newest stands.
 */
final class BenchFigures {
    /** By a key's hash that of the whole figure, 0 where it is of nothing: millions of figures must fit. */
    private final Map<Long, Long> newest = new HashMap<>();

    /** Takes one figure; the key is unit, indicator, grain and start. */
    void add(String key, long n, long d, long opened, long closed) {
        long keyHash = IdHash.low(key.getBytes(StandardCharsets.UTF_8));
        newest.put(keyHash, n == 0 && d == 0 && opened == 0 && closed == 0 ? 0L : hash(keyHash, n, d, opened, closed));
    }

    /** The figures as one word. */
    String word() {
        long figures = newest.values().stream().filter(hash -> hash != 0).count();
        long sum = newest.values().stream().mapToLong(Long::longValue).sum();
        return figures + ":" + Long.toHexString(sum);
    }

    private static long hash(long keyHash, long... parts) {
        long hash = keyHash;
        for (long part : parts) {
            hash = (hash ^ part) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
