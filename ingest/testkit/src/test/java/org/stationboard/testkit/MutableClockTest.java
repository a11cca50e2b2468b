package org.stationboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MutableClockTest {
    @Test
    void standsStillUntilMovedAndItsViewsMoveWithIt() {
        MutableClock clock = new MutableClock(Instant.EPOCH, ZoneOffset.UTC);
        Clock view = clock.withZone(ZoneId.of("Asia/Shanghai"));
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
        clock.advance(Duration.ofMinutes(1));
        assertThat(view.instant()).isEqualTo(Instant.ofEpochSecond(60));
        clock.set(Instant.EPOCH);
        assertThat(view.instant()).isEqualTo(Instant.EPOCH);
    }
}
