package org.stationboard.api.read;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.stationboard.api.read.Figures.Asked;
import org.stationboard.api.read.Figures.Counted;
import org.stationboard.engine.trends.Farrington;
import org.stationboard.engine.trends.FarringtonFlexible;
import org.stationboard.engine.trends.WeekBound;
import org.stationboard.engine.trends.WeekDetector;

/**
 * Which of the last closed weeks, Monday to Sunday, were unusually high for their season, by both detectors.
 *
 * @param history weeks without a hole in the cover up to the newest
 * @param needed weeks of history from which on one more is judged; with fewer each says NOT_ENOUGH_HISTORY
 */
public record UnusualWeeks(int history, int needed, List<Week> weeks) {
    private static final int SHOWN = 52;
    private static final int DAYS = 7;
    /** Six years of days are kept; five before the oldest shown are looked back on. */
    private static final int MOST = SHOWN + WeekDetector.MOST_YEARS * WeekDetector.YEAR + WeekDetector.HALF_WINDOW;

    /** A week and what each detector says of it. */
    public record Week(String start, long count, Bound flexible, Bound original) {}

    /**
     * What one detector says.
     *
     * @param expectedMilli expected count in thousandths; 0 where nothing could be fitted
     * @param most the largest count that would not alarm
     */
    public record Bound(String state, long expectedMilli, long most) {
        static Bound of(WeekBound bound) {
            return new Bound(bound.state().name(), bound.expectedMilli(), bound.most());
        }
    }

    static UnusualWeeks of(Asked asked, Figures figures, ControlCharts.Coverages covered, long existed, LocalDate on) {
        LocalDate end = on.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        List<Period> weeks = new ArrayList<>();
        LocalDate start = end.minusDays(DAYS);
        while (weeks.size() < MOST
                && start.toEpochDay() >= existed
                && covered.cover(start.toEpochDay(), start.toEpochDay() + DAYS - 1)) {
            weeks.add(0, new Period(start, start.plusDays(DAYS - 1)));
            start = start.minusDays(DAYS);
        }
        long[] counts =
                figures.counted(asked, weeks).stream().mapToLong(Counted::n).toArray();
        WeekDetector flexible = new FarringtonFlexible();
        WeekDetector original = new Farrington();
        List<Week> shown = new ArrayList<>();
        for (int week = Math.max(0, counts.length - SHOWN); week < counts.length; week++) {
            shown.add(new Week(
                    weeks.get(week).from().toString(),
                    counts[week],
                    Bound.of(flexible.judge(counts, week)),
                    Bound.of(original.judge(counts, week))));
        }
        return new UnusualWeeks(
                counts.length, WeekDetector.FEWEST_YEARS * WeekDetector.YEAR + WeekDetector.HALF_WINDOW, shown);
    }
}
