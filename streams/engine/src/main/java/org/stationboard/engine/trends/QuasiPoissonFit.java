package org.stationboard.engine.trends;

import java.util.Arrays;
import java.util.Optional;

/**
 * A log-linear quasi-Poisson model of weekly counts: one level for each group of weeks and, where asked for, a common
 * slope over time, by iteratively reweighted least squares. Because each week is in one group only, each step is solved
 * by weighted means within groups and one quotient; start, steps and end are those of R's {@code glm}, so that a fit that
 * stops early stops at the same place.
 */
final class QuasiPoissonFit {
    private static final double TOLERANCE = 1e-8;
    private static final int MOST_STEPS = 25;
    private static final double SMALLEST_MEAN = 0x1p-52;

    private final Weeks weeks;
    private final double[] prior;
    private final boolean sloped;
    private final double[] logs;
    private final double[] means;
    private final double[] weights;
    private final double[] groupWeight;
    private final double[] groupTime;
    private final double[] level;
    private double slope;
    private double timeSquares;
    private boolean converged;

    private QuasiPoissonFit(Weeks weeks, double[] prior, boolean sloped) {
        this.weeks = weeks;
        this.prior = prior;
        this.sloped = sloped;
        int size = weeks.counts.length;
        this.logs = new double[size];
        this.means = new double[size];
        this.weights = new double[size];
        this.groupWeight = new double[weeks.groups];
        this.groupTime = new double[weeks.groups];
        this.level = new double[weeks.groups];
    }

    /** The fit under these prior weights. */
    private static QuasiPoissonFit of(Weeks weeks, double[] prior, boolean sloped) {
        QuasiPoissonFit fit = new QuasiPoissonFit(weeks, prior, sloped);
        fit.iterate();
        return fit;
    }

    /**
     * The fit after one in which all weeks count alike and one in which those with an Anscombe residual beyond the
     * threshold count less; without a slope where the first finds none with it, empty where it finds none at all.
     */
    static Optional<QuasiPoissonFit> reweighted(Weeks weeks, boolean sloped, double threshold) {
        QuasiPoissonFit first = of(weeks, alike(weeks), sloped);
        if (first.converged) {
            return Optional.of(of(weeks, first.weightsBelow(threshold), sloped));
        }
        return sloped ? reweighted(weeks, false, threshold) : Optional.empty();
    }

    /** Prior weights that count every week alike. */
    private static double[] alike(Weeks weeks) {
        double[] ones = new double[weeks.counts.length];
        Arrays.fill(ones, 1);
        return ones;
    }

    boolean sloped() {
        return sloped;
    }

    /** Expected count of a week of a group. */
    double mean(int group, double time) {
        return Math.max(SMALLEST_MEAN, StrictMath.exp(level[group] + (sloped ? slope * (time - groupTime[group]) : 0)));
    }

    /** Variance of the logarithm of that mean, in units of the dispersion. */
    double logVariance(int group, double time) {
        double distance = time - groupTime[group];
        return 1 / groupWeight[group] + (sloped ? distance * distance / timeSquares : 0);
    }

    /** Variance of the counts over their mean, by Pearson's residuals; not below one. */
    double dispersion() {
        return Math.max(1, pearson());
    }

    /**
     * Variance of the counts relative to their mean, over the mean once more: what R's {@code farringtonFlexible} takes in
     * the dispersion's place for the error of an expectation, since it has put prior weights where working weights were.
     */
    double relativeDispersion() {
        double sum = 0;
        for (int i = 0; i < means.length; i++) {
            double residual = (weeks.counts[i] - means[i]) / means[i];
            sum += prior[i] * residual * residual;
        }
        return sum / freedom();
    }

    /** Two-sided p-value of the slope against none, by Student's t. */
    double slopeChance() {
        return Probability.student(slope / StrictMath.sqrt(pearson() / timeSquares), freedom());
    }

