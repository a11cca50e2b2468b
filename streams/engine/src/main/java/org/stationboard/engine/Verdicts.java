package org.stationboard.engine;

import org.stationboard.contract.v1.Comparator;
import org.stationboard.contract.v1.Literal;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.contract.v1.VerdictState;

/** How a standard is judged: pure functions over counts, interval and coverage. */
public final class Verdicts {
    private Verdicts() {}

    /** The plan's literal result: the quotient against the target, compared in whole numbers. */
    public static Literal literal(Comparator comparator, long targetPpm, long n, long d) {
        throw new UnsupportedOperationException();
    }

    /** MET or MISSED where the whole interval lies on one side of the target, else UNDECIDED. */
    public static VerdictState certainty(Comparator comparator, long targetPpm, ExactInterval interval) {
        throw new UnsupportedOperationException();
    }

    /** First local day of the window that ends on the day, both as epoch days. */
    public static long windowFrom(long on, int windowMonths) {
        throw new UnsupportedOperationException();
    }

    /** The verdict. */
    public static Verdict judge(Standard standard, Inputs inputs) {
        throw new UnsupportedOperationException();
    }

    /**
     * What a verdict rests on, beside its rule.
     *
     * @param on the day judged, epoch day
     * @param tick epoch minute it is given at
     * @param turn whether it is given at a day's turn
     * @param n successes in the window
     * @param d eligible in the window
     * @param stale whether a feed is silent longer than its rhythm
     * @param coverage how far the feeds cover the window
     */
    public record Inputs(
            String unitId, long on, long tick, boolean turn, long n, long d, boolean stale, Coverage coverage) {}
}
