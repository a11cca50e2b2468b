package org.stationboard.engine.trends;

/** Distributions by sums and continued fractions; relative errors below 1e-10 for counts up to a hundred thousand. */
final class Probability {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;
    private static final double STIRLING_FROM = 20;
    private static final int DEVIATIONS = 14;

    private Probability() {}

    /** Logarithm of the gamma function of a positive number. */
    static double logGamma(double x) {
        double shifted = x;
        double product = 1;
        while (shifted < STIRLING_FROM) {
            product *= shifted;
            shifted++;
        }
        double square = 1 / (shifted * shifted);
        double correction =
                (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))))
                        / shifted;
        double log = (shifted - 0.5) * StrictMath.log(shifted) - shifted + HALF_LOG_TWO_PI + correction;
        return log - StrictMath.log(product);
    }

    /** Regularised incomplete beta function, the chance that a beta variate with these parameters is at most x. */
    static double beta(double x, double a, double b) {
        if (x <= 0) {
            return 0;
        }
        if (x >= 1) {
            return 1;
        }
        // The fraction runs fast on the near side of the mean only.
        if (x > (a + 1) / (a + b + 2)) {
            return 1 - beta(1 - x, b, a, StrictMath.log1p(-x), StrictMath.log(x));
        }
        return beta(x, a, b, StrictMath.log(x), StrictMath.log1p(-x));
    }

    private static double beta(double x, double a, double b, double logX, double logRest) {
        double front = StrictMath.exp(
                logGamma(a + b) - logGamma(a) - logGamma(b) + a * logX + b * logRest - StrictMath.log(a));
        return front / fraction(x, a, b);
    }

    /** The continued fraction's denominator, by Lentz's way of running it forwards. */
    private static double fraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / away(1 - (a + b) * x / (a + 1));
        double product = d;
        for (int m = 1; m < 100_000; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            product *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            product *= d * c;
            if (StrictMath.abs(d * c - 1) < 1e-15) {
                break;
            }
        }
        return 1 / product;
    }

    private static double away(double value) {
        return StrictMath.abs(value) < 1e-300 ? 1e-300 : value;
    }

    /** Two-sided p-value of Student's t. */
    static double student(double t, double degrees) {
        return beta(degrees / (degrees + t * t), degrees / 2, 0.5);
    }

    /** Where the binomial's chances cross p, between two counts by the share of the crossing one's chance. */
    static double binomialCrossing(double p, long tries, double chance) {
        double deviation = StrictMath.sqrt(tries * chance * (1 - chance));
        long count = Math.max(0, (long) (tries * chance - DEVIATIONS * deviation) - DEVIATIONS);
        double sum = 0;
        while (count < tries) {
            double term = binomial(count, tries, chance);
            sum += term;
            if (sum >= p) {
                return count - (sum - p) / term;
            }
            count++;
        }
        return tries - (1 - p) / binomial(tries, tries, chance);
    }

    private static double binomial(long count, long tries, double chance) {
        double choose = logGamma(tries + 1.0) - logGamma(count + 1.0) - logGamma(tries - count + 1.0);
        return StrictMath.exp(choose + count * StrictMath.log(chance) + (tries - count) * StrictMath.log1p(-chance));
    }
}
