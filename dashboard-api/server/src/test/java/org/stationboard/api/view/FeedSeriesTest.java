package org.stationboard.api.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Announced;
import org.stationboard.contract.v1.FeedState;

class FeedSeriesTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long DAY = 24 * 60;
    private static final long FIRST =
            LocalDate.of(2026, 3, 1).atStartOfDay(ZONE).toEpochSecond() / 60;

    private static FeedState.Builder state(String source, String logKey, long firstReported) {
        return FeedState.newBuilder()
                .setSource(source)
                .setFeed("alarm")
                .setLogKey(logKey)
                .setRecords(5)
                .setFirstReported(firstReported);
    }

    private static FeedSeries series(FeedState.Builder... states) {
        return FeedSeries.of(
                "alarm", List.of(states).stream().map(FeedState.Builder::build).toList(), ZONE);
    }

    private static Announced announced(int day, long announced, long counted) {
        return Announced.newBuilder()
                .setFrom(FIRST + day * DAY)
                .setTo(FIRST + (day + 1) * DAY)
                .setAnnounced(announced)
                .setCounted(counted)
                .build();
    }

    @Test
    void completenessIsCountedOfAnnounced() {
        FeedSeries feed = series(
                state("a", "9901", FIRST).addAnnounced(announced(0, 100, 90)).addAnnounced(announced(1, 100, 100)));

        assertThat(feed.completeness(FIRST, FIRST + 2 * DAY)).isEqualTo(950_000);
        assertThat(feed.completenessOfWhole(FIRST, FIRST + DAY)).isEqualTo(900_000);
        assertThat(feed.completenessOfWhole(FIRST, FIRST + 3 * DAY))
                .as("nobody announced the third day")
                .isNull();
    }

    @Test
    void withoutMarksCompletenessIsUnknown() {
        assertThat(series(state("a", "9901", FIRST)).completeness(FIRST, FIRST + DAY))
                .isNull();
    }

    @Test
    void aSourceThatAnnouncesNothingLeavesTheWholeUnknown() {
        FeedSeries feed =
                series(state("a", "9901", FIRST).addAnnounced(announced(0, 10, 10)), state("b", "9901", FIRST));

        assertThat(feed.completenessOfWhole(FIRST, FIRST + DAY)).isNull();
    }

    @Test
    void aSeriesBeginsWhereItsLastLogKeyDoes() {
        FeedSeries feed = series(
                state("a", "9901", FIRST),
                state("simulated", "9901", FIRST + 40 * DAY),
                state("a", "9902", FIRST + 2 * DAY));

        assertThat(feed.firstDay(false)).isEqualTo(LocalDate.of(2026, 3, 3).toEpochDay());
        assertThat(feed.firstDay(true)).isEqualTo(LocalDate.of(2026, 4, 10).toEpochDay());
        assertThat(feed.anySimulated()).isTrue();
        assertThat(feed.allSimulated()).isFalse();
    }

    @Test
    void aYearIsShortUntilItsLastDayIsOver() {
        long first = LocalDate.of(2025, 3, 1).toEpochDay();

        assertThat(FeedSeries.shorterThanAYear(first, LocalDate.of(2026, 2, 27).toEpochDay()))
                .isTrue();
        assertThat(FeedSeries.shorterThanAYear(first, LocalDate.of(2026, 2, 28).toEpochDay()))
                .isFalse();
    }
}
