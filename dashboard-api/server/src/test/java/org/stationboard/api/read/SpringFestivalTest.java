package org.stationboard.api.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stationboard.api.http.ProblemException;

class SpringFestivalTest {
    /** The oracle is the moon: mean phase and the periodic terms of Meeus, Astronomical Algorithms (1998), chapter 49. */
    @Test
    void everyYearBeginsWithANewMoon() {
        assertThat(SpringFestival.days()).hasSize(51);
        int year = 2000;
        for (LocalDate day : SpringFestival.days()) {
            assertThat(day).isBetween(LocalDate.of(year, 1, 21), LocalDate.of(year, 2, 21));
            assertThat(newMoonNear(day)).isEqualTo(day);
            year++;
        }
    }

    /** Day of the new moon at UTC+8, nearest to the given day. */
    private static LocalDate newMoonNear(LocalDate day) {
        double years = day.getYear() + (day.getDayOfYear() - 0.5) / 365.25;
        double k = Math.rint((years - 2000) * 12.3685);
        double t = k / 1236.85;
        double jde = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t;
        double e = 1 - 0.002516 * t;
        double sun = Math.toRadians(2.5534 + 29.10535670 * k);
        double moon = Math.toRadians(201.5643 + 385.81693528 * k + 0.0107582 * t * t);
        double f = Math.toRadians(160.7108 + 390.67050284 * k - 0.0016118 * t * t);
        double node = Math.toRadians(124.7746 - 1.56375588 * k);
        jde += -0.40720 * Math.sin(moon)
                + 0.17241 * e * Math.sin(sun)
                + 0.01608 * Math.sin(2 * moon)
                + 0.01039 * Math.sin(2 * f)
                + 0.00739 * e * Math.sin(moon - sun)
                - 0.00514 * e * Math.sin(moon + sun)
                + 0.00208 * e * e * Math.sin(2 * sun)
                - 0.00111 * Math.sin(moon - 2 * f)
                - 0.00057 * Math.sin(moon + 2 * f)
                + 0.00056 * e * Math.sin(2 * moon + sun)
                - 0.00042 * Math.sin(3 * moon)
                + 0.00042 * e * Math.sin(sun + 2 * f)
                + 0.00038 * e * Math.sin(sun - 2 * f)
                - 0.00024 * e * Math.sin(2 * moon - sun)
                - 0.00017 * Math.sin(node)
                + 0.000325 * Math.sin(Math.toRadians(299.77 + 0.107408 * k - 0.009173 * t * t))
                + 0.000165 * Math.sin(Math.toRadians(251.88 + 0.016321 * k))
                + 0.000164 * Math.sin(Math.toRadians(251.83 + 26.651886 * k))
                + 0.000126 * Math.sin(Math.toRadians(349.42 + 36.412478 * k))
                + 0.000110 * Math.sin(Math.toRadians(84.66 + 18.206239 * k));
        double universal = jde - 70.0 / 86_400; // the earth's rotation lags by about 70 s
        return LocalDate.ofEpochDay((long) Math.floor(universal + 8.0 / 24 - 2440587.5));
    }

    @ParameterizedTest
    @CsvSource({
        // New year 2026-02-17 and 2025-01-29: 384 days apart.
        "2026-02-16, 2026-03-03, 2025-01-28, 2025-02-12",
        // 2025-01-29 and 2024-02-10: 354 days apart.
        "2025-01-29, 2025-01-29, 2024-02-10, 2024-02-10",
        "2025-12-20, 2025-12-31, 2024-12-01, 2024-12-12",
    })
    void theYearBeforeLiesAsFarFromItsFestival(LocalDate from, LocalDate to, LocalDate before, LocalDate beforeTo) {
        assertThat(SpringFestival.yearBefore(new Period(from, to))).isEqualTo(new Period(before, beforeTo));
    }

    @Test
    void saysWhereItsTableEnds() {
        Period late = new Period(LocalDate.of(2051, 2, 1), LocalDate.of(2051, 2, 2));
        assertThatThrownBy(() -> SpringFestival.yearBefore(late))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("2001 to 2050");
    }

    @ParameterizedTest
    @CsvSource({
        "last-7-days, 2026-02-24, 2026-03-02",
        "last-month, 2026-02-01, 2026-02-28",
        "this-quarter, 2026-01-01, 2026-03-02",
        "last-quarter, 2025-10-01, 2025-12-31",
        "this-year, 2026-01-01, 2026-03-02",
        "last-12-months, 2025-03-03, 2026-03-02",
        "spring-festival, 2026-02-16, 2026-03-03",
    })
    void daysAreNamedByTheirDistance(String name, LocalDate from, LocalDate to) {
        assertThat(RelativeRange.named(name).from(LocalDate.of(2026, 3, 2))).isEqualTo(new Period(from, to));
    }
}
