package org.stationboard.api.read;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;

/** How a period is cut into figures. */
public enum Cut {
    RANGE,
    DAY,
    MONTH,
    YEAR,
    MINUTE;

    /** By its name in the API. */
    public static Cut of(String name) {
        for (Cut cut : values()) {
            if (cut.apiName().equals(name)) {
                return cut;
            }
        }
        throw new ProblemException(
                ProblemCode.BAD_PARAMETER, "grain: " + name + " (expected: range, day, month, year or minute)");
    }

    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The pieces of the period, oldest first; calendar months and years are cut to the period. */
    List<Period> pieces(Period period) {
        List<Period> pieces = new ArrayList<>();
        for (LocalDate from = period.from(); !from.isAfter(period.to()); ) {
            LocalDate last = lastOf(from, period.to());
            LocalDate to = last.isAfter(period.to()) ? period.to() : last;
            pieces.add(new Period(from, to));
            from = to.plusDays(1);
        }
        return pieces;
    }

    private LocalDate lastOf(LocalDate from, LocalDate end) {
        return switch (this) {
            case RANGE -> end;
            case DAY, MINUTE -> from;
            case MONTH -> from.with(TemporalAdjusters.lastDayOfMonth());
            case YEAR -> from.with(TemporalAdjusters.lastDayOfYear());
        };
    }
}
