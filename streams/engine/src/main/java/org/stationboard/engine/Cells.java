package org.stationboard.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Grain;

/**
 * The cells: counts by unit, indicator and local day or minute, all on the heap. No table holds them: they are the sum of
 * what the ledger's records contribute within the horizon, and a new engine sums it again.
 */
final class Cells {
    private final Map<String, Map<String, DaySeries>> days = new HashMap<>();
    private final Map<String, Map<String, DaySeries>> minutes = new HashMap<>();
    private final Map<SeriesKey, DaySeries> stocks = new TreeMap<>();
    /** The contributions of a record lie in one unit mostly: its days are at hand for the next one. */
    private String lastUnit = "";

    private @Nullable Map<String, DaySeries> lastDays;

    /** The series of what is contributed; of a level one that holds nothing and says so by its kind. */
    DaySeries of(Contribution given) {
        return given.grain() == Grain.MINUTE
                ? in(minutes, given.unitId(), given.indicator(), true)
                : in(days, given.unitId(), given.indicator(), false);
    }

    /** The series of a kind's cells. */
    DaySeries of(CellKind kind, String unitId, String indicator) {
        boolean ofMinutes = kind == CellKind.COUNT_MINUTE;
        return in(ofMinutes ? minutes : days, unitId, indicator, ofMinutes);
    }

    /** The days of a count, proportion or stock; empty where there are none. */
    DaySeries series(SeriesKey key) {
        return in(days, key.unitId(), key.indicator(), false);
    }

    /** Visits every stock, in order. */
    void forEachStock(Consumer<DaySeries> visitor) {
        stocks.values().forEach(visitor);
    }

    /** Visits every series that sums, stocks too, in no order. */
    void forEach(Consumer<DaySeries> visitor) {
        forEach(days, visitor);
        forEach(minutes, visitor);
    }

    /** Drops what lies before the horizon; what a stock's dropped days leave open goes into its base. */
    void age(Horizon horizon) {
        forEach(days, series -> series.age(horizon.day()));
        forEach(minutes, series -> series.age(horizon.minute()));
    }

    /** How many cells are held. */
    int size() {
        int[] size = new int[1];
        forEach(series -> size[0] += series.size());
        return size[0];
    }

    private static void forEach(Map<String, Map<String, DaySeries>> units, Consumer<DaySeries> visitor) {
        for (Map<String, DaySeries> unit : units.values()) {
            for (DaySeries series : unit.values()) {
                if (series.kind() != CellKind.LEVEL) {
                    visitor.accept(series);
                }
            }
        }
    }

    private DaySeries in(
            Map<String, Map<String, DaySeries>> units, String unitId, String indicator, boolean ofMinutes) {
        Map<String, DaySeries> unit = ofMinutes ? unit(units, unitId) : daysOf(unitId);
        DaySeries found = unit.get(indicator);
        return found != null ? found : added(unit, new SeriesKey(unitId, indicator), ofMinutes);
    }

    private Map<String, DaySeries> daysOf(String unitId) {
        Map<String, DaySeries> known = lastDays;
        if (known == null || !lastUnit.equals(unitId)) {
            known = unit(days, unitId);
            lastDays = known;
            lastUnit = unitId;
        }
        return known;
    }

    private static Map<String, DaySeries> unit(Map<String, Map<String, DaySeries>> units, String unitId) {
        Map<String, DaySeries> unit = units.get(unitId);
        if (unit == null) {
            unit = new HashMap<>();
            units.put(unitId, unit);
        }
        return unit;
    }

    private DaySeries added(Map<String, DaySeries> unit, SeriesKey key, boolean ofMinutes) {
        DaySeries series = new DaySeries(key, ofMinutes ? CellKind.COUNT_MINUTE : CellKind.ofDays(key.indicator()));
        unit.put(key.indicator(), series);
        if (series.kind() == CellKind.STOCK_DAY) {
            stocks.put(key, series);
        }
        return series;
    }
}