    /** Prior weights for a second fit: weeks far above what was expected count less (Farrington 1996, Noufaily 2013). */
    private double[] weightsBelow(double threshold) {
        double dispersion = dispersion();
        int size = means.length;
        double[] shares = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double residual = anscombe(i, dispersion);
            shares[i] = residual > threshold ? 1 / (residual * residual) : 1;
            sum += shares[i];
        }
        for (int i = 0; i < size; i++) {
            shares[i] *= size / sum;
        }
        return shares;
    }

    private double anscombe(int i, double dispersion) {
        double count = weeks.counts[i];
        double root = StrictMath.cbrt(count);
        double mean = means[i];
        double raw = 1.5 * (root * root * StrictMath.pow(mean, -1.0 / 6) - StrictMath.sqrt(mean));
        double leverage = weights[i] * logVariance(weeks.group[i], weeks.time[i]);
        return raw / StrictMath.sqrt(dispersion * (1 - leverage));
    }

    private int freedom() {
        return means.length - weeks.groups - (sloped ? 1 : 0);
    }

    private double pearson() {
        double sum = 0;
        for (int i = 0; i < means.length; i++) {
            double residual = (weeks.counts[i] - means[i]) / means[i];
            sum += weights[i] * residual * residual;
        }
        return sum / freedom();
    }

    private void iterate() {
        for (int i = 0; i < means.length; i++) {
            means[i] = weeks.counts[i] + 0.1;
            logs[i] = StrictMath.log(means[i]);
        }
        double before = deviance();
        for (int step = 0; step < MOST_STEPS && !converged; step++) {
            solve();
            double deviance = deviance();
            converged = StrictMath.abs(deviance - before) / (StrictMath.abs(deviance) + 0.1) < TOLERANCE;
            before = deviance;
        }
    }

    /** One step: weights and working responses from the means, then levels, slope and new means. */
    private void solve() {
        Arrays.fill(groupWeight, 0);
        Arrays.fill(groupTime, 0);
        Arrays.fill(level, 0);
        double[] working = new double[means.length];
        for (int i = 0; i < means.length; i++) {
            weights[i] = prior[i] * means[i];
            working[i] = logs[i] + (weeks.counts[i] - means[i]) / means[i];
            int group = weeks.group[i];
            groupWeight[group] += weights[i];
            groupTime[group] += weights[i] * weeks.time[i];
            level[group] += weights[i] * working[i];
        }
        for (int group = 0; group < level.length; group++) {
            groupTime[group] /= groupWeight[group];
            level[group] /= groupWeight[group];
        }
        if (sloped) {
            solveSlope(working);
        }
        for (int i = 0; i < means.length; i++) {
            int group = weeks.group[i];
            logs[i] = level[group] + (sloped ? slope * (weeks.time[i] - groupTime[group]) : 0);
            means[i] = Math.max(SMALLEST_MEAN, StrictMath.exp(logs[i]));
        }
    }

    private void solveSlope(double[] working) {
        double products = 0;
        timeSquares = 0;
        for (int i = 0; i < working.length; i++) {
            int group = weeks.group[i];
            double distance = weeks.time[i] - groupTime[group];
            products += weights[i] * distance * (working[i] - level[group]);
            timeSquares += weights[i] * distance * distance;
        }
        slope = products / timeSquares;
    }

    private double deviance() {
        double sum = 0;
        for (int i = 0; i < means.length; i++) {
            double count = weeks.counts[i];
            double term = count > 0 ? count * StrictMath.log(count / means[i]) - (count - means[i]) : means[i];
            sum += prior[i] * term;
        }
        return 2 * sum;
    }

    /** The weeks fitted; every group has one at least, at different times. The arrays are the caller's. */
    static final class Weeks {
        private final int groups;
        private final int[] group;
        private final double[] time;
        private final double[] counts;

        /**
         * As many weeks as the arrays are long.
         *
         * @param groups number of groups
         * @param group group of each week, from 0
         * @param time number of each week
         * @param counts count of each week
         */
        Weeks(int groups, int[] group, double[] time, double[] counts) {
            this.groups = groups;
            this.group = group;
            this.time = time;
            this.counts = counts;
        }

        /** The largest count. */
        double largest() {
            double largest = 0;
            for (double count : counts) {
                largest = Math.max(largest, count);
            }
            return largest;
        }
    }
}
