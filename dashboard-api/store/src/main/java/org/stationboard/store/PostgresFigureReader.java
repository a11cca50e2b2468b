package org.stationboard.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@link FigureReader} on PostgreSQL.
 *
 * <p>The value of a stock at the end of a day is taken backwards from the newest value of each unit: what that row says,
 * less what opened and plus what closed on the days between. So a record that came late counts from the day it belongs
 * to on, though no row between was published again. Days ahead of the clock have flows and no value yet: they are left
 * out until the clock reaches them.
 */
public final class PostgresFigureReader implements FigureReader {
    /** Days of a range from which on months are quicker than each day. */
    private static final long LONG_RANGE = 7;

    private static final int MANY_RANGES = 14;

    private static final String UNITS = "any (array (select number from unit_numbers where unit_id = any (?)))";
    private static final String INDICATOR = "(select number from indicator_numbers where indicator = ?)";

    /** In place of figures: of each the newest value that stood at a turn. Conditions on its key go down into it. */
    private static final String KNOWN = "(select distinct on (unit, indicator, day) unit, indicator, day, tick, "
            + "numerator, denominator, opened, closed from figure_history where tick <= %d "
            + "order by unit, indicator, day, tick desc) f";

    private static final String DAYS = """
            select u.unit_id, f.day, f.numerator, f.denominator, f.opened, f.closed, f.tick
            from figures f join unit_numbers u on u.number = f.unit
            """
            + "where f.unit = " + UNITS + " and f.indicator = " + INDICATOR
            + " and f.day between ? and ? order by u.unit_id, f.day";

    private static final String MINUTES = """
            select u.unit_id, f.minute, f.numerator, f.denominator, null::bigint, null::bigint, f.tick
            from figures_minute f join unit_numbers u on u.number = f.unit
            """
            + "where f.unit = " + UNITS + " and f.indicator = " + INDICATOR
            + " and f.minute between ? and ? order by f.minute, u.unit_id";

    /** What is asked for, once a statement: numbers of the units and the indicator, and ranges of days. */
    private static final String ASKED = "with asked as materialized (select array (select number from unit_numbers "
            + "where unit_id = any (?)) as units, " + INDICATOR + " as indicator), "
            + "ranges as materialized (select * from unnest(?, ?, ?) with ordinality "
            + "r(day_from, day_to, month_from, place))";

    private static final String AMONG_ASKED = "%1$s.unit = any ((select units from asked)::integer[]) "
            + "and %1$s.indicator = (select indicator from asked)";

    /** What the figures of the units come to in each of some ranges. */
    private static final String SUMS = """
            select coalesce(s.numerator, 0), s.denominator, s.opened, s.closed, s.counted, s.tick
            from ranges r cross join lateral (%s) s order by r.place
            """;

    /** Of a range r, from the figures themselves. */
    private static final String BY_FIGURES =
            """
            select sum(f.numerator)::bigint numerator, sum(f.denominator)::bigint denominator,
                sum(f.opened)::bigint opened, sum(f.closed)::bigint closed, count(*) counted, max(f.tick) tick
            from figures f
            """ + "where " + AMONG_ASKED.formatted("f") + " and f.day between r.day_from and r.day_to";

    /**
     * Of a range r, the same from {@code figure_months}: what stands at the range's last day in a month less what stood
     * before its first. Months without sums, as the clock's, are read day by day.
     */
    private static final String BY_MONTHS =
            """
            select sum(p.numerator)::bigint numerator, sum(p.denominator)::bigint denominator,
                sum(p.opened)::bigint opened, sum(p.closed)::bigint closed,
                coalesce(sum(p.counted), 0)::bigint counted, max(p.tick) tick
            from (
                select sum(m.numerators[c.upto] - coalesce(m.numerators[c.before], 0)) numerator,
                    sum(m.denominators[c.upto] - coalesce(m.denominators[c.before], 0)) denominator,
                    sum(m.opened[c.upto] - coalesce(m.opened[c.before], 0)) opened,
                    sum(m.closed[c.upto] - coalesce(m.closed[c.before], 0)) closed,
                    sum(m.counted[c.upto] - coalesce(m.counted[c.before], 0::smallint)) counted,
                    max(case when c.before = 0 and c.upto = m.month_to - m.month_from + 1 then m.newest
                        else (select max(t.tick) from unnest(m.ticks[c.before + 1:c.upto]) t(tick)) end) tick
                from figure_months m
                cross join lateral (
                    select greatest(r.day_from - m.month_from, 0) as before,
                        least(r.day_to, m.month_to) - m.month_from + 1 as upto) c
                where %1$s and m.ticks is not null and c.upto > c.before
                    and m.counted[c.upto] > coalesce(m.counted[c.before], 0::smallint)
                union all
                select sum(f.numerator), sum(f.denominator), sum(f.opened), sum(f.closed), count(*), max(f.tick)
                from figure_months m
                join figures f on f.unit = m.unit and f.indicator = m.indicator
                    and f.day between greatest(r.day_from, m.month_from) and least(r.day_to, m.month_to)
                where %1$s and m.ticks is null) p
            """.formatted(AMONG_ASKED.formatted("m") + " and m.month_from between r.month_from and r.day_to");

