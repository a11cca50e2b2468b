package org.stationboard.engine;

import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.Grain;

/** Makes whole figures of cells. */
final class FigurePublisher {
    private final Cells cells;

    FigurePublisher(Cells cells) {
        this.cells = cells;
    }

    /** The figures of these cells, those of stocks left out. */
    void cells(Collection<CellKey> keys, Horizon horizon, Consumer<Figure> output) {
        for (CellKey key : keys) {
            if (horizon.keeps(key)) {
                output.accept(figure(key, cells.get(key)));
            }
        }
    }

    /**
     * The figures of changed stocks, from the first day that changed to the clock's: a change moves the value of every
     * day after it. Days ahead of the clock are published when it reaches them.
     */
    void stocks(Map<SeriesKey, Long> changedFrom, long clockDay, Horizon horizon, Consumer<Figure> output) {
        changedFrom.forEach(
                (key, from) -> stockDays(key, cells.series(key), Math.max(from, horizon.day()), clockDay, output));
    }

    /** The figures of every stock and day up to the clock's. */
    void wholeStocks(long clockDay, Horizon horizon, Consumer<Figure> output) {
        cells.forEachStock((key, days) -> {
            long first = days.base() == 0 ? days.firstDay() : horizon.day();
            stockDays(key, days, Math.max(first, horizon.day()), clockDay, output);
        });
    }

    /** The figures of the clock's day of every stock that is not nothing. */
    void stocksOf(long clockDay, Consumer<Figure> output) {
        cells.forEachStock((key, days) -> {
            Counts flows = days.at(clockDay);
            long value = days.valueAt(clockDay);
            if (value != 0 || !flows.isNone()) {
                output.accept(stock(key, clockDay, value, flows));
            }
        });
    }

    static Figure figure(CellKey key, Counts counts) {
        Figure.Builder figure = Figure.newBuilder()
                .setUnitId(key.unitId())
                .setIndicator(key.indicator())
                .setGrain(key.kind() == CellKind.COUNT_MINUTE ? Grain.MINUTE : Grain.DAY)
                .setStart(key.start())
                .setNumerator(counts.n());
        if (key.kind() == CellKind.PROPORTION_DAY) {
            figure.setDenominator(counts.d());
        }
        return figure.build();
    }

    private static void stockDays(SeriesKey key, DaySeries days, long from, long to, Consumer<Figure> output) {
        if (from > to) {
            return;
        }
        long value = days.valueAt(from - 1);
        for (long day = from; day <= to; day++) {
            Counts flows = days.at(day);
            value += flows.n() - flows.d();
            output.accept(stock(key, day, value, flows));
        }
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
