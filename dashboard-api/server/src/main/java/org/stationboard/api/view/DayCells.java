package org.stationboard.api.view;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Day cells of the newest days: those of the charts for {@link #KEPT_DAYS} days, those by category for today and
 * yesterday. Days are epoch days.
 */
final class DayCells {
    /** Days before today that are kept: the 28 of the charts and a little more. */
    static final int KEPT_DAYS = 30;
    /** Days ahead of the newest tick that are kept, for records that run ahead of the log's clock. */
    private static final int AHEAD_DAYS = 7;
    /** Most days that one partition may be ahead of another and lose nothing. */
    private static final int MOST_AHEAD_DAYS = 200;

    private static final String CATEGORY = "alarms.category.";

    private final NavigableMap<Long, Map<String, CellColumn>> days = new TreeMap<>();
    private long today = Long.MIN_VALUE;
    private long last = Long.MIN_VALUE;

    /**
     * Moves to another day and forgets what is too old by then.
     *
     * @param newest day of the newest tick that any partition has completed: its cells wait there for the others
     */
    void moveTo(long day, long newest) {
        last = Math.min(Math.max(day, newest) + AHEAD_DAYS, day + MOST_AHEAD_DAYS);
        if (day == today) {
            return;
        }
        today = day;
        days.headMap(day - KEPT_DAYS, false).clear();
        days.tailMap(last, false).clear();
        days.headMap(day - 1, false)
                .values()
                .forEach(columns -> columns.keySet().removeIf(DayCells::byCategory));
    }

    /** Takes a cell's value if its day is kept. Returns whether what is shown changed. */
    boolean put(String indicator, long day, int unit, long numerator, long denominator, long position) {
        if (day < today - KEPT_DAYS || day > last || (day < today - 1 && byCategory(indicator))) {
            return false;
        }
        return days.computeIfAbsent(day, ignored -> new HashMap<>())
                .computeIfAbsent(indicator, ignored -> new CellColumn())
                .put(unit, numerator, denominator, position);
    }

    @Nullable
    CellColumn column(String indicator, long day) {
        Map<String, CellColumn> columns = days.get(day);
        return columns == null ? null : columns.get(indicator);
    }

    /** Indicators with a cell on that day whose name begins so. */
    Set<String> indicators(String prefix, long day) {
        return days.getOrDefault(day, Map.of()).keySet().stream()
                .filter(indicator -> indicator.startsWith(prefix))
                .collect(Collectors.toSet());
    }

    private static boolean byCategory(String indicator) {
        return indicator.startsWith(CATEGORY);
    }
}
