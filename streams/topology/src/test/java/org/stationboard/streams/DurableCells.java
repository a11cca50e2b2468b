package org.stationboard.streams;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.FigureForm;
import org.stationboard.contract.v1.Grain;
import org.stationboard.engine.FigureTaker;
import org.stationboard.engine.IndicatorKind;
import org.stationboard.engine.Indicators;

/**
 * The durable twin's cells of one partition: of each unit and indicator a flat array over days, of minutes one over the
 * minutes of each of the last days. Knows which cells changed since they were published.
 */
final class DurableCells {
    private static final int MINUTES_A_DAY = 1440;
    private static final int MINUTE_DAYS = 35;

    private final Map<String, Map<String, Series>> days = new HashMap<>();
    private final Map<String, Map<String, Series>> minutes = new HashMap<>();
    private final List<Series> all = new ArrayList<>();
    private final List<Series> stocks = new ArrayList<>();
    private final List<Series> changedStocks = new ArrayList<>();
    /** Series in the high half, start in the low one. */
    private long[] changed = new long[1 << 12];

    private int changes;
    private long clockDay;

    /** Which series a contribution is of; made where it is new. */
    Series series(String unit, String indicator, Grain grain) {
        Map<String, Map<String, Series>> units = grain == Grain.MINUTE ? minutes : days;
        Map<String, Series> ofUnit = units.computeIfAbsent(unit, u -> new HashMap<>());
        Series found = ofUnit.get(indicator);
        return found != null ? found : added(ofUnit, unit, indicator, grain);
    }

    Series series(int number) {
        return all.get(number);
    }

    int size() {
        return all.size();
    }

    /** How many cells changed since the last publishing. */
    int changes() {
        return changes;
    }

    long change(int at) {
        return changed[at];
    }

    void add(Series series, long start, long n, long d) {
        if (series.stock) {
            if (series.changedFrom == Long.MAX_VALUE) {
                changedStocks.add(series);
            }
            series.changedFrom = Math.min(series.changedFrom, start);
        }
        if (series.add(start, n, d, clockDay - MINUTE_DAYS) && !series.stock) {
            if (changes == changed.length) {
                changed = Arrays.copyOf(changed, changes * 2);
            }
            changed[changes++] = ((long) series.number << Integer.SIZE) | (start & 0xFFFF_FFFFL);
        }
    }

    /** Publishes what changed since the last call, then the stocks of the day that begins. */
    void publish(long endedDay, FigureTaker output) {
        for (int i = 0; i < changes; i++) {
            all.get((int) (changed[i] >>> Integer.SIZE)).publish((int) changed[i], output);
        }
        changes = 0;
        changedStocks.forEach(series -> {
            series.publishStock(series.changedFrom, endedDay, output);
            series.changedFrom = Long.MAX_VALUE;
        });
        changedStocks.clear();
        clockDay = endedDay + 1;
        stocks.forEach(series -> series.publishNewDay(clockDay, output));
        minutes.values().forEach(ofUnit -> ofUnit.values().forEach(series -> series.drop(clockDay - MINUTE_DAYS - 1)));
    }

    private Series added(Map<String, Series> ofUnit, String unit, String indicator, Grain grain) {
        Series series = new Series(all.size(), unit, indicator, grain);
        all.add(series);
        ofUnit.put(indicator, series);
        if (series.stock) {
            stocks.add(series);
        }
        return series;
    }

    /** The cells of one unit and indicator. */
    static final class Series {
        private static final int FIRST_DAYS = 512;

        private final int number;
        private final FigureForm form;
        private final boolean stock;
        private final boolean proportion;
        private final boolean ofMinutes;
        private long firstDay = Long.MIN_VALUE;
        private long[] n = {};
        private long[] d = {};
        private boolean[] dirty = {};
        private @Nullable Map<Long, Day> minuteDays;
        private long changedFrom = Long.MAX_VALUE;

