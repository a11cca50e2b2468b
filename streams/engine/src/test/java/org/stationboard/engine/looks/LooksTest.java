package org.stationboard.engine.looks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/** The short form of the table of looks: three sizes, few stations, so the bounds leave room for chance. */
class LooksTest {
    private static final int STATIONS = 300;

    @Test
    void atMostOneYearInAHundredHasAFalseCertainMissUnderDailyLooks() {
        double worst = 0;
        for (int size : List.of(20, 50, 200)) {
            worst = Math.max(
                    worst, LooksLong.chosen(new LooksTable.Station(0.90, 0.90, 0.90).simulate(size, STATIONS)));
        }
        // 3,000 years of each size: one in a hundred, and three deviations of what neighbouring years share.
        assertThat(worst).isPositive().isLessThanOrEqualTo(0.016);
    }

    @Test
    void theRawQuotientAccusesMostYearsAndTheIntervalWithoutLooksTooMany() {
        List<LooksResult> results = new LooksTable.Station(0.90, 0.90, 0.90).simulate(200, STATIONS);
        assertThat(LooksLong.of(results, LooksTable.RAW).ofYears()).isGreaterThan(0.7);
        assertThat(LooksLong.of(results, LooksTable.PRESENT).ofYears()).isGreaterThan(0.016);
    }

    @Test
    void aStationThatSlippedFarIsFound() {
        List<LooksResult> results = new LooksTable.Station(0.90, 0.92, 0.80).simulate(200, STATIONS);
        assertThat(LooksLong.chosen(results)).isGreaterThan(0.9);
        assertThat(LooksLong.of(results, LooksTable.CHOSEN).within(1)).isGreaterThan(0.6);
    }

    @Test
    void criticalNumbersLeaveTheTargetNoMoreThanTheTail() {
        int[] critical = new LookRule.Windowed("", LooksTable.TAIL, 1, 1, 1).critical(0.9);
        for (int attempts = 1; attempts <= 400; attempts += 7) {
            BinomialDistribution binomial = BinomialDistribution.of(attempts, 0.9);
            assertThat(binomial.cumulativeProbability(critical[attempts])).isLessThanOrEqualTo(LooksTable.TAIL);
            assertThat(binomial.cumulativeProbability(critical[attempts] + 1)).isGreaterThan(LooksTable.TAIL);
        }
    }
}
