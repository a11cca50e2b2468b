package org.stationboard.engine;

import java.time.LocalDate;
import java.util.Set;

/**
 * Who reports a standard's figure, how often, and how late it may come.
 *
 * @param everyMonths months from the end of one period to the end of the next
 * @param graceDays days after which a report that has not come is overdue
 * @param by standings that may report; what anybody else says counts in nothing
 * @param minutes of work one report asks for, the project's estimate unless a bureau says otherwise; 四(七)
 */
public record Reporting(int everyMonths, int graceDays, Set<Standing> by, int minutes) {
    /** Copies the set. */
    public Reporting {
        by = Set.copyOf(by);
    }

    /** Last day, epoch day, on which a report of a period that ended on the day still speaks. */
    long speaksUntil(long periodEnd, boolean forItsPeriodOnly) {
        LocalDate after = LocalDate.ofEpochDay(periodEnd + 1);
        LocalDate next = forItsPeriodOnly ? after : after.plusMonths(everyMonths);
        return next.minusDays(1).plusDays(graceDays).toEpochDay();
    }

    boolean admits(LevelReport report) {
        return by.stream().anyMatch(standing -> standing.rank() == report.rank());
    }

    String canonical() {
        return everyMonths + "," + graceDays + ',' + minutes + ','
                + by.stream().sorted().map(Standing::name).toList();
    }
}
