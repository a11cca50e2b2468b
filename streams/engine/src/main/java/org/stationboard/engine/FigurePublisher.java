package org.stationboard.engine;

import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.Grain;

/** Makes whole figures of cells. */
final class FigurePublisher {
    private final Cells cells;
    private final Levels levels;

    FigurePublisher(Cells cells, Levels levels) {
        this.cells = cells;
        this.levels = levels;
    }

    /** The figures of these cells, those of stocks and levels left out. */
    void cells(Collection<Dirty.Cell> dirty, Horizon horizon, Consumer<Figure> output) {
        for (Dirty.Cell cell : dirty) {
            DaySeries series = cell.series();
            if (horizon.keeps(series.kind(), cell.start())) {
                output.accept(figure(series, cell.start()));
            }
        }
    }

    /**
     * The figures of changed stocks, from the first day that changed to the clock's: a change moves the value of every
     * day after it. Days ahead of the clock are published when it reaches them.
     */
    void stocks(Collection<DaySeries> changed, long clockDay, Horizon horizon, Consumer<Figure> output) {
        changed.forEach(days -> stockDays(days, Math.max(days.dirtyFrom(), horizon.day()), clockDay, output));
    }

    /** The figures of every stock and day up to the clock's. */
    void wholeStocks(long clockDay, Horizon horizon, Consumer<Figure> output) {
        cells.forEachStock(days -> {
            long first = days.base() == 0 ? days.firstStart() : horizon.day();
            stockDays(days, Math.max(first, horizon.day()), clockDay, output);
        });
    }

    /** The figures of the clock's day of every stock that is not nothing. */
    void stocksOf(long clockDay, Consumer<Figure> output) {
        cells.forEachStock(days -> {
            Counts flows = days.at(clockDay);
            long value = days.valueAt(clockDay);
            if (value != 0 || !flows.isNone()) {
                output.accept(stock(days.key(), clockDay, value, flows));
            }
        });
    }

    /** The figures of changed levels on the days that changed, as far as the clock has come. */
    void levels(Map<SeriesKey, Dirty.Days> changed, long clockDay, Horizon horizon, Consumer<Figure> output) {
        changed.forEach((key, span) -> {
            long first = Math.max(span.first(), horizon.day());
            levels.days(
                    key,
                    first,
                    Math.min(span.last(), clockDay),
                    (day, counts) -> output.accept(level(key, day, counts)));
        });
    }

    /** The figures of every level and day up to the clock's that a report covers. */
    void wholeLevels(long clockDay, Horizon horizon, Consumer<Figure> output) {
        for (SeriesKey key : levels.all()) {
            long first = Math.max(levels.firstDay(key), horizon.day());
            levels.days(key, first, clockDay, (day, counts) -> {
                if (counts != null) {
                    output.accept(level(key, day, counts));
                }
            });
        }
    }

    /** The figures of the clock's day of every level that a report covers. */
    void levelsOf(long clockDay, Consumer<Figure> output) {
        for (SeriesKey key : levels.all()) {
            Counts counts = levels.at(key, clockDay);
            if (counts != null) {
                output.accept(level(key, clockDay, counts));
            }
        }
    }

    /** The figure of one cell, not of a stock or level. */
    static Figure figure(DaySeries series, long start) {
        Figure.Builder figure = Figure.newBuilder()
                .setUnitId(series.key().unitId())
                .setIndicator(series.key().indicator())
                .setGrain(series.kind() == CellKind.COUNT_MINUTE ? Grain.MINUTE : Grain.DAY)
                .setStart(start)
                .setNumerator(series.nAt(start));
        if (series.kind() == CellKind.PROPORTION_DAY) {
            figure.setDenominator(series.denominatorAt(start));
        }
        return figure.build();
    }

    private static void stockDays(DaySeries days, long from, long to, Consumer<Figure> output) {
        if (from > to) {
            return;
        }
        long value = days.valueAt(from - 1);
        for (long day = from; day <= to; day++) {
            Counts flows = days.at(day);
            value += flows.n() - flows.d();
            output.accept(stock(days.key(), day, value, flows));
        }
    }

    static Figure level(SeriesKey key, long day, @Nullable Counts counts) {
        Counts said = counts == null ? Counts.NONE : counts;
        return Figure.newBuilder()
                .setUnitId(key.unitId())
                .setIndicator(key.indicator())
                .setGrain(Grain.DAY)
                .setStart(day)
                .setNumerator(said.n())
                .setDenominator(said.d())
                .build();
    }

    static Figure stock(SeriesKey key, long day, long value, Counts flows) {
        return Figure.newBuilder()
                .setUnitId(key.unitId())
                .setIndicator(key.indicator())
                .setGrain(Grain.DAY)
                .setStart(day)
                .setNumerator(value)
                .setOpened(flows.n())
                .setClosed(flows.d())
                .build();
    }
}
