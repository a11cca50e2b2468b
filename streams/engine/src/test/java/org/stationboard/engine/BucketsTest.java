package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.stationboard.engine.Buckets.Quantile;

class BucketsTest {
    @Test
    void aBucketEndsWithItsBoundAndTheNextBeginsAfterIt() {
        assertThat(Buckets.code(0)).isEqualTo("le-1");
        assertThat(Buckets.code(60)).isEqualTo("le-1");
        assertThat(Buckets.code(61)).isEqualTo("le-2");
        assertThat(Buckets.code(180)).isEqualTo("le-3");
        assertThat(Buckets.code(1440 * 60)).isEqualTo("le-1440");
        assertThat(Buckets.code(1440 * 60 + 1)).isEqualTo("over");
        assertThat(Buckets.code(-5)).isEqualTo("le-1");
    }

    @Test
    void hasSixteenBoundsAndOneWithout() {
        assertThat(Buckets.all())
                .hasSize(17)
                .startsWith("le-1", "le-2", "le-3", "le-5")
                .endsWith("le-1440", "over");
        assertThat(Buckets.bound("le-45")).contains(45);
        assertThat(Buckets.bound("over")).isEmpty();
        assertThatThrownBy(() -> Buckets.bound("le-4"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("bucket: le-4 (expected: one of");
    }

    @Test
    void aQuantileLiesInTheBucketThatReachesItsShare() {
        Map<String, Long> counts = Map.of("le-1", 5L, "le-3", 4L, "over", 1L);
        assertThat(Buckets.quantile(counts, 500_000)).contains(new Quantile(0, Optional.of(1), 10));
        assertThat(Buckets.quantile(counts, 500_001)).contains(new Quantile(2, Optional.of(3), 10));
        assertThat(Buckets.quantile(counts, 900_000)).contains(new Quantile(2, Optional.of(3), 10));
        assertThat(Buckets.quantile(counts, 1_000_000)).contains(new Quantile(1440, Optional.empty(), 10));
        assertThat(Buckets.quantile(Map.of(), 500_000)).isEmpty();
        assertThatThrownBy(() -> Buckets.quantile(counts, 0)).hasMessage("ppm: 0 (expected: 1..1000000)");
    }

    @Test
    void theBoundsHoldTheQuantileOfTheDurationsThemselves() {
        SplittableRandom random = new SplittableRandom(11);
        for (int run = 0; run < 200; run++) {
            long[] seconds =
                    random.longs(1 + random.nextInt(40), 0, 7200).sorted().toArray();
            Map<String, Long> counts = new HashMap<>();
            for (long duration : seconds) {
                counts.merge(Buckets.code(duration), 1L, Long::sum);
            }
            int tenth = 1 + random.nextInt(10);
            double quantile = seconds[(tenth * seconds.length + 9) / 10 - 1] / 60.0;
            Quantile bounds = Buckets.quantile(counts, tenth * 100_000L).orElseThrow();
            assertThat(quantile).isLessThanOrEqualTo(bounds.upTo().orElseThrow());
            assertThat(quantile).isGreaterThan(bounds.above() == 0 ? -1 : bounds.above());
            assertThat(bounds.total()).isEqualTo(seconds.length);
        }
    }
}
