package org.stationboard.engine;

/**
 * Two-sided 99.84 % Clopper-Pearson interval of a proportion in parts per million, rounded outward. A window that rolls is
 * looked at every day: at this level a station truly on its target is certainly missed in less than 1 % of years (the
 * RATIONALE has the table). Each bound is found as
 * a whole number by bisection over the binomial tail, whose error is far below one part per million of a bound; only
 * IEEE arithmetic and {@link StrictMath}, so every machine gives the same.
 *
 * @param lowerPpm at most the exact lower bound
 * @param upperPpm at least the exact upper bound
 */
public record ExactInterval(long lowerPpm, long upperPpm) {
    /** One, in parts per million. */
    static final long ONE_PPM = 1_000_000;

    /** Probability left out on each side; a little less, so that the error of the sum can only widen the interval. */
    private static final double TAIL = 0.0008 * (1 - 2e-9);

    /** The normal quantile of the tail: where the search for a bound begins. */
    private static final double Z = 3.156;

    private static final int EXACT_FACTORIALS = 64;
    private static final double[] LOG_FACTORIALS = logFactorials();

    /** The interval after {@code n} successes among {@code d}; 0 to 1 where nothing was counted. */
    public static ExactInterval of(long n, long d) {
        if (n < 0 || n > d) {
            throw new IllegalArgumentException("n: " + n + " (expected: 0.." + d + ")");
        }
        if (d == 0) {
            return new ExactInterval(0, ONE_PPM);
        }
        // The upper bound for successes is the lower bound for failures, seen from the other end.
        return new ExactInterval(lower(n, d), ONE_PPM - lower(d - n, d));
    }

    /** The largest p at which n or more successes are no likelier than the tail allows. */
    private static long lower(long n, long d) {
        if (n == 0) {
            return 0;
        }
        double logChoose = logFactorial(d) - logFactorial(n) - logFactorial(d - n);
        long most = Math.min(ONE_PPM, (long) ((double) n * ONE_PPM / d) + 1);
        long guess = Math.max(1, Math.min(most - 1, wilson(n, d)));
        long step = 4;
        long within = guess;
        while (within > 0 && tailExceeds(n, d, within, logChoose)) {
            within = Math.max(0, within - step);
            step *= 4;
        }
        long beyond = Math.min(most, Math.max(guess, within + 1));
        step = 4;
        while (beyond < most && !tailExceeds(n, d, beyond, logChoose)) {
            within = beyond;
            beyond = Math.min(most, beyond + step);
            step *= 4;
        }
        while (beyond - within > 1) {
            long middle = (within + beyond) >>> 1;
            if (tailExceeds(n, d, middle, logChoose)) {
                beyond = middle;
            } else {
                within = middle;
            }
        }
        return within;
    }

    /** Wilson's lower bound: near the exact one, so that few tails need to be summed. */
    private static long wilson(long n, long d) {
        double p = (double) n / d;
        double square = Z * Z / d;
        double half = StrictMath.sqrt(p * (1 - p) * square + square * square / 4);
        return (long) ((p + square / 2 - half) / (1 + square) * ONE_PPM);
    }

    /** Whether n or more successes among d are likelier than the tail allows when each has probability p. */
    private static boolean tailExceeds(long n, long d, long ppm, double logChoose) {
        double p = (double) ppm / ONE_PPM;
        double q = (double) (ONE_PPM - ppm) / ONE_PPM;
        double term = StrictMath.exp(logChoose + n * StrictMath.log(p) + (d - n) * StrictMath.log(q));
        double odds = p / q;
        double sum = term;
        for (long i = n; i < d && sum <= TAIL; i++) {
            term *= odds * (d - i) / (i + 1);
            if (term < sum * 1e-17) {
                break;
            }
            sum += term;
        }
        return sum > TAIL;
    }

    private static double logFactorial(long x) {
        if (x < EXACT_FACTORIALS) {
            return LOG_FACTORIALS[(int) x];
        }
        // Stirling's series; the first term left out is below 1e-16 from 64 on.
        double z = x;
        double square = 1 / (z * z);
        double correction = (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / z;
        return (z + 0.5) * StrictMath.log(z) - z + 0.5 * StrictMath.log(2 * StrictMath.PI) + correction;
    }

    private static double[] logFactorials() {
        double[] logs = new double[EXACT_FACTORIALS];
        double factorial = 1;
        for (int i = 1; i < EXACT_FACTORIALS; i++) {
            factorial *= i;
            logs[i] = StrictMath.log(factorial);
        }
        return logs;
    }
}
