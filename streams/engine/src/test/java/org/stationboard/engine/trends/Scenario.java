package org.stationboard.engine.trends;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the 28 kinds of weekly counts of Noufaily et al. 2013: seven sets of parameters, each with and without a trend
 * and a season.
 *
 * @param number 1 to 28
 * @param phi variance over mean
 */
record Scenario(int number, double theta, double phi, double beta, double cosine, double sine) {
    private static final double[][] SETS = {
        {0.10, 1.5, 0.0025, 0.60, 0.60},
        {-2.00, 2.0, 0.0050, 0.10, 0.30},
        {1.50, 1.0, 0.0030, 0.20, -0.40},
        {0.50, 5.0, 0.0020, 0.50, 0.50},
        {2.50, 3.0, 0.0010, 1.00, 0.10},
        {3.75, 1.1, 0.0010, 0.10, -0.10},
        {5.00, 1.2, 0.0001, 0.05, 0.01},
    };

    /** All of them: the sets in order, each plain, with season, with trend, with both. */
    static List<Scenario> all() {
        List<Scenario> scenarios = new ArrayList<>();
        for (double[] set : SETS) {
            for (int kind = 0; kind < 4; kind++) {
                int season = kind % 2;
                scenarios.add(new Scenario(
                        scenarios.size() + 1,
                        set[0],
                        set[1],
                        kind >= 2 ? set[2] : 0,
                        season * set[3],
                        season * set[4]));
            }
        }
        return scenarios;
    }

    /** Expected count of a week, from 1. */
    double mean(int week) {
        double angle = 2 * StrictMath.PI * week / 52;
        return StrictMath.exp(theta + beta * week + cosine * StrictMath.cos(angle) + sine * StrictMath.sin(angle));
    }

    /** Standard deviation of a week's count. */
    double deviation(int week) {
        return StrictMath.sqrt(phi * mean(week));
    }
}
