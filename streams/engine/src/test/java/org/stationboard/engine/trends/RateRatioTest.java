package org.stationboard.engine.trends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RateRatioTest {
    @Test
    void intervalsAreThoseOfRsPoissonTest() {
        List<GoldenFile.Row> rows = GoldenFile.of("ratios.csv").rows();
        assertThat(rows).hasSize(49);
        for (GoldenFile.Row row : rows) {
            RateRatio ratio = RateRatio.of(
                    row.whole("now"),
                    row.whole("before"),
                    row.whole("days_now"),
                    row.whole("days_before"),
                    row.number("tail"));
            double lower = row.number("lower");
            double upper = row.number("upper");
            assertThat(ratio.lower()).as("%s", ratio).isCloseTo(lower, within(1e-9));
            assertThat((double) ratio.lowerPpm())
                    .isLessThanOrEqualTo(lower * 1e6 + 1e-3)
                    .isGreaterThan(lower * 1e6 - 1.1);
            if (Double.isInfinite(upper)) {
                assertThat(ratio.upper()).isInfinite();
                assertThat(ratio.upperPpm()).isEmpty();
            } else {
                assertThat(ratio.upper()).as("%s", ratio).isCloseTo(upper, within(1e-9 * Math.max(1, upper)));
                assertThat((double) ratio.upperPpm().orElseThrow()).isGreaterThanOrEqualTo(upper * 1e6 - 1e-3);
            }
        }
    }

    @Test
    void aChangeIsSaidOnlyWhereTheIntervalLiesOnOneSide() {
        assertThat(RateRatio.of(60, 120, 365, 365, 0.005).change()).isEqualTo(RateRatio.Change.DOWN);
        assertThat(RateRatio.of(120, 60, 365, 365, 0.005).change()).isEqualTo(RateRatio.Change.UP);
        assertThat(RateRatio.of(9, 12, 365, 366, 0.005).change()).isEqualTo(RateRatio.Change.UNDECIDED);
        assertThat(RateRatio.of(0, 0, 365, 365, 0.005).change()).isEqualTo(RateRatio.Change.UNDECIDED);
        assertThat(RateRatio.of(50, 0, 365, 365, 0.005).change()).isEqualTo(RateRatio.Change.UP);
        assertThat(RateRatio.of(0, 50, 365, 365, 0.005).change()).isEqualTo(RateRatio.Change.DOWN);
    }

    @Test
    void aLeapDayCounts() {
        assertThat(RateRatio.of(366, 365, 366, 365, 0.005).ratio().orElseThrow())
                .isCloseTo(1, within(1e-15));
        assertThat(RateRatio.of(3, 0, 366, 365, 0.005).ratio()).isEmpty();
    }

    @Test
    void refusesWhatIsNoCount() {
        assertThatThrownBy(() -> RateRatio.of(-1, 2, 365, 365, 0.005)).hasMessageContaining("expected: counts >= 0");
        assertThatThrownBy(() -> RateRatio.of(1, 2, 0, 365, 0.005)).hasMessageContaining("days > 0");
    }
}
