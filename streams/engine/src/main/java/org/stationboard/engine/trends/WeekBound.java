package org.stationboard.engine.trends;

/**
 * What a detector says of a week's count.
 *
 * @param state alarm or quiet, or why neither can be said
 * @param expected expected count; 0 where nothing could be fitted
 * @param upper bound that the count must exceed to alarm
 * @param dispersion variance of the counts over their mean, at least 1
 * @param trended whether a trend over time went into it
 */
public record WeekBound(State state, double expected, double upper, double dispersion, boolean trended) {
    private static final double Z_995 = 2.5758293035489004;
    private static final int FEWEST = 5;

    /**
     * The bound of a week and its state: the 99.5 % quantile where counts to the power of two thirds are normal.
     *
     * @param error variance of the expectation itself over the expectation
     */
    static WeekBound of(long[] counts, int week, double expected, double dispersion, double error, boolean trended) {
        double root = StrictMath.cbrt(expected);
        double power = root * root + Z_995 * StrictMath.sqrt(4.0 / 9 * root * (dispersion + error));
        double upper = power * StrictMath.sqrt(power);
        long lately = 0;
        for (int i = Math.max(0, week - 3); i <= week; i++) {
            lately += counts[i];
        }
        State judged = counts[week] > upper ? State.ALARM : State.QUIET;
        return new WeekBound(lately < FEWEST ? State.TOO_FEW : judged, expected, upper, dispersion, trended);
    }

    static WeekBound without(State state) {
        return new WeekBound(state, 0, 0, 1, false);
    }

    /** The largest count of that week that would not alarm: what is shown and compared. */
    public long most() {
        return (long) StrictMath.floor(upper);
    }

    /** The expected count, to the nearest thousandth. */
    public long expectedMilli() {
        return StrictMath.round(expected * 1000);
    }

    /** What can be said of a week. */
    public enum State {
        /** More than the bound. */
        ALARM,
        /** Not more than the bound. */
        QUIET,
        /** Fewer than five in this week and the three before: a bound is given, an alarm is not. */
        TOO_FEW,
        /** Fewer than three years of weeks before it. */
        NOT_ENOUGH_HISTORY,
        /** The model found no fit. */
        NO_FIT
    }
}