    /** All the units together on each day from the first range to the last. */
    private static final String EACH_DAY = """
            , months as (
                select m.* from figure_months m
                where %s
                    and m.month_from between (select min(month_from) from ranges) and (select max(day_to) from ranges)
            ), each_day as materialized (
                select m.month_from + i - 1 as day,
                    sum(m.numerators[i] - coalesce(m.numerators[i - 1], 0)) numerator,
                    sum(m.denominators[i] - coalesce(m.denominators[i - 1], 0)) denominator,
                    sum(m.opened[i] - coalesce(m.opened[i - 1], 0)) opened,
                    sum(m.closed[i] - coalesce(m.closed[i - 1], 0)) closed,
                    count(*) counted, max(m.ticks[i]) tick
                from months m cross join generate_series(1, 31) i
                where m.ticks[i] is not null
                group by day
                union all
                select f.day, sum(f.numerator), sum(f.denominator), sum(f.opened), sum(f.closed), count(*), max(f.tick)
                from months m
                join figures f on f.unit = m.unit and f.indicator = m.indicator
                    and f.day between m.month_from and m.month_to
                where m.ticks is null
                group by f.day)
            """.formatted(AMONG_ASKED.formatted("m"));

    /** Of a range r, from these days. */
    private static final String BY_EACH_DAY = """
            select sum(d.numerator)::bigint numerator, sum(d.denominator)::bigint denominator,
                sum(d.opened)::bigint opened, sum(d.closed)::bigint closed,
                coalesce(sum(d.counted), 0)::bigint counted, max(d.tick) tick
            from each_day d where d.day between r.day_from and r.day_to
            """;

    /** First row: the newest values together. Then what each range added, as far as the clock's day. */
    private static final String STOCK = """
            , clock as (
                select (to_timestamp(least(max(tick), ?) * 60.0) at time zone ?)::date - date '1970-01-01' as day
                from ticks_now)
            select coalesce(sum(newest.numerator), 0)::bigint as value, 0 as place
            from asked cross join lateral unnest(asked.units) as u(unit)
            cross join lateral (
                select f.numerator from newest_figures f
                where f.unit = u.unit and f.indicator = asked.indicator and f.day <= (select day from clock)
                order by f.day desc, f.tick desc limit 1) newest
            union all
            select coalesce(s.opened, 0) - coalesce(s.closed, 0), r.place
            from (
                select a.day_from, least(a.day_to, clock.day) as day_to, a.month_from, a.place
                from ranges a cross join clock) r
            cross join lateral (%s) s
            order by place
            """;

    private static final String LAST_COUNTS = """
            select u.unit_id, i.indicator, max(f.day),
                   coalesce(sum(f.numerator) filter (where f.day >= ?), 0)::bigint
            from figures f
            join unit_numbers u on u.number = f.unit
            join indicator_numbers i on i.number = f.indicator
            where f.numerator > 0
            """
            + "and f.unit = " + UNITS
            + " and f.indicator = any (array (select number from indicator_numbers where indicator = any (?)))"
            + " group by u.unit_id, i.indicator";

    private final Database database;
    private final ZoneId zone;
    /** Epoch minute of the day's turn up to which values count; the largest number for the newest. */
    private final int known;

    /** Of a log whose days are those of Asia/Shanghai. */
    public PostgresFigureReader(Database database) {
        this(database, MetricSink.SHANGHAI);
    }

    /** @param zone the zone of the log's days */
    public PostgresFigureReader(Database database, ZoneId zone) {
        this(database, zone, Integer.MAX_VALUE);
    }

    private PostgresFigureReader(Database database, ZoneId zone, int known) {
        this.database = database;
        this.zone = zone;
        this.known = known;
    }

    @Override
    public FigureReader knownAt(long turn) {
        return new PostgresFigureReader(database, zone, Math.toIntExact(turn));
    }

    /** The query over the values that were known then; of the newest alone no others are looked at. */
    private String known(String sql) {
        if (known == Integer.MAX_VALUE) {
            return sql.replace("newest_figures", "figures");
        }
        return sql.replace("from newest_figures f", "from (select * from figure_history where tick <= " + known + ") f")
                .replace("from figures f", "from " + KNOWN.formatted(known));
    }

