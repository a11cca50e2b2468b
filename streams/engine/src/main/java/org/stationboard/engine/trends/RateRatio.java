package org.stationboard.engine.trends;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How many times the rate of events of one span of days is that of the span before, with its exact interval: given the
 * sum of both counts the newer one is binomial, so the interval of that proportion carries over (Przyborowski and
 * Wilenski 1940; the interval is Clopper and Pearson's). Assumes that events come independently at a steady rate; where
 * they come in clusters the interval is too narrow, which the screens say.
 *
 * @param now events of the newer span
 * @param before events of the span before
 * @param daysNow length of the newer span
 * @param daysBefore length of the span before; 29 February counts
 * @param lower lower bound of the ratio
 * @param upper upper bound; infinite where the span before had none
 */
public record RateRatio(long now, long before, int daysNow, int daysBefore, double lower, double upper) {
    /** The ratio whose interval leaves out at most {@code tail} on each side, such as 0.005 for 99 %. */
    public static RateRatio of(long now, long before, int daysNow, int daysBefore, double tail) {
        if (now < 0 || before < 0 || daysNow <= 0 || daysBefore <= 0) {
            throw new IllegalArgumentException("counts and days: " + now + ", " + before + ", " + daysNow + ", "
                    + daysBefore + " (expected: counts >= 0, days > 0)");
        }
        double span = (double) daysBefore / daysNow;
        ClopperPearson share = ClopperPearson.of(now, Math.addExact(now, before), tail);
        double upper = before == 0 ? Double.POSITIVE_INFINITY : share.upper() / (1 - share.upper()) * span;
        return new RateRatio(now, before, daysNow, daysBefore, share.lower() / (1 - share.lower()) * span, upper);
    }

    /** The ratio itself; empty where the span before had none. */
    public OptionalDouble ratio() {
        return before == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) now / (double) before * ((double) daysBefore / daysNow));
    }

    /** The ratio to the nearest part per million; empty where the span before had none. */
    public OptionalLong ratioPpm() {
        OptionalDouble ratio = ratio();
        return ratio.isPresent()
                ? OptionalLong.of(StrictMath.round(ratio.getAsDouble() * 1_000_000))
                : OptionalLong.empty();
    }

    /** At most the lower bound, in parts per million; never below nothing. */
    public long lowerPpm() {
        return Math.max(0, Outward.down(lower));
    }

    /** At least the upper bound, in parts per million; empty where there is none. */
    public OptionalLong upperPpm() {
        return before == 0 ? OptionalLong.empty() : OptionalLong.of(Outward.up(upper));
    }

    /** Whether the rate went down, up, or neither can be told: the interval against one, in whole numbers. */
    public Change change() {
        OptionalLong most = upperPpm();
        if (most.isPresent() && most.getAsLong() < 1_000_000) {
            return Change.DOWN;
        }
        return lowerPpm() > 1_000_000 ? Change.UP : Change.UNDECIDED;
    }

    /** Which way a rate went. */
    public enum Change {
        DOWN,
        UP,
        UNDECIDED
    }
}
