package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;

class ExactIntervalTest {
    private static final BigDecimal TAIL = new BigDecimal("0.0008");
    private static final long ONE = 1_000_000;

    @Test
    void isTheTightestOutwardRoundingByExactSums() {
        for (int d = 2; d <= 40; d++) {
            for (int n = 0; n <= d; n++) {
                ExactInterval interval = ExactInterval.of(n, d);
                long lower = interval.lowerPpm();
                long upper = interval.upperPpm();
                assertThat(n == 0 || atLeast(n, d, lower).compareTo(TAIL) <= 0)
                        .as("%s of %s", n, d)
                        .isTrue();
                assertThat(n == 0 ? lower == 0 : atLeast(n, d, lower + 1).compareTo(TAIL) > 0)
                        .as("lower of %s of %s is the largest", n, d)
                        .isTrue();
                assertThat(n == d || atLeast(d - n, d, ONE - upper).compareTo(TAIL) <= 0)
                        .as("%s of %s", n, d)
                        .isTrue();
                assertThat(
                                n == d
                                        ? upper == ONE
                                        : atLeast(d - n, d, ONE - upper + 1).compareTo(TAIL) > 0)
                        .as("upper of %s of %s is the smallest", n, d)
                        .isTrue();
            }
        }
    }

    @Test
    void agreesWithTheBetaDistribution() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 400; i++) {
            int d = random.nextInt(1, i % 4 == 0 ? 100_000 : 600);
            int n = random.nextInt(1, d + 1);
            ExactInterval interval = ExactInterval.of(n, d);
            double lower = BetaDistribution.of(n, d - n + 1.0).inverseCumulativeProbability(0.0008) * ONE;
            assertThat((double) interval.lowerPpm()).as("%s of %s", n, d).isBetween(lower - 1.001, lower + 0.001);
            if (n < d) {
                double upper = BetaDistribution.of(n + 1.0, d - n).inverseSurvivalProbability(0.0008) * ONE;
                assertThat((double) interval.upperPpm()).as("%s of %s", n, d).isBetween(upper - 0.001, upper + 1.001);
            }
        }
    }

    @Test
    void edgesAreWhole() {
        assertThat(ExactInterval.of(0, 0)).isEqualTo(new ExactInterval(0, ONE));
        // The exact bounds are 999,200 and 800 to the last digit: there, and only there, outward is one further.
        assertThat(ExactInterval.of(0, 1)).isEqualTo(new ExactInterval(0, 999_201));
        assertThat(ExactInterval.of(1, 1)).isEqualTo(new ExactInterval(799, ONE));
        assertThat(ExactInterval.of(0, 100_000).lowerPpm()).isZero();
        assertThat(ExactInterval.of(100_000, 100_000).upperPpm()).isEqualTo(ONE);
        // 1 - 0.0008^(1/100000) = 71.31 parts per million.
        assertThat(ExactInterval.of(0, 100_000).upperPpm()).isEqualTo(72);
        assertThat(ExactInterval.of(100_000, 100_000).lowerPpm()).isEqualTo(ONE - 72);
    }

    @Test
    void mirrorsSuccessAndFailure() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200; i++) {
            int d = random.nextInt(1, 3000);
            int n = random.nextInt(0, d + 1);
            ExactInterval one = ExactInterval.of(n, d);
            ExactInterval other = ExactInterval.of(d - n, d);
            assertThat(other).isEqualTo(new ExactInterval(ONE - one.upperPpm(), ONE - one.lowerPpm()));
        }
    }

    @Test
    void refusesMoreSuccessesThanTries() {
        assertThatThrownBy(() -> ExactInterval.of(3, 2)).hasMessage("n: 3 (expected: 0..2)");
        assertThatThrownBy(() -> ExactInterval.of(-1, 2)).hasMessage("n: -1 (expected: 0..2)");
    }

    /** Probability of n or more successes among d at p parts per million, exactly. */
    private static BigDecimal atLeast(int n, int d, long ppm) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger choose = BigInteger.ONE;
        for (int i = 0; i <= d; i++) {
            if (i >= n) {
                BigInteger term = BigInteger.valueOf(ppm)
                        .pow(i)
                        .multiply(BigInteger.valueOf(ONE - ppm).pow(d - i));
                sum = sum.add(choose.multiply(term));
            }
            choose = choose.multiply(BigInteger.valueOf(d - i)).divide(BigInteger.valueOf(i + 1));
        }
        return new BigDecimal(sum).movePointLeft(6 * d);
    }
}
