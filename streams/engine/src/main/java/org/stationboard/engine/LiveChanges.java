package org.stationboard.engine;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.stationboard.contract.v1.Figure;

/** What has changed on screens since they were last given figures. On the heap only: after a start, everything has. */
final class LiveChanges {
    private static final int LIMIT = 20_000;

    private final Cells cells;
    private final Levels levels;
    private final LocalDays days;
    private final Set<Dirty.Cell> changed = new LinkedHashSet<>();
    private final Set<DaySeries> stocks = new LinkedHashSet<>();
    private final Set<SeriesKey> changedLevels = new LinkedHashSet<>();
    private boolean everything = true;
    /** What lies before is not shown, and will not be: the clock only goes on. */
    private long firstDay = Long.MIN_VALUE;

    private long firstMinute = Long.MIN_VALUE;

    LiveChanges(Cells cells, Levels levels, LocalDays days) {
        this.cells = cells;
        this.levels = levels;
        this.days = days;
    }

    void note(DaySeries series, long start) {
        if (everything) {
            return;
        }
        switch (series.kind()) {
            case STOCK_DAY -> stocks.add(series);
            case COUNT_DAY, PROPORTION_DAY, COUNT_MINUTE -> {
                if (start >= first(series)) {
                    changed.add(new Dirty.Cell(series, start));
                }
            }
            case LEVEL -> changedLevels.add(series.key());
        }
        // A host without screens never asks; what nobody reads may not pile up.
        if (changed.size() >= LIMIT) {
            noteEverything();
        }
    }

    /** A day's turn gives every stock and level a new day. */
    void noteNewDay() {
        if (!everything) {
            cells.forEachStock(stocks::add);
            changedLevels.addAll(levels.all());
        }
    }

    private void noteEverything() {
        everything = true;
        clear();
    }

    void publish(long clockDay, Consumer<Figure> live) {
        firstDay = clockDay - 1;
        firstMinute = days.startMinute(firstDay);
        if (everything) {
            cells.forEach(series -> {
                if (series.kind() != CellKind.STOCK_DAY) {
                    series.forEachFrom(
                            first(series), (start, n, d) -> live.accept(FigurePublisher.figure(series, start)));
                }
            });
            cells.forEachStock(series -> stock(series, clockDay, live));
            levels.all().forEach(key -> level(key, clockDay, live));
        } else {
            for (Dirty.Cell cell : changed) {
                if (cell.start() >= first(cell.series())) {
                    live.accept(FigurePublisher.figure(cell.series(), cell.start()));
                }
            }
            stocks.forEach(series -> stock(series, clockDay, live));
            changedLevels.forEach(key -> level(key, clockDay, live));
        }
        everything = false;
        clear();
    }

    private long first(DaySeries series) {
        return series.kind() == CellKind.COUNT_MINUTE ? firstMinute : firstDay;
    }

    private void clear() {
        changed.clear();
        stocks.clear();
        changedLevels.clear();
    }

    private void level(SeriesKey key, long day, Consumer<Figure> live) {
        live.accept(FigurePublisher.level(key, day, levels.at(key, day)));
    }

    private static void stock(DaySeries series, long day, Consumer<Figure> live) {
        live.accept(FigurePublisher.stock(series.key(), day, series.valueAt(day), series.at(day)));
    }
}
