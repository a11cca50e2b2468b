package org.stationboard.engine;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.FigureForm;

/** Makes whole figures of cells. */
final class FigurePublisher {
    private final Cells cells;
    private final Levels levels;

    FigurePublisher(Cells cells, Levels levels) {
        this.cells = cells;
        this.levels = levels;
    }

    /** The figures of these cells, those of stocks and levels left out; none of them is dirty afterwards. */
    void cells(Collection<Dirty.Cell> dirty, Horizon horizon, FigureTaker output) {
        for (Dirty.Cell cell : dirty) {
            DaySeries series = cell.series();
            series.publish(cell.start(), horizon.keeps(series.kind(), cell.start()), output);
        }
    }

    /**
     * The figures of changed stocks, from the first day that changed to the clock's: a change moves the value of every
     * day after it. Days ahead of the clock are published when it reaches them.
     */
    void stocks(Collection<DaySeries> changed, long clockDay, Horizon horizon, FigureTaker output) {
        changed.forEach(days -> days.values(Math.max(days.dirtyFrom(), horizon.day()), clockDay, output));
    }

    /** The figures of every stock and day up to the clock's. */
    void wholeStocks(long clockDay, Horizon horizon, FigureTaker output) {
        cells.forEachStock(days -> {
            long first = days.base() == 0 ? days.firstStart() : horizon.day();
            days.values(Math.max(first, horizon.day()), clockDay, output);
        });
    }

    /** The figures of the clock's day of every stock that is not nothing. */
    void stocksOf(long clockDay, FigureTaker output) {
        cells.forEachStock(days -> {
            if (days.valueAt(clockDay) != 0 || !days.at(clockDay).isNone()) {
                days.values(clockDay, clockDay, output);
            }
        });
    }

    /** The figures of changed levels on the days that changed, as far as the clock has come. */
    void levels(Map<SeriesKey, Dirty.Days> changed, long clockDay, Horizon horizon, FigureTaker output) {
        changed.forEach((key, span) -> {
            long first = Math.max(span.first(), horizon.day());
            levels.days(
                    key,
                    first,
                    Math.min(span.last(), clockDay),
                    (day, counts) -> level(form(key), day, counts, output));
        });
    }

    /** The figures of every level and day up to the clock's that a report covers. */
    void wholeLevels(long clockDay, Horizon horizon, FigureTaker output) {
        for (SeriesKey key : levels.all()) {
            long first = Math.max(levels.firstDay(key), horizon.day());
            levels.days(key, first, clockDay, (day, counts) -> {
                if (counts != null) {
                    level(form(key), day, counts, output);
                }
            });
        }
    }

    /** The figures of the clock's day of every level that a report covers. */
    void levelsOf(long clockDay, FigureTaker output) {
        for (SeriesKey key : levels.all()) {
            Counts counts = levels.at(key, clockDay);
            if (counts != null) {
                level(form(key), clockDay, counts, output);
            }
        }
    }

    static void level(FigureForm form, long day, @Nullable Counts counts, FigureTaker output) {
        Counts said = counts == null ? Counts.NONE : counts;
        output.figure(form, day, said.n(), said.d(), FigureForm.ABSENT, FigureForm.ABSENT);
    }

    private FigureForm form(SeriesKey key) {
        return cells.series(key).form();
    }
}
