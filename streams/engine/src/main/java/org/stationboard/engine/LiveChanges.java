package org.stationboard.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What has changed on screens since they were last given figures. On the heap only: after a start, everything has. */
final class LiveChanges {
    private static final int LIMIT = 20_000;

    private final Cells cells;
    private final Levels levels;
    private final LocalDays days;
    /** Each cell knows that it is among them. */
    private final List<Dirty.Cell> changed = new ArrayList<>();

    private final List<DaySeries> stocks = new ArrayList<>();
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
            case STOCK_DAY -> noteStock(series);
            case COUNT_DAY, PROPORTION_DAY, COUNT_MINUTE -> {
                if (start >= first(series) && series.unshow(start)) {
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
            cells.forEachStock(this::noteStock);
            changedLevels.addAll(levels.all());
        }
    }

    private void noteStock(DaySeries series) {
        if (series.unshow()) {
            stocks.add(series);
        }
    }

    private void noteEverything() {
        everything = true;
        clear();
    }

    void publish(long clockDay, FigureTaker live) {
        firstDay = clockDay - 1;
        firstMinute = days.startMinute(firstDay);
        if (everything) {
            cells.forEach(series -> {
                if (series.kind() != CellKind.STOCK_DAY) {
                    series.forEachFrom(first(series), (start, n, d) -> series.figure(start, live));
                }
            });
            cells.forEachStock(series -> stock(series, clockDay, live));
            levels.all().forEach(key -> level(key, clockDay, live));
        } else {
            for (Dirty.Cell cell : changed) {
                if (cell.start() >= first(cell.series())) {
                    cell.series().figure(cell.start(), live);
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
        changed.forEach(cell -> cell.series().shown(cell.start()));
        changed.clear();
        stocks.forEach(DaySeries::shown);
        stocks.clear();
        changedLevels.clear();
    }

    private void level(SeriesKey key, long day, FigureTaker live) {
        FigurePublisher.level(cells.series(key).form(), day, levels.at(key, day), live);
    }

    private static void stock(DaySeries series, long day, FigureTaker live) {
        series.values(day, day, live);
    }
}
