package org.stationboard.api.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.stationboard.api.http.ProblemException;

class PeriodTest {
    private static Period of(String from, String to) {
        return new Period(LocalDate.parse(from), LocalDate.parse(to));
    }

    @Test
    void setsWholeMonthsBesideAsManyMonthsBefore() {
        assertThat(of("2014-05-01", "2014-10-31").previous()).isEqualTo(of("2013-11-01", "2014-04-30"));
        assertThat(of("2014-03-01", "2014-03-31").previous()).isEqualTo(of("2014-02-01", "2014-02-28"));
    }

    @Test
    void setsOtherDaysBesideAsManyDaysBefore() {
        assertThat(of("2014-05-02", "2014-05-08").previous()).isEqualTo(of("2014-04-25", "2014-05-01"));
    }

    @Test
    void keepsTheEndOfFebruaryAYearBefore() {
        assertThat(of("2025-02-01", "2025-02-28").lastYear()).isEqualTo(of("2024-02-01", "2024-02-29"));
        assertThat(of("2024-02-29", "2024-02-29").lastYear()).isEqualTo(of("2023-02-28", "2023-02-28"));
    }

    @Test
    void isTheDayOfTheNewestTickWhereNothingIsSaid() {
        LocalDate today = LocalDate.of(2026, 3, 2);
        assertThat(Period.of(null, null, today)).isEqualTo(of("2026-03-02", "2026-03-02"));
        assertThat(Period.of("2026-03-01", null, today)).isEqualTo(of("2026-03-01", "2026-03-02"));
        assertThatThrownBy(() -> Period.of("2026-03-03", null, today))
                .isInstanceOf(ProblemException.class)
                .hasMessage("from: 2026-03-03 (expected: at most to, 2026-03-02)");
    }

    @Test
    void cutsMonthsAndYearsToThePeriod() {
        Period period = of("2025-12-30", "2026-02-02");
        assertThat(Cut.MONTH.pieces(period))
                .containsExactly(
                        of("2025-12-30", "2025-12-31"), of("2026-01-01", "2026-01-31"), of("2026-02-01", "2026-02-02"));
        assertThat(Cut.YEAR.pieces(period))
                .containsExactly(of("2025-12-30", "2025-12-31"), of("2026-01-01", "2026-02-02"));
        assertThat(Cut.DAY.pieces(period)).hasSize(35);
        assertThat(Cut.RANGE.pieces(period)).containsExactly(period);
    }
}
