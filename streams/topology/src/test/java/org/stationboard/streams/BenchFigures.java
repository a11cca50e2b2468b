package org.stationboard.streams;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The final figures of one run in a few numbers that two runs share only if their figures are equal: how many there are
 * and a sum of 64-bit hashes over key and counts, which no order changes. Figures of nothing are left out: who never
 * counted a cell and who counted it back to nothing agree.
 */
final class BenchFigures {
    private final Map<String, Long> kinds = new HashMap<>();
    private long figures;
    private long sum;

    /**
     * Takes one final figure.
     *
     * @param key unit, indicator, grain and start
     */
    void add(String key, long n, long d, long opened, long closed) {
        if (n == 0 && d == 0 && opened == 0 && closed == 0) {
            return;
        }
        long hash = IdHash.low(key.getBytes(StandardCharsets.UTF_8));
        for (long part : new long[] {n, d, opened, closed}) {
            hash = (hash ^ part) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        figures++;
        sum += hash;
        String indicator = key.substring(key.indexOf('|') + 1, key.lastIndexOf('|'));
        kinds.merge(indicator, n + 3 * d + 7 * opened + 11 * closed, Long::sum);
    }

    /** The figures as one word. */
    String word() {
        return figures + ":" + Long.toHexString(sum);
    }

    /** Sums by indicator and grain, to find where two runs differ. */
    Map<String, Long> kinds() {
        return kinds;
    }
}
