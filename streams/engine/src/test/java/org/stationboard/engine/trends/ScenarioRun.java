package org.stationboard.engine.trends;

import java.util.SplittableRandom;

/**
 * One simulated series of a scenario: 624 weeks with four outbreaks in the weeks a detector learns from and one in the
 * 49 weeks it judges.
 */
final class ScenarioRun {
    static final int WEEKS = 624;
    static final int JUDGED_FROM = 575;
    private static final int BASELINE_FROM = 312;
    private static final int[] PAST = {2, 3, 5, 10};

    private final long[] counts;
    private final int from;
    private final int to;

    private ScenarioRun(long[] counts, int from, int to) {
        this.counts = counts;
        this.from = from;
        this.to = to;
    }

    /** The run of this number with a judged outbreak of so many deviations; the rest of the series is the same for all. */
    static ScenarioRun of(Scenario scenario, int run, int size) {
        long[] counts = background(scenario, run);
        SplittableRandom random = random(scenario, run, size);
        int from = JUDGED_FROM + random.nextInt(WEEKS - JUDGED_FROM);
        int to = outbreak(scenario, counts, from, size, random);
        return new ScenarioRun(counts, from, to);
    }

    /** The series without its judged outbreak. */
    static long[] background(Scenario scenario, int run) {
        SplittableRandom random = random(scenario, run, 0);
        long[] counts = new long[WEEKS];
        for (int i = 0; i < WEEKS; i++) {
            counts[i] = draw(scenario.mean(i + 1), scenario.phi(), random);
        }
        for (int size : PAST) {
            int from = BASELINE_FROM + random.nextInt(JUDGED_FROM - BASELINE_FROM);
            outbreak(scenario, counts, from, size, random);
        }
        return counts;
    }

    /** Weekly counts, the first week at index 0. */
    long[] counts() {
        return counts;
    }

    /** Index of the week in which the judged outbreak begins. */
    int from() {
        return from;
    }

    /** Whether the judged outbreak drew a case at all. */
    boolean hasOutbreak() {
        return to >= from;
    }

    /** Whether a week lies between the outbreak's beginning and its last case. */
    boolean outbreakAt(int week) {
        return week >= from && week <= to;
    }

    private static SplittableRandom random(Scenario scenario, int run, int size) {
        return new SplittableRandom((scenario.number() * 1000L + run) * 100 + size);
    }

    /** Adds an outbreak's cases; the index of the week of the last, below the first where there is none. */
    private static int outbreak(Scenario scenario, long[] counts, int from, int size, SplittableRandom random) {
        long cases = draw(size * scenario.deviation(from + 1), 1, random);
        int last = from - 1;
        for (long i = 0; i < cases; i++) {
            int week = from + (int) StrictMath.floor(StrictMath.exp(0.5 * normal(random)));
            if (week < WEEKS) {
                counts[week]++;
                last = Math.max(last, week);
            }
        }
        return last;
    }

    /** A negative binomial count, Poisson where phi is one, by walking up its chances. */
    private static long draw(double mean, double phi, SplittableRandom random) {
        double chance = random.nextDouble();
        double term = StrictMath.exp(phi > 1 ? -mean * StrictMath.log(phi) / (phi - 1) : -mean);
        double sum = term;
        long count = 0;
        while (sum < chance && term > 1e-300) {
            term *= (mean / phi + count * (phi - 1) / phi) / (count + 1);
            count++;
            sum += term;
        }
        return count;
    }

    private static double normal(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }
}
