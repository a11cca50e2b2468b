package org.stationboard.engine;

import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The two-sided 99.84 % Clopper-Pearson bounds in whole parts per million, rounded outward, found with whole numbers alone:
 * the tail of the binomial is compared with a 1,250th as integers of any length.
 */
record ExactBounds(long lower, long upper) {
    private static final int MILLION = 1_000_000;
    private static final Map<Long, Long> LOWER = new ConcurrentHashMap<>();

    static ExactBounds of(long n, long d) {
        return new ExactBounds(lower(n, d), MILLION - lower(d - n, d));
    }

    private static long lower(long n, long d) {
        if (n == 0) {
            return 0;
        }
        return LOWER.computeIfAbsent(d * MILLION + n, key -> {
            long within = 0;
            long beyond = MILLION;
            while (beyond - within > 1) {
                long middle = (within + beyond) / 2;
                if (tailWithin(n, d, middle)) {
                    within = middle;
                } else {
                    beyond = middle;
                }
            }
            return within;
        });
    }

    /** Whether n or more of d, each with this probability, are no likelier than 0.08 %. */
    private static boolean tailWithin(long n, long d, long ppm) {
        BigInteger p = BigInteger.valueOf(ppm);
        BigInteger q = BigInteger.valueOf(MILLION - ppm);
        BigInteger tail = BigInteger.ZERO;
        BigInteger choose = BigInteger.ONE;
        for (int i = (int) d; i >= n; i--) {
            tail = tail.add(choose.multiply(p.pow(i)).multiply(q.pow((int) d - i)));
            choose = choose.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(d - i + 1));
        }
        BigInteger all = BigInteger.valueOf(MILLION).pow((int) d);
        return tail.multiply(BigInteger.valueOf(1250)).compareTo(all) <= 0;
    }
}
