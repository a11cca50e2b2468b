package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
    void aDayOfTheWeekOnWhichItStaysClosedIsNoSilence() {
        int opens = 9 * 60;
        int closes = 17 * 60;
        int mondayToSaturday = 0b0111111;
        // 2026-02-28 was a Saturday.
        assertThat(over(120, opens, closes, mondayToSaturday, "2026-02-28T17:00"))
                .isEqualTo(City.minute("2026-03-02T11:00"));
        assertThat(over(120, opens, closes, 0, "2026-02-28T17:00")).isEqualTo(City.minute("2026-03-01T11:00"));
        assertThat(over(120, opens, closes, mondayToSaturday, "2026-03-01T10:00"))
                .isEqualTo(City.minute("2026-03-02T11:00"));
    }

    @Test
    void aFeedMayBeOpenAllDayOnSomeDays() {
        int mondayToFriday = 0b0011111;
        assertThat(over(60, 0, 0, mondayToFriday, "2026-03-06T23:30")).isEqualTo(City.minute("2026-03-09T00:31"));
        assertThat(over(60, 0, 1440, mondayToFriday, "2026-03-06T23:30")).isEqualTo(City.minute("2026-03-09T00:31"));
        assertThat(over(60, 0, 0, 0b1111111, "2026-03-06T23:30")).isEqualTo(City.minute("2026-03-07T00:31"));
    }

    @Test
    void hoursBeyondMidnightBelongToTheDayTheyBeganOn() {
        int saturday = 0b0100000;
        assertThat(over(60, 22 * 60, 6 * 60, saturday, "2026-03-06T23:00")).isEqualTo(City.minute("2026-03-07T23:00"));
        assertThat(over(60, 22 * 60, 6 * 60, saturday, "2026-03-08T00:30")).isEqualTo(City.minute("2026-03-08T01:31"));
        assertThat(over(60, 22 * 60, 6 * 60, saturday, "2026-03-08T05:30")).isEqualTo(City.minute("2026-03-14T22:31"));
    }

    @Test
    void hoursOutsideADayAreNoHours() {
        assertThat(over(60, 480, 2000, "2026-03-02T23:00")).isEqualTo(City.minute("2026-03-03T00:01"));
        assertThat(over(60, -1, 600, "2026-03-02T23:00")).isEqualTo(City.minute("2026-03-03T00:01"));
    }

    @Test
    @Timeout(5)
    void midnightToMidnightIsAlwaysOpenFromWhicheverEndItIsNamed() {
        assertThat(over(60, 1440, 0, "2026-03-02T23:30")).isEqualTo(City.minute("2026-03-03T00:31"));
        assertThat(over(60, 1440, 120, "2026-03-02T23:30")).isEqualTo(City.minute("2026-03-03T01:00"));
    }

    @Test
    @Timeout(5)
    void aSilenceBeyondAllBoundsIsWithoutLimitAndKeepsNobodyWaiting() {
        assertThat(over(1L << 60, 480, 1020, "2026-03-02T23:30")).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void withoutLimitIsNeverOver() {
        assertThat(AllowedSilence.WITHOUT_LIMIT.overFrom(0, DAYS)).isEqualTo(Long.MAX_VALUE);
    }

    private static long over(long minutes, int from, int to, String since) {
        return over(minutes, from, to, 0, since);
    }

    private static long over(long minutes, int from, int to, int weekdays, String since) {
        Rhythm rhythm = Rhythm.newBuilder()
                .setAllowedSilenceMinutes(minutes)
                .setOpenFrom(from)
                .setOpenTo(to)
                .setOpenDays(weekdays)
                .build();
        return AllowedSilence.of(rhythm).overFrom(City.minute(since), DAYS);
    }
}
