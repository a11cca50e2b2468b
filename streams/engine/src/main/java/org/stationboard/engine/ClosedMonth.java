package org.stationboard.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stationboard.engine.trends.ControlChart.Observation;

/**
 * A closed calendar month as a point of a control chart: of a share its quotient, of a count its events by day. The same
 * months are drawn that verdicts go by.
 *
 * @param from its first local day, epoch day
 * @param to its last
 */
public record ClosedMonth(long from, long to) {
    /** Five years: what day cells are kept for, less a year of lateness. */
    public static final int MOST = 60;

    /** The months before the day's own, the oldest first. */
    public static List<ClosedMonth> before(long on) {
        List<ClosedMonth> months = new ArrayList<>(MOST);
        LocalDate first = first(on);
        long from = first.toEpochDay();
        for (int month = 0; month < MOST; month++) {
            first = first.plusMonths(1);
            long next = first.toEpochDay();
            months.add(new ClosedMonth(from, next - 1));
            from = next;
        }
        return months;
    }

    /** First day of the first of them. */
    static LocalDate first(long on) {
        return LocalDate.ofEpochDay(on).withDayOfMonth(1).minusMonths(MOST);
    }

    /** Whether it is a point at all: the unit existed and the feeds cover all of it. */
    public boolean counts(Coverage coverage, long existed) {
        return from >= existed && coverage.covers(from, to);
    }

    /** How many days it has. */
    public long days() {
        return to - from + 1;
    }

    /** The share counted in it; none where nothing was eligible. */
    public Optional<Observation> share(long n, long d) {
        return d == 0 ? Optional.empty() : Optional.of(new Observation(firstDay(), (double) n / d));
    }

    /** What was counted in it, by day. */
    public Observation byDay(long n) {
        return new Observation(firstDay(), (double) n / days());
    }

    private LocalDate firstDay() {
        return LocalDate.ofEpochDay(from);
    }
}
