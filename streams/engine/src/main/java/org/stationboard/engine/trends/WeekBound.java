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
    static WeekBound without(State state) {
        return new WeekBound(state, 0, 0, 1, false);
    }

    /** The largest count of that week that would not alarm: what is shown and compared. */
    public long most() {
        return (long) StrictMath.floor(upper);
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
