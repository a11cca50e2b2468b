package org.stationboard.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DayTurnsTest {
    private final DayTurns turns = new DayTurns(StoreContract.ZONE);

    @Test
    void aTurnBelongsToItselfAndTheMinuteAfterItToTheNext() {
        int turn = (int) StoreContract.turn(StoreContract.DAY);

        assertThat(turns.atOrAfter(turn)).isEqualTo(turn);
        assertThat(turns.atOrAfter(turn + 1)).isEqualTo(turn + 1440);
        assertThat(turns.atOrAfter(turn - 1)).isEqualTo(turn);
        assertThat(turns.isTurn(turn)).isTrue();
        assertThat(turns.isTurn(turn + 60)).isFalse();
    }

    @Test
    void aDayOfTwentyThreeHoursEndsAnHourEarlier() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        LocalDate spring = LocalDate.of(2026, 3, 29);
        int begin = (int) (spring.atStartOfDay(berlin).toEpochSecond() / 60);

        assertThat(new DayTurns(berlin).atOrAfter(begin + 1)).isEqualTo(begin + 23 * 60);
    }

    @Test
    void theMinuteZeroOfTheEpochHasATurnToo() {
        assertThat(turns.atOrAfter(0)).isEqualTo(16 * 60);
        assertThat(turns.atOrAfter(1)).isEqualTo(16 * 60);
    }
}
