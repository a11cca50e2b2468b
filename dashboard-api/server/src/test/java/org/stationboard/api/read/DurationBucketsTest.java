package org.stationboard.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stationboard.api.read.DurationBuckets.Bucket;
import org.stationboard.engine.Indicators;

class DurationBucketsTest {
    private static DurationBuckets of(int bucket, long count, int otherBucket, long otherCount) {
        List<Long> counts = new ArrayList<>(Collections.nCopies(17, 0L));
        counts.set(bucket, count);
        counts.set(otherBucket, otherCount);
        return new DurationBuckets(counts);
    }

    @ParameterizedTest
    @CsvSource({"50, 0, 1", "90, 0, 1", "91, 3, 5", "100, 3, 5"})
    void theQuantilesBucketHoldsAtLeastSoManyPercent(int percent, int over, int upTo) {
        assertThat(of(0, 9, 3, 1).quantile(percent)).isEqualTo(new Bucket(over, upTo));
    }

    @Test
    void theLastBucketHasNoEnd() {
        assertThat(of(15, 1, 16, 9).quantile(50)).isEqualTo(new Bucket(1440, null));
    }

    @Test
    void nothingCountedHasNoQuantile() {
        assertThat(of(0, 0, 1, 0).quantile(50)).isNull();
    }

    @Test
    void everyBucketIsAnIndicatorOfTheEngine() {
        for (DurationBuckets.Of of : DurationBuckets.Of.values()) {
            assertThat(of.indicators())
                    .hasSize(17)
                    .allSatisfy(id -> assertThat(Indicators.kind(id)).isPresent());
        }
    }
}
