package org.stationboard.streams;

import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import org.stationboard.contract.Keys;
import org.stationboard.contract.v1.Grain;

/** The figures of a stock out of its flows: of each day up to the log's last its two flows and its value at the end. */
final class BenchStocks {
    private BenchStocks() {}

    /**
     * Adds the figures of one stock.
     *
     * @param series unit and indicator, as in a figure's key
     * @param flows opened and closed by day
     */
    static void add(BenchFigures figures, String series, NavigableMap<Long, long[]> flows) {
        long value = 0;
        String unit = series.substring(0, series.indexOf('|'));
        String indicator = series.substring(series.indexOf('|') + 1);
        Iterator<Map.Entry<Long, long[]>> next = flows.entrySet().iterator();
        Map.Entry<Long, long[]> flow = next.next();
        for (long day = flow.getKey(); day <= BenchLog.lastDay(); day++) {
            long opened = 0;
            long closed = 0;
            if (flow != null && flow.getKey() == day) {
                opened = flow.getValue()[0];
                closed = flow.getValue()[1];
                flow = next.hasNext() ? next.next() : null;
            }
            value += opened - closed;
            figures.add(Keys.figure(unit, indicator, Grain.DAY, day), value, 0, opened, closed);
        }
    }
}
