package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.stationboard.testkit.MutableClock;

class UnsentEntriesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T04:00:00Z");

    private final MutableClock clock = new MutableClock(NOW, ZoneOffset.UTC);
    private final UnsentEntries unsent = new UnsentEntries(clock, 4);

    private static long hoursAgo(int hours) {
        return NOW.minus(Duration.ofHours(hours)).toEpochMilli();
    }

    @Test
    void whileASearchGoesBackItKnowsWhatItHasPassed() {
        unsent.beginLooking(100);
        assertThat(unsent.complete()).isFalse();
        assertThat(unsent.knows(99)).isFalse();
        unsent.add(100, hoursAgo(0));
        unsent.sent(40);
        unsent.found(99, hoursAgo(1));
        unsent.lookedFrom(60);
        assertThat(unsent.knows(60)).isTrue();
        assertThat(unsent.knows(59)).isFalse();
        unsent.found(40, hoursAgo(2));
        unsent.endLooking();
        assertThat(unsent.complete()).isTrue();
        assertThat(unsent.contains(40))
                .as("sent again, as a note told that lies after it")
                .isFalse();
        assertThat(unsent.size()).isEqualTo(2);
        assertThat(unsent.knows(0)).isTrue();
    }

    @Test
    void ofTooManyItKeepsTheNewestAndWhenTheOldestCame() {
        unsent.beginLooking(10);
        for (int id = 9; id >= 1; id--) {
            unsent.found(id, hoursAgo(30 - id));
        }
        unsent.endLooking();
        assertThat(unsent.size()).isEqualTo(4);
        assertThat(unsent.contains(6)).isTrue();
        assertThat(unsent.contains(5)).isFalse();
        assertThat(unsent.knows(6)).isTrue();
        assertThat(unsent.knows(5)).isFalse();
        assertThat(unsent.complete()).isFalse();
        assertThat(unsent.oldestSeconds()).isEqualTo(29 * 3_600);
        assertThat(unsent.alert()).isTrue();
        assertThat(unsent.shouldLookAgain()).isFalse();
        for (int id = 6; id <= 9; id++) {
            unsent.sent(id);
        }
        assertThat(unsent.shouldLookAgain()).isTrue();
        unsent.beginLooking(14);
        for (int id = 5; id >= 2; id--) {
            unsent.found(id, hoursAgo(30 - id));
        }
        unsent.endLooking();
        assertThat(unsent.complete()).isTrue();
        assertThat(unsent.contains(2)).isTrue();
    }

    @Test
    void whatANewOnePushesOutIsUnknownAndNotSent() {
        for (int id = 1; id <= 5; id++) {
            unsent.add(id, hoursAgo(30 - id));
        }
        assertThat(unsent.contains(1)).isFalse();
        assertThat(unsent.knows(1)).isFalse();
        assertThat(unsent.complete()).isFalse();
        clock.advance(Duration.ofDays(91));
        assertThat(unsent.size()).isZero();
        assertThat(unsent.complete()).as("nothing is kept so long").isTrue();
    }
}