    @Override
    public List<FigureRow> days(Collection<String> unitIds, String indicator, long fromDay, long toDay) {
        return rows("reading day figures", known(DAYS), unitIds, indicator, fromDay, toDay);
    }

    @Override
    public List<FigureRow> minutes(Collection<String> unitIds, String indicator, long fromMinute, long toMinute) {
        return rows("reading minute figures", MINUTES, unitIds, indicator, fromMinute, toMinute);
    }

    private List<FigureRow> rows(
            String what, String sql, Collection<String> unitIds, String indicator, long from, long to) {
        return new Query(what, sql)
                .with(unitIds)
                .with(indicator)
                .withInteger(from)
                .withInteger(to)
                .list(
                        database,
                        row -> new FigureRow(
                                row.getString(1),
                                indicator,
                                row.getLong(2),
                                row.getLong(3),
                                optional(row, 4),
                                optional(row, 5),
                                optional(row, 6),
                                row.getLong(7)));
    }

    @Override
    public List<FigureSum> sums(Collection<String> unitIds, String indicator, List<DayRange> ranges) {
        return query("summing figures", SUMS, unitIds, indicator, ranges)
                .list(
                        database,
                        row -> new FigureSum(
                                ranges.get(row.getRow() - 1),
                                row.getLong(1),
                                optional(row, 2),
                                optional(row, 3),
                                optional(row, 4),
                                row.getLong(5),
                                optional(row, 6)));
    }

    /**
     * Long ranges are added up by months; many short ones that lie close from each day's sum, few from their figures. What
     * was known once is kept as figures alone.
     */
    private Query query(String what, String sql, Collection<String> unitIds, String indicator, List<DayRange> ranges) {
        String with = ASKED;
        String by = known(BY_FIGURES);
        if (known == Integer.MAX_VALUE && mostlyLong(ranges)) {
            by = BY_MONTHS;
        } else if (known == Integer.MAX_VALUE && manyAndClose(ranges)) {
            with = ASKED + EACH_DAY;
            by = BY_EACH_DAY;
        }
        return new Query(what, with + known(sql).formatted(by))
                .with(unitIds)
                .with(indicator)
                .withIntegers(ranges.stream().map(DayRange::from).toList())
                .withIntegers(ranges.stream().map(DayRange::to).toList())
                .withIntegers(ranges.stream()
                        .map(range -> LocalDate.ofEpochDay(range.from())
                                .withDayOfMonth(1)
                                .toEpochDay())
                        .toList());
    }

    private static boolean mostlyLong(List<DayRange> ranges) {
        long many = ranges.stream()
                .filter(range -> range.to() - range.from() >= LONG_RANGE)
                .count();
        return 2 * many >= ranges.size();
    }

    private static boolean manyAndClose(List<DayRange> ranges) {
        long first = ranges.stream().mapToLong(DayRange::from).min().orElse(0);
        long last = ranges.stream().mapToLong(DayRange::from).max().orElse(0);
        return ranges.size() > MANY_RANGES && last - first < LONG_RANGE * ranges.size();
    }

    @Override
    public SortedMap<Long, Long> stocksAt(Collection<String> unitIds, String indicator, Collection<Long> days) {
        SortedMap<Long, Long> values = new TreeMap<>();
        List<Long> sorted = List.copyOf(new TreeSet<>(days));
        if (sorted.isEmpty()) {
            return values;
        }
        List<DayRange> between = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            long next = i + 1 < sorted.size() ? sorted.get(i + 1) : Integer.MAX_VALUE;
            between.add(new DayRange(sorted.get(i) + 1, next));
        }
        List<Long> read = query("reading a stock", STOCK, unitIds, indicator, between)
                .withInteger(known)
                .with(zone.getId())
                .list(database, row -> row.getLong(1));
        long value = read.get(0);
        for (int i = sorted.size() - 1; i >= 0; i--) {
            value -= read.get(i + 1);
            values.put(sorted.get(i), value);
        }
        return values;
    }

    @Override
    public List<LastCount> lastCounts(Collection<String> unitIds, Collection<String> indicators, long sinceDay) {
        return new Query("reading when something was last counted", LAST_COUNTS)
                .withInteger(sinceDay)
                .with(unitIds)
                .with(indicators)
                .list(
                        database,
                        row -> new LastCount(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)));
    }

    @Override
    public List<String> indicators(String prefix) {
        return new Query(
                        "reading indicators",
                        "select indicator from indicator_numbers where starts_with(indicator, ?) order by indicator")
                .with(prefix)
                .list(database, row -> row.getString(1));
    }

    private static @Nullable Long optional(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
