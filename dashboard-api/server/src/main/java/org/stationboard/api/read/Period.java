package org.stationboard.api.read;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;

/** Local days, both inclusive. */
public record Period(LocalDate from, LocalDate to) {
    private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2999, 12, 31);

    public Period {
        if (from.isAfter(to)) {
            throw new ProblemException(ProblemCode.BAD_RANGE, "from: " + from + " (expected: at most to, " + to + ")");
        }
    }

    /** From what a request says; {@code to} is {@code today} by default and {@code from} is {@code to}. */
    public static Period of(@Nullable String from, @Nullable String to, LocalDate today) {
        LocalDate last = day("to", to).orElse(today);
        return new Period(day("from", from).orElse(last), last);
    }

    public long fromDay() {
        return from.toEpochDay();
    }

    public long toDay() {
        return to.toEpochDay();
    }

    public long days() {
        return toDay() - fromDay() + 1;
    }

    /** 同比: the same days of the calendar a year before. */
    public Period lastYear() {
        return new Period(from.minusYears(1), endOfMonth() ? lastOfMonth(to.minusYears(1)) : to.minusYears(1));
    }

    /** 環比: as many whole months just before where this is whole months, else as many days. */
    public Period previous() {
        if (from.getDayOfMonth() == 1 && endOfMonth()) {
            long months = ChronoUnit.MONTHS.between(YearMonth.from(from), YearMonth.from(to)) + 1;
            return new Period(from.minusMonths(months), from.minusDays(1));
        }
        return new Period(from.minusDays(days()), from.minusDays(1));
    }

    private boolean endOfMonth() {
        return to.equals(lastOfMonth(to));
    }

    private static LocalDate lastOfMonth(LocalDate day) {
        return YearMonth.from(day).atEndOfMonth();
    }

    private static Optional<LocalDate> day(String name, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (!day.isBefore(FIRST) && !day.isAfter(LAST)) {
                return Optional.of(day);
            }
        } catch (DateTimeParseException e) {
            throw badDay(name, text);
        }
        throw badDay(name, text);
    }

    private static ProblemException badDay(String name, String text) {
        return new ProblemException(
                ProblemCode.BAD_DATE, name + ": " + text + " (expected: a day as YYYY-MM-DD from 1970 to 2999)");
    }
}
