package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Rhythm;

class AllowedSilenceTest {
    private static final LocalDays DAYS = new LocalDays(City.ZONE);

    @Test
    void aFeedThatIsAlwaysOpenIsSilentFromTheMinuteAfterWhatIsAllowed() {
        assertThat(over(60, 0, 0, "2026-03-02T16:00")).isEqualTo(City.minute("2026-03-02T17:01"));
        assertThat(over(60, 0, 1440, "2026-03-02T23:30")).isEqualTo(City.minute("2026-03-03T00:31"));
    }

    @Test
    void silenceIsCountedOnlyWhileTheFeedIsOpen() {
        int opens = 8 * 60;
        int closes = 16 * 60 + 30;
        assertThat(over(60, opens, closes, "2026-03-02T09:00")).isEqualTo(City.minute("2026-03-02T10:01"));
        // 29 minutes of that day are left after 16:00, the other 32 of the 61st are the next morning's.
        assertThat(over(60, opens, closes, "2026-03-02T16:00")).isEqualTo(City.minute("2026-03-03T08:31"));
        assertThat(over(60, opens, closes, "2026-03-02T20:00")).isEqualTo(City.minute("2026-03-03T09:00"));
        assertThat(over(600, opens, closes, "2026-03-02T08:00")).isEqualTo(City.minute("2026-03-03T09:31"));
    }

    @Test
    void openingHoursMayReachOverMidnight() {
        int opens = 22 * 60;
        int closes = 6 * 60;
        assertThat(over(60, opens, closes, "2026-03-02T01:00")).isEqualTo(City.minute("2026-03-02T02:01"));
        assertThat(over(60, opens, closes, "2026-03-02T05:30")).isEqualTo(City.minute("2026-03-02T22:31"));
        assertThat(over(180, opens, closes, "2026-03-02T12:00")).isEqualTo(City.minute("2026-03-03T01:00"));
    }

    @Test
    void hoursOutsideADayAreNoHours() {
        assertThat(over(60, 480, 2000, "2026-03-02T23:00")).isEqualTo(City.minute("2026-03-03T00:01"));
        assertThat(over(60, -1, 600, "2026-03-02T23:00")).isEqualTo(City.minute("2026-03-03T00:01"));
    }

    @Test
    void withoutLimitIsNeverOver() {
        assertThat(AllowedSilence.WITHOUT_LIMIT.overFrom(0, DAYS)).isEqualTo(Long.MAX_VALUE);
    }

    private static long over(long minutes, int from, int to, String since) {
        Rhythm rhythm = Rhythm.newBuilder()
                .setAllowedSilenceMinutes(minutes)
                .setOpenFrom(from)
                .setOpenTo(to)
                .build();
        return AllowedSilence.of(rhythm).overFrom(City.minute(since), DAYS);
    }
}
