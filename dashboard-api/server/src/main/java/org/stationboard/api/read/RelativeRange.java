package org.stationboard.api.read;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;

/** Days named by their distance from the day asked about, both inclusive. */
public enum RelativeRange {
    TODAY,
    YESTERDAY,
    LAST_7_DAYS,
    LAST_30_DAYS,
    LAST_90_DAYS,
    THIS_MONTH,
    LAST_MONTH,
    THIS_QUARTER,
    LAST_QUARTER,
    /** Year to date. */
    THIS_YEAR,
    LAST_YEAR,
    LAST_12_MONTHS,
    /** From the eve to the Lantern Festival of the newest one. */
    SPRING_FESTIVAL;

    /** By its name in the API, such as {@code last-30-days}. */
    public static RelativeRange named(String name) {
        for (RelativeRange range : values()) {
            if (range.apiName().equals(name)) {
                return range;
            }
        }
        throw new ProblemException(
                ProblemCode.BAD_PARAMETER,
                "range: " + name + " (expected: one of "
                        + Arrays.stream(values()).map(RelativeRange::apiName).collect(Collectors.joining(", ")) + ")");
    }

    private String apiName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The days, as seen from that one. */
    public Period from(LocalDate today) {
        LocalDate month = today.withDayOfMonth(1);
        LocalDate quarter = month.with(IsoFields.DAY_OF_QUARTER, 1);
        LocalDate year = today.withDayOfYear(1);
        return switch (this) {
            case TODAY -> new Period(today, today);
            case YESTERDAY -> new Period(today.minusDays(1), today.minusDays(1));
            case LAST_7_DAYS -> new Period(today.minusDays(6), today);
            case LAST_30_DAYS -> new Period(today.minusDays(29), today);
            case LAST_90_DAYS -> new Period(today.minusDays(89), today);
            case THIS_MONTH -> new Period(month, today);
            case LAST_MONTH -> new Period(month.minusMonths(1), month.minusDays(1));
            case THIS_QUARTER -> new Period(quarter, today);
            case LAST_QUARTER -> new Period(quarter.minusMonths(3), quarter.minusDays(1));
            case THIS_YEAR -> new Period(year, today);
            case LAST_YEAR -> new Period(year.minusYears(1), year.minusDays(1));
            case LAST_12_MONTHS -> new Period(today.minusMonths(12).plusDays(1), today);
            case SPRING_FESTIVAL -> SpringFestival.newest(today);
        };
    }
}
