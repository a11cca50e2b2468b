package org.stationboard.api.read;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.stationboard.api.http.ProblemCode;
import org.stationboard.api.http.ProblemException;

/** 春節: days counted from it, for it moves by up to a month against the calendar. 2000 to 2050, from published tables. */
public final class SpringFestival {
    private static final String FILE = "/org/stationboard/api/read/lunar-new-year.txt";
    private static final NavigableSet<LocalDate> DAYS = read();
    /** From the eve to the Lantern Festival. */
    private static final int EVE = 1;

    private static final int LANTERNS = 14;

    private SpringFestival() {}

    /** The first days of lunar years, oldest first. */
    public static NavigableSet<LocalDate> days() {
        return new TreeSet<>(DAYS);
    }

    /** From the eve to the Lantern Festival of the newest one whose eve has come by the day. */
    public static Period newest(LocalDate today) {
        LocalDate day = DAYS.floor(today.plusDays(EVE));
        if (day == null) {
            throw outside(today);
        }
        return new Period(day.minusDays(EVE), day.plusDays(LANTERNS));
    }

    /** The days of the year before that lie as far from its festival as these from theirs. */
    public static Period yearBefore(Period period) {
        LocalDate middle = period.from().plusDays(period.days() / 2);
        LocalDate nearest = DAYS.stream()
                .min(Comparator.comparingLong(day -> Math.abs(ChronoUnit.DAYS.between(day, middle))))
                .orElseThrow();
        LocalDate before = DAYS.lower(nearest);
        boolean within = middle.getYear() >= DAYS.first().getYear()
                && middle.getYear() <= DAYS.last().getYear();
        if (before == null || !within) {
            throw outside(middle);
        }
        long shift = ChronoUnit.DAYS.between(before, nearest);
        return new Period(period.from().minusDays(shift), period.to().minusDays(shift));
    }

    private static ProblemException outside(LocalDate day) {
        return new ProblemException(
                ProblemCode.BAD_RANGE, "range: " + day + " (expected: days near a Spring Festival of 2001 to 2050)");
    }

    private static NavigableSet<LocalDate> read() {
        try (InputStream file = SpringFestival.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + ": absent (expected: on the classpath)");
            }
            NavigableSet<LocalDate> days = new TreeSet<>();
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .forEach(line -> days.add(LocalDate.parse(line)));
            return days;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
