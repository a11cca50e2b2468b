package org.stationboard.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds up the day figures of months that are over, for whoever asks about long ranges. A figure that changes takes the
 * sums of its month away in its own transaction; here they are made anew when the sink has nothing else to do, so sums
 * that stand are those of the figures beside them. For the sink's thread alone; void with its connection.
 */
final class MonthSums {
    private static final Logger LOG = LoggerFactory.getLogger(MonthSums.class);
    /** Months of a unit and indicator in one go: some hundred milliseconds. */
    private static final int AT_ONCE = 500;

    /**
     * For the rest of the transaction. Sums are never made from what was there before another writer's figures: it has
     * written them before it takes this, or writes them after it is given back. The number is any one.
     */
    private static final String LOCK = "select pg_advisory_xact_lock(4242042)";

    /** The months of the figures in a table, without sums. */
    private static final String MONTHS_OF = """
            insert into figure_months (unit, indicator, month_from, month_to)
            select s.unit, s.indicator, s.month_from,
                (date '1970-01-01' + s.month_from + interval '1 month')::date - date '1970-01-01' - 1
            from (
                select distinct unit, indicator, day - date_part('day', date '1970-01-01' + day)::integer + 1 as month_from
                from %s) s
            """;

    private static final String NO_SUMS = "newest = null, numerators = null, denominators = null, opened = null, "
            + "closed = null, counted = null, ticks = null";

    /** Of the figures that the running transaction has staged. What has no sums is left as it is. */
    private static final String TAKE_AWAY = MONTHS_OF.formatted("staged_figures") + """
            where not exists (
                select 1 from figure_months m where m.unit = s.unit and m.indicator = s.indicator
                    and m.month_from = s.month_from and m.ticks is null)
            order by s.unit, s.indicator, s.month_from
            on conflict (unit, indicator, month_from) do update set
            """ + NO_SUMS;

    /**
     * Of each day what is there up to it; a kind of number that no figure of the month has stays null. An indicator's
     * figures all have the same kinds: else a range could have nought where its days have none.
     */
    private static final String ADD_UP = """
            with due as (
                select unit, indicator, month_from, month_to from figure_months
                where ticks is null and month_from < ? order by month_from, indicator, unit limit ?
            ), added as (
                select d.unit, d.indicator, d.month_from, max(s.tick) as newest,
                    array_agg(coalesce(s.numerator, 0) order by s.day) as numerators,
                    case when count(s.denominator) > 0 then array_agg(coalesce(s.denominator, 0) order by s.day) end
                        as denominators,
                    case when count(s.opened) > 0 then array_agg(coalesce(s.opened, 0) order by s.day) end as opened,
                    case when count(s.closed) > 0 then array_agg(coalesce(s.closed, 0) order by s.day) end as closed,
                    array_agg(s.counted order by s.day) as counted,
                    array_agg(s.tick order by s.day) as ticks
                from due d
                cross join lateral (
                    select g.day, f.tick,
                        (sum(f.numerator) over so_far)::bigint as numerator,
                        (sum(f.denominator) over so_far)::bigint as denominator,
                        (sum(f.opened) over so_far)::bigint as opened,
                        (sum(f.closed) over so_far)::bigint as closed,
                        (count(f.day) over so_far)::smallint as counted
                    from generate_series(d.month_from, d.month_to) g(day)
                    left join figures f on f.unit = d.unit and f.indicator = d.indicator and f.day = g.day
                        and f.day between d.month_from and d.month_to
                    window so_far as (order by g.day)) s
                group by d.unit, d.indicator, d.month_from
            )
            update figure_months m set newest = a.newest, numerators = a.numerators, denominators = a.denominators,
                opened = a.opened, closed = a.closed, counted = a.counted, ticks = a.ticks
            from added a
            where m.unit = a.unit and m.indicator = a.indicator and m.month_from = a.month_from and m.ticks is null
            """;

    private final Connection connection;
    private final ZoneId zone;
    private boolean due = true;

    MonthSums(Connection connection, ZoneId zone) {
        this.connection = connection;
        this.zone = zone;
    }

    /**
     * Takes all sums away where figures were written by a build that did not, and gives every month its row; before
     * anybody reads. Seconds at the size of a city, and nothing else.
     */
    static void repair(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            String moved = "select 1 from sink_offsets where next_offset is distinct from summed_to limit 1";
            try (ResultSet rows = statement.executeQuery(moved)) {
                if (!rows.next()) {
                    connection.rollback();
                    return;
                }
            }
            statement.execute("lock table figures in share row exclusive mode");
            int added = statement.executeUpdate(MONTHS_OF.formatted("figures") + "on conflict do nothing");
            int taken = statement.executeUpdate("update figure_months set " + NO_SUMS + " where ticks is not null");
            statement.execute("analyze figure_months");
            statement.executeUpdate("update sink_offsets set summed_to = next_offset");
            connection.commit();
            LOG.info("store.months made anew: rows added {}, sums taken away {}", added, taken);
        }
    }

    /** In the transaction that writes the staged figures, after them. */
    static void takeAway(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(LOCK);
            statement.executeUpdate(TAKE_AWAY);
        }
    }

    /** Figures may have been written since. */
    void changed() {
        due = true;
    }

    /** Adds up a part of what is due of the months before the one that the clock is in, and commits. */
    void addUp(OptionalLong completedTick) throws SQLException {
        if (!due || completedTick.isEmpty()) {
            return;
        }
        try (Statement lock = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement(ADD_UP)) {
            lock.execute(LOCK);
            statement.setInt(1, monthOf(completedTick.getAsLong()));
            statement.setInt(2, AT_ONCE);
            due = statement.executeUpdate() == AT_ONCE;
        }
        connection.commit();
    }

    /** First day of the month that the epoch minute lies in. */
    private int monthOf(long minute) {
        LocalDate day =
                Instant.EPOCH.plus(minute, ChronoUnit.MINUTES).atZone(zone).toLocalDate();
        return Math.toIntExact(day.withDayOfMonth(1).toEpochDay());
    }
}
