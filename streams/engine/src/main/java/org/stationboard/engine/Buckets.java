package org.stationboard.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fixed buckets of durations. A bucket counts what took longer than the one before and no longer than its own bound,
 * in minutes; durations below nothing, of clocks that disagree, lie in the first. Counts of buckets add over days and
 * units, so quantiles of any period come from them, as the bounds of the bucket they lie in. Pure; safe to share.
 */
public final class Buckets {
    /** Code of the bucket without a bound. */
    public static final String OVER = "over";

    private static final int[] BOUNDS = {1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1440};
    private static final List<String> CODES = codes();

    private Buckets() {}

    /** The buckets' codes, shortest first: {@code le-1} to {@code le-1440}, then {@link #OVER}. */
    public static List<String> all() {
        return CODES;
    }

    /** The code of a duration of so many seconds; part of a second counts as a whole one. */
    public static String code(long seconds) {
        return CODES.get(index(seconds));
    }

    /** Upper bound of a bucket in minutes, inclusive; empty for {@link #OVER}. */
    public static Optional<Integer> bound(String code) {
        int index = CODES.indexOf(code);
        if (index < 0) {
            throw new IllegalArgumentException("bucket: " + code + " (expected: one of " + CODES + ")");
        }
        return index < BOUNDS.length ? Optional.of(BOUNDS[index]) : Optional.empty();
    }

    /**
     * The bucket that holds a quantile: the least duration that at least this share of them all does not exceed.
     *
     * @param counts how many lie in each bucket, by code; absent ones are 0
     * @param ppm the share in parts per million, 500,000 for the median; 1 to 1,000,000
     * @return empty where nothing was counted
     */
    public static Optional<Quantile> quantile(Map<String, Long> counts, long ppm) {
        if (ppm < 1 || ppm > ExactInterval.ONE_PPM) {
            throw new IllegalArgumentException("ppm: " + ppm + " (expected: 1..1000000)");
        }
        long total =
                CODES.stream().mapToLong(code -> counts.getOrDefault(code, 0L)).sum();
        if (total == 0) {
            return Optional.empty();
        }
        long wanted = (Math.multiplyExact(total, ppm) + ExactInterval.ONE_PPM - 1) / ExactInterval.ONE_PPM;
        long reached = 0;
        int index = 0;
        while (index < CODES.size() - 1) {
            reached += counts.getOrDefault(CODES.get(index), 0L);
            if (reached >= wanted) {
                break;
            }
            index++;
        }
        int above = index == 0 ? 0 : BOUNDS[index - 1];
        return Optional.of(new Quantile(above, bound(CODES.get(index)), total));
    }

    /** Where in the list a duration's bucket stands. */
    static int index(long seconds) {
        for (int i = 0; i < BOUNDS.length; i++) {
            if (seconds <= BOUNDS[i] * 60L) {
                return i;
            }
        }
        return BOUNDS.length;
    }

    private static List<String> codes() {
        List<String> codes = new ArrayList<>();
        for (int bound : BOUNDS) {
            codes.add("le-" + bound);
        }
        codes.add(OVER);
        return List.copyOf(codes);
    }

    /**
     * The bounds a quantile lies in, in minutes.
     *
     * @param above exclusive; of the first bucket 0, which is inclusive
     * @param upTo inclusive; empty where the bucket has no bound
     * @param total how many durations it is of
     */
    public record Quantile(int above, Optional<Integer> upTo, long total) {}
}
