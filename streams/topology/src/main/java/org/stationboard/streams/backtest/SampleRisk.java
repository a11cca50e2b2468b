package org.stationboard.streams.backtest;

import org.stationboard.contract.v1.Comparator;
import org.stationboard.engine.ExactInterval;
import org.stationboard.engine.Verdicts;

/**
 * How often one look at a sample of this size misleads, by the plain binomial law and the interval that verdicts go by.
 * What is looked at every day, and held and recovered, is simulated elsewhere; here stands the single look.
 *
 * @param falseAlarm probability that a unit truly on its target is certainly missed
 * @param miss probability that a unit truly {@link #SLIP_PPM} on the wrong side of it is not
 */
public record SampleRisk(double falseAlarm, double miss) {
    /** The slip that ought to be seen: five points, in parts per million. */
    public static final long SLIP_PPM = 50_000;

    private static final double ONE_PPM = 1_000_000;

    /** The risk at a unit's own size. */
    public static SampleRisk of(UnitTally unit) {
        long n = unit.sample();
        if (n < unit.minimumSample() || n == 0) {
            return new SampleRisk(0, 1);
        }
        boolean low = unit.comparator() == Comparator.GE || unit.comparator() == Comparator.GT;
        long edge = low ? lastMissed(unit, n) : firstMissed(unit, n);
        long slipped = unit.targetPpm() + (low ? -SLIP_PPM : SLIP_PPM);
        double onTarget = low ? upTo(edge, n, unit.targetPpm()) : 1 - upTo(edge - 1, n, unit.targetPpm());
        double atSlip = low ? upTo(edge, n, slipped) : 1 - upTo(edge - 1, n, slipped);
        return new SampleRisk(Math.max(0, onTarget), Math.min(1, Math.max(0, 1 - atSlip)));
    }

    /** The most successes that are still certainly too few; -1 where none are. */
    private static long lastMissed(UnitTally unit, long n) {
        long within = -1;
        long beyond = n + 1;
        while (beyond - within > 1) {
            long middle = (within + beyond) >>> 1;
            if (missed(unit, middle, n)) {
                within = middle;
            } else {
                beyond = middle;
            }
        }
        return within;
    }

    /** The fewest that are certainly too many; one more than there can be where none are. */
    private static long firstMissed(UnitTally unit, long n) {
        long within = n + 1;
        long beyond = -1;
        while (within - beyond > 1) {
            long middle = (within + beyond) >>> 1;
            if (missed(unit, middle, n)) {
                within = middle;
            } else {
                beyond = middle;
            }
        }
        return within;
    }

    private static boolean missed(UnitTally unit, long successes, long n) {
        return switch (Verdicts.certainty(unit.comparator(), unit.targetPpm(), ExactInterval.of(successes, n))) {
            case MISSED -> true;
            case MET,
                    UNDECIDED,
                    INSUFFICIENT,
                    STALE,
                    NOT_IN_FORCE,
                    NO_TARGET,
                    VERDICT_STATE_UNSPECIFIED,
                    UNRECOGNIZED -> false;
        };
    }

    /** Probability of at most so many successes among n. */
    static double upTo(long most, long n, long ppm) {
        if (most < 0) {
            return 0;
        }
        if (most >= n || ppm <= 0) {
            return 1;
        }
        double p = ppm / ONE_PPM;
        if (p >= 1) {
            return 0;
        }
        double logTerm = n * Math.log1p(-p);
        double logOdds = Math.log(p) - Math.log1p(-p);
        double sum = 0;
        for (long k = 0; k <= most; k++) {
            sum += Math.exp(logTerm);
            logTerm += Math.log((double) (n - k) / (k + 1)) + logOdds;
        }
        return Math.min(1, sum);
    }
}