        Series(int number, String unit, String indicator, Grain grain) {
            IndicatorKind kind = Indicators.kind(indicator).orElseThrow();
            this.number = number;
            this.form = new FigureForm(unit, indicator, grain);
            this.stock = kind == IndicatorKind.STOCK;
            this.proportion = kind == IndicatorKind.PROPORTION;
            this.ofMinutes = grain == Grain.MINUTE;
            if (ofMinutes) {
                minuteDays = new HashMap<>();
            }
        }

        int number() {
            return number;
        }

        /** What its number stands for, as it is kept. */
        byte[] name() {
            return form.key(0);
        }

        /** Says whether the cell had not changed since the last publishing. */
        private boolean add(long start, long moreN, long moreD, long firstMinuteDay) {
            if (minuteDays != null) {
                if (start / MINUTES_A_DAY < firstMinuteDay) {
                    return false;
                }
                return minuteDays
                        .computeIfAbsent(start / MINUTES_A_DAY, day -> new Day())
                        .add((int) (start % MINUTES_A_DAY), moreN);
            }
            int at = place(start);
            n[at] += moreN;
            d[at] += moreD;
            boolean news = !dirty[at];
            dirty[at] = true;
            return news;
        }

        /** The day's place in the arrays, which are made longer where it has none. */
        private int place(long day) {
            if (firstDay == Long.MIN_VALUE) {
                firstDay = day - 30;
                n = new long[FIRST_DAYS];
                d = new long[FIRST_DAYS];
                dirty = new boolean[FIRST_DAYS];
            }
            int before = (int) Math.max(0, firstDay - day);
            int room = (int) Math.max(n.length, day - firstDay + 1) + before;
            if (room > n.length) {
                n = moved(n, before, room);
                d = moved(d, before, room);
                boolean[] marks = new boolean[room];
                System.arraycopy(dirty, 0, marks, before, dirty.length);
                dirty = marks;
                firstDay -= before;
            }
            return (int) (day - firstDay);
        }

        private static long[] moved(long[] counts, int before, int room) {
            long[] larger = new long[room];
            System.arraycopy(counts, 0, larger, before, counts.length);
            return larger;
        }

        private void publish(int start, FigureTaker output) {
            if (minuteDays == null) {
                int at = place(start);
                dirty[at] = false;
                long denominator = proportion ? d[at] : FigureForm.ABSENT;
                output.figure(form, start, n[at], denominator, FigureForm.ABSENT, FigureForm.ABSENT);
                return;
            }
            Day day = minuteDays.get((long) start / MINUTES_A_DAY);
            if (day != null) {
                long count = day.published(start % MINUTES_A_DAY);
                output.figure(form, start, count, FigureForm.ABSENT, FigureForm.ABSENT, FigureForm.ABSENT);
            }
        }

        private void publishNewDay(long day, FigureTaker output) {
            int first = place(day);
            for (int at = 0; at <= first; at++) {
                if (n[at] != d[at]) {
                    publishStock(day, day, output);
                    return;
                }
            }
        }

        private void publishStock(long from, long to, FigureTaker output) {
            if (from > to) {
                return;
            }
            int first = place(from);
            long value = 0;
            for (int at = 0; at < first; at++) {
                value += n[at] - d[at];
            }
            for (long day = from; day <= to; day++) {
                int at = place(day);
                value += n[at] - d[at];
                output.figure(form, day, value, FigureForm.ABSENT, n[at], d[at]);
            }
        }

        private void drop(long before) {
            if (minuteDays != null) {
                minuteDays.keySet().removeIf(day -> day < before);
            }
        }
    }

    /** The minutes of one day, of UTC. */
    private static final class Day {
        private final int[] counts = new int[MINUTES_A_DAY];
        private final boolean[] dirty = new boolean[MINUTES_A_DAY];

        boolean add(int minute, long more) {
            counts[minute] += (int) more;
            boolean news = !dirty[minute];
            dirty[minute] = true;
            return news;
        }

        int published(int minute) {
            dirty[minute] = false;
            return counts[minute];
        }
    }
}
