package org.stationboard.engine;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.stationboard.contract.v1.Figure;

/** What has changed on screens since they were last given figures. On the heap only: after a start, everything has. */
final class LiveChanges {
    private static final int LIMIT = 20_000;

    private final Cells cells;
    private final Levels levels;
    private final LocalDays days;
    private final Set<CellKey> changed = new LinkedHashSet<>();
    private final Set<SeriesKey> stocks = new LinkedHashSet<>();
    private final Set<SeriesKey> changedLevels = new LinkedHashSet<>();
    private boolean everything = true;

    LiveChanges(Cells cells, Levels levels, LocalDays days) {
        this.cells = cells;
        this.levels = levels;
        this.days = days;
    }

    void note(CellKey key) {
        if (everything) {
            return;
        }
        switch (key.kind()) {
            case STOCK_DAY, STOCK_BASE -> stocks.add(key.series());
            case COUNT_DAY, PROPORTION_DAY, COUNT_MINUTE -> changed.add(key);
            case LEVEL -> changedLevels.add(key.series());
        }
        // A host without screens never asks; what nobody reads may not pile up.
        if (changed.size() >= LIMIT) {
            noteEverything();
        }
    }

    /** A day's turn gives every stock and level a new day. */
    void noteNewDay() {
        if (!everything) {
            cells.forEachStock((key, series) -> stocks.add(key));
            changedLevels.addAll(levels.all());
        }
    }

    private void noteEverything() {
        everything = true;
        clear();
    }

    void publish(long clockDay, Consumer<Figure> live) {
        long firstDay = clockDay - 1;
        long firstMinute = days.startMinute(firstDay);
        if (everything) {
            BiConsumer<CellKey, Counts> give = (key, counts) -> live.accept(FigurePublisher.figure(key, counts));
            cells.scan(CellKind.COUNT_DAY, firstDay, give);
            cells.scan(CellKind.PROPORTION_DAY, firstDay, give);
            cells.scan(CellKind.COUNT_MINUTE, firstMinute, give);
            cells.forEachStock((key, series) -> stock(key, series, clockDay, live));
            levels.all().forEach(key -> level(key, clockDay, live));
        } else {
            for (CellKey key : changed) {
                if (key.start() >= (key.kind() == CellKind.COUNT_MINUTE ? firstMinute : firstDay)) {
                    live.accept(FigurePublisher.figure(key, cells.get(key)));
                }
            }
            stocks.forEach(key -> stock(key, cells.series(key), clockDay, live));
            changedLevels.forEach(key -> level(key, clockDay, live));
        }
        everything = false;
        clear();
    }

    private void clear() {
        changed.clear();
        stocks.clear();
        changedLevels.clear();
    }

    private void level(SeriesKey key, long day, Consumer<Figure> live) {
        live.accept(FigurePublisher.level(key, day, levels.at(key, day)));
    }

    private static void stock(SeriesKey key, DaySeries series, long day, Consumer<Figure> live) {
        live.accept(FigurePublisher.stock(key, day, series.valueAt(day), series.at(day)));
    }
}
