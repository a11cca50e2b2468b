package org.stationboard.engine.trends;

import java.util.Optional;

/**
 * Farrington Flexible: Noufaily, Enki, Farrington, Garthwaite, Andrews and Charlett 2013, Statistics in Medicine 32,
 * 1206-1222. A quasi-Poisson model of all weeks of up to five past years, but for the last 26: ten seasonal levels, of
 * which the tenth is the season of the week judged and three weeks to either side, and a trend that is kept unless it
 * carries the expectation beyond everything seen. Past outbreaks count less in a second fit (Anscombe residuals beyond
 * 2.58). The bound is the 99.5 % quantile on the two-thirds power scale.
 *
 * <p>R's {@code surveillance::farringtonFlexible} with b = 5 (fewer where history is shorter, at least 3), w = 3,
 * noPeriods = 10, pastWeeksNotIncluded = 26, pThresholdTrend = 1, weightsThreshold = 2.58, limit54 = c(5, 4),
 * thresholdMethod = "delta", powertrans = "2/3", alpha = 0.005. As there, the error of the expectation itself is taken
 * with {@link QuasiPoissonFit#relativeDispersion}, which makes it a few per cent of the bound's reach at most.
 */
public final class FarringtonFlexible implements WeekDetector {
    private static final int LEVELS = 10;
    private static final int LATEST_LEFT_OUT = 26;
    private static final double OUTBREAK = 2.58;

    @Override
    public WeekBound judge(long[] counts, int week) {
        int years = WeekDetector.years(week);
        if (years == 0) {
            return WeekBound.without(WeekBound.State.NOT_ENOUGH_HISTORY);
        }
        QuasiPoissonFit.Weeks weeks = weeks(counts, week, years);
        return QuasiPoissonFit.reweighted(weeks, true, OUTBREAK)
                .flatMap(fit -> extrapolates(fit, weeks, week)
                        ? QuasiPoissonFit.reweighted(weeks, false, OUTBREAK)
                        : Optional.of(fit))
                .map(fit -> bound(fit, counts, week))
                .orElseGet(() -> WeekBound.without(WeekBound.State.NO_FIT));
    }

    private static WeekBound bound(QuasiPoissonFit fit, long[] counts, int week) {
        double expected = fit.mean(LEVELS - 1, week);
        double dispersion = fit.dispersion();
        double error = fit.relativeDispersion() * expected * fit.logVariance(LEVELS - 1, week);
        return WeekBound.of(counts, week, expected, dispersion, error, fit.sloped());
    }

    private static boolean extrapolates(QuasiPoissonFit fit, QuasiPoissonFit.Weeks weeks, int week) {
        return fit.sloped() && fit.mean(LEVELS - 1, week) > weeks.largest();
    }

    private static QuasiPoissonFit.Weeks weeks(long[] counts, int week, int years) {
        int first = week - years * YEAR - HALF_WINDOW;
        int size = week - LATEST_LEFT_OUT - first;
        int[] group = new int[size];
        double[] time = new double[size];
        double[] kept = new double[size];
        for (int i = 0; i < size; i++) {
            group[i] = level(week - (first + i)) - 1;
            time[i] = first + i;
            kept[i] = counts[first + i];
        }
        return new QuasiPoissonFit.Weeks(LEVELS, group, time, kept);
    }

    /** Level of a week so many weeks ago: ten in the window of the week judged, nine blocks of five weeks between. */
    static int level(int ago) {
        int intoYear = Math.floorMod(-ago, YEAR);
        if (intoYear <= HALF_WINDOW || intoYear >= YEAR - HALF_WINDOW) {
            return LEVELS;
        }
        int block = (YEAR - 2 * HALF_WINDOW - 1) / (LEVELS - 1);
        return (intoYear - HALF_WINDOW - 1) / block + 1;
    }
}
