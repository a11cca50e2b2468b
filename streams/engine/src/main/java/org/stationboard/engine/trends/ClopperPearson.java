package org.stationboard.engine.trends;

/**
 * Exact two-sided interval of a proportion, each side leaving out at most {@code tail} (Clopper and Pearson 1934). The
 * tail is taken a ten-thousand-millionth too small, so that an error can only widen it.
 */
record ClopperPearson(double lower, double upper) {
    private static final double SAFETY = 1 - 1e-10;

    /** The interval after {@code n} successes among {@code d}; 0 to 1 where nothing was counted. */
    static ClopperPearson of(long n, long d, double tail) {
        if (n < 0 || n > d) {
            throw new IllegalArgumentException("n: " + n + " (expected: 0.." + d + ")");
        }
        return new ClopperPearson(bound(n, d, tail * SAFETY), 1 - bound(d - n, d, tail * SAFETY));
    }

    /** The largest p at which n or more of d are no likelier than the tail. */
    private static double bound(long n, long d, double tail) {
        if (n == 0) {
            return 0;
        }
        double within = 0;
        double beyond = (double) n / d;
        double middle = beyond / 2;
        while (middle > within && middle < beyond) {
            if (Probability.beta(middle, (double) n, (double) (d - n) + 1) > tail) {
                beyond = middle;
            } else {
                within = middle;
            }
            middle = within + (beyond - within) / 2;
        }
        return within;
    }
}
