package org.stationboard.engine.trends;

import java.util.Optional;

/**
 * The original detector: Farrington, Andrews, Beale and Catchpole 1996, Journal of the Royal Statistical Society A 159,
 * 547-563; the simpler rule, whose arithmetic can be followed by hand. A quasi-Poisson level of the same week of up to
 * five past years and three weeks to either side, with a trend where it is significant at 5 %, at least three years are
 * there and it does not carry the expectation beyond everything seen; past outbreaks count less in a second fit. The
 * bound is the 99.5 % quantile on the two-thirds power scale.
 *
 * <p>R's {@code surveillance::algo.farrington} with b = 5 (fewer where history is shorter, at least 3), w = 3, alpha =
 * 0.01 (R's is two-sided), powertrans = "2/3", limit54 = c(5, 4).
 */
public final class Farrington implements WeekDetector {
    private static final double OUTBREAK = 1;
    private static final double SIGNIFICANT = 0.05;

    @Override
    public WeekBound judge(long[] counts, int week) {
        int years = WeekDetector.years(week);
        if (years == 0) {
            return WeekBound.without(WeekBound.State.NOT_ENOUGH_HISTORY);
        }
        QuasiPoissonFit.Weeks weeks = weeks(counts, week, years);
        return QuasiPoissonFit.reweighted(weeks, true, OUTBREAK)
                .flatMap(fit -> levels(fit, weeks, week)
                        ? QuasiPoissonFit.reweighted(weeks, false, OUTBREAK)
                        : Optional.of(fit))
                .map(fit -> bound(fit, counts, week))
                .orElseGet(() -> WeekBound.without(WeekBound.State.NO_FIT));
    }

    private static WeekBound bound(QuasiPoissonFit fit, long[] counts, int week) {
        double expected = fit.mean(0, week);
        double dispersion = fit.dispersion();
        double error = dispersion * expected * fit.logVariance(0, week);
        return WeekBound.of(counts, week, expected, dispersion, error, fit.sloped());
    }

    /** Whether a slope was fitted that is not to be believed. */
    private static boolean levels(QuasiPoissonFit fit, QuasiPoissonFit.Weeks weeks, int week) {
        return fit.sloped() && !(fit.slopeChance() < SIGNIFICANT && fit.mean(0, week) <= weeks.largest());
    }

    private static QuasiPoissonFit.Weeks weeks(long[] counts, int week, int years) {
        int window = 2 * HALF_WINDOW + 1;
        double[] time = new double[years * window];
        double[] kept = new double[years * window];
        for (int i = 0; i < kept.length; i++) {
            int at = week - (years - i / window) * YEAR - HALF_WINDOW + i % window;
            time[i] = at;
            kept[i] = counts[at];
        }
        return new QuasiPoissonFit.Weeks(1, new int[kept.length], time, kept);
    }
}
