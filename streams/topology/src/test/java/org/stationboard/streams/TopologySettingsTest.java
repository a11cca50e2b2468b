package org.stationboard.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TopologySettingsTest {
    @Test
    void daysAreThoseOfShanghaiUnlessSaid() {
        assertThat(settings(1, 200).zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    }

    @Test
    void saysWhatItExpects() {
        assertThatThrownBy(() -> settings(0, 200)).hasMessage("threads: 0 (expected: >= 1)");
        assertThatThrownBy(() -> settings(1, 99)).hasMessageContaining("commitInterval: PT0.099S");
        assertThatThrownBy(() -> settings(1, 501)).hasMessageContaining("expected: 100 to 500 ms");
        assertThatThrownBy(() -> settings(1, 200).withStandbys(4)).hasMessage("standbys: 4 (expected: 0..3)");
        assertThatThrownBy(() -> settings(1, 200).withLeastTransactionVersion(3))
                .hasMessage("leastTransactionVersion: 3 (expected: 0..2)");
    }

    private static TopologySettings settings(int threads, long commitMillis) {
        return new TopologySettings(
                "none:1", "station", Path.of("state"), threads, Duration.ofMillis(commitMillis), "one");
    }
}
