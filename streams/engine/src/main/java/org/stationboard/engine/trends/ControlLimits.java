package org.stationboard.engine.trends;

import org.stationboard.contract.v1.Assurance;

/**
 * Centre line and natural process limits of a stretch of an XmR chart, in the unit of its values: the mean, and 2.66
 * times the mean moving range on either side (3 / 1.128: three deviations, of which the mean difference of neighbours is
 * 1.128). They say what the process does, not what it should do.
 *
 * @param points how many points they rest on
 */
public record ControlLimits(double centre, double lower, double upper, int points) {
    /** Limits in mean moving ranges; Wheeler and Chambers, Understanding Statistical Process Control. */
    static final double RANGES = 2.66;

    /** The limits of the values from an index on, before another. */
    static ControlLimits of(double[] values, int from, int to) {
        double sum = values[from];
        double ranges = 0;
        for (int i = from + 1; i < to; i++) {
            sum += values[i];
            ranges += StrictMath.abs(values[i] - values[i - 1]);
        }
        double centre = sum / (to - from);
        double reach = RANGES * (ranges / (to - from - 1));
        return new ControlLimits(centre, centre - reach, centre + reach, to - from);
    }

    /** The centre line, to the nearest part per million of the unit. */
    public long centrePpm() {
        return StrictMath.round(centre * 1_000_000);
    }

    /** At most the lower limit, in parts per million of the unit. */
    public long lowerPpm() {
        return Outward.down(lower);
    }

    /** At least the upper limit, in parts per million of the unit. */
    public long upperPpm() {
        return Outward.up(upper);
    }

    /** Whether the process will keep a target, reached by equality, that lies in the good direction. */
    public Assurance against(long targetPpm, Direction good) {
        boolean allAbove = lowerPpm() >= targetPpm;
        boolean allBelow = upperPpm() <= targetPpm;
        return switch (good) {
            case HIGHER_IS_BETTER -> assurance(allAbove, upperPpm() < targetPpm);
            case LOWER_IS_BETTER -> assurance(allBelow, lowerPpm() > targetPpm);
        };
    }

    private static Assurance assurance(boolean passes, boolean fails) {
        if (passes) {
            return Assurance.CONSISTENTLY_PASSES;
        }
        return fails ? Assurance.CONSISTENTLY_FAILS : Assurance.HIT_OR_MISS;
    }
}
