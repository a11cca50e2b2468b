package org.stationboard.engine;

/**
 * What a cell holds. Never negative: a cell is a sum of what live records contribute.
 *
 * @param n the count; of a proportion its successes; of a stock what opened
 * @param d of a proportion all that were eligible; of a stock what closed; of a count 0
 */
record Counts(long n, long d) {
    static final Counts NONE = new Counts(0, 0);

    Counts plus(long moreN, long moreD) {
        return new Counts(n + moreN, d + moreD);
    }

    boolean isNone() {
        return n == 0 && d == 0;
    }
}
