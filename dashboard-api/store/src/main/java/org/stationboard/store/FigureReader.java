package org.stationboard.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;

/**
 * Figures of record, newest known value of each, or what was known of each at a day's turn. Calls block on the database: use a worker thread. Safe for use by
 * many threads. All methods throw {@link StoreException}. Unknown units and indicators have no rows.
 */
public interface FigureReader {
    /** How long minute figures are kept, by the log's clock. */
    Duration MINUTES_KEPT = Duration.ofDays(40);

    /**
     * The day figures as they were known at a day's turn: what came later counts in none of them. Minutes and last counts
     * are the newest all the same, for those are not kept twice.
     *
     * @param turn epoch minute of a day's turn that every partition has completed
     */
    FigureReader knownAt(long turn);

    /** Day figures of the units, by unit id and day; days are local, both ends inclusive. */
    List<FigureRow> days(Collection<String> unitIds, String indicator, long fromDay, long toDay);

    /**
     * Minute figures of the units, by minute and unit id; epoch minutes, both ends inclusive. Kept for
     * {@link #MINUTES_KEPT} of the log's clock.
     */
    List<FigureRow> minutes(Collection<String> unitIds, String indicator, long fromMinute, long toMinute);

    /** The flows of all the units together, one sum for each range in the given order. */
    List<FigureSum> sums(Collection<String> unitIds, String indicator, List<DayRange> ranges);

    /** The flows of all the units together over the days, both inclusive. */
    default FigureSum sum(Collection<String> unitIds, String indicator, long fromDay, long toDay) {
        return sums(unitIds, indicator, List.of(new DayRange(fromDay, toDay))).get(0);
    }

    /**
     * Value of a stock at the end of each of the days, all the units together, as we know it now: records that came
     * late are in the days they belong to. A day after the clock's has the clock's value.
     */
    SortedMap<Long, Long> stocksAt(Collection<String> unitIds, String indicator, Collection<Long> days);

    /** Value of a stock at the end of one local day, all the units together; see {@link #stocksAt}. */
    default long stockAt(Collection<String> unitIds, String indicator, long day) {
        return stocksAt(unitIds, indicator, List.of(day)).getOrDefault(day, 0L);
    }

    /**
     * Of each unit and indicator the newest day on which anything was counted, and what was counted since a day; none
     * for a pair of which nothing ever was. For flows.
     */
    List<LastCount> lastCounts(Collection<String> unitIds, Collection<String> indicators, long sinceDay);

    /** The indicators that begin with the prefix and of which anything was ever kept, in order. */
    List<String> indicators(String prefix);
}
