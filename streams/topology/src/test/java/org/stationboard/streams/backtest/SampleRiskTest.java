package org.stationboard.streams.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Comparator;
import org.stationboard.contract.v1.RuleKind;
import org.stationboard.contract.v1.VerdictState;
import org.stationboard.engine.ExactInterval;
import org.stationboard.engine.Verdicts;

class SampleRiskTest {
    @Test
    void equalsWhatWholeNumbersOfAnyLengthGive() {
        for (int n : new int[] {20, 50, 137}) {
            for (Comparator comparator : new Comparator[] {Comparator.GE, Comparator.LT}) {
                UnitTally unit = unit(comparator, n, 900_000);
                long slipped = comparator == Comparator.GE ? 850_000 : 950_000;
                SampleRisk risk = SampleRisk.of(unit);
                assertThat(risk.falseAlarm()).isCloseTo(missed(comparator, n, 900_000), within(1e-12));
                assertThat(risk.miss()).isCloseTo(1 - missed(comparator, n, slipped), within(1e-12));
            }
        }
    }

    @Test
    void unitOnItsTargetIsSeldomMissedAndALargeOneSeesTheSlip() {
        SampleRisk small = SampleRisk.of(unit(Comparator.GE, 30, 900_000));
        SampleRisk large = SampleRisk.of(unit(Comparator.GE, 3000, 900_000));
        assertThat(small.falseAlarm()).isLessThan(0.0008);
        assertThat(large.falseAlarm()).isLessThan(0.0008);
        assertThat(small.miss()).isGreaterThan(0.9);
        assertThat(large.miss()).isLessThan(1e-6);
    }

    @Test
    void sampleUnderTheMinimumRaisesNothingAndSeesNothing() {
        assertThat(SampleRisk.of(unit(Comparator.GE, 19, 900_000))).isEqualTo(new SampleRisk(0, 1));
    }

    private static UnitTally unit(Comparator comparator, long n, long targetPpm) {
        return new UnitTally("990101", "N02", RuleKind.SHARE_RULE, comparator, 1, 0, n, targetPpm, 20);
    }

    /** Adds the probabilities of every outcome that is certainly missed, without a logarithm. */
    private static double missed(Comparator comparator, int n, long ppm) {
        BigDecimal p = BigDecimal.valueOf(ppm, 6);
        BigDecimal q = BigDecimal.ONE.subtract(p);
        BigDecimal sum = BigDecimal.ZERO;
        BigInteger choose = BigInteger.ONE;
        for (int k = 0; k <= n; k++) {
            if (Verdicts.certainty(comparator, 900_000, ExactInterval.of(k, n)) == VerdictState.MISSED) {
                sum = sum.add(new BigDecimal(choose).multiply(p.pow(k)).multiply(q.pow(n - k)));
            }
            choose = choose.multiply(BigInteger.valueOf(n - k)).divide(BigInteger.valueOf(k + 1));
        }
        return sum.doubleValue();
    }
}
