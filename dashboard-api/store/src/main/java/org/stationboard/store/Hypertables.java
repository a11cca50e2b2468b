package org.stationboard.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.engine.Recomputation;

/**
 * What TimescaleDB makes of the tables that grow with time, as far as the extension is there and its licence setting
 * allows: hypertables in any case, the columnstore for old chunks under the licence {@code timescale} alone. Without it
 * the tables stay as they are and everything else is the same.
 */
final class Hypertables {
    private static final Logger LOG = LoggerFactory.getLogger(Hypertables.class);
    private static final int MINUTES_A_DAY = 24 * 60;
    private static final int HALF_A_YEAR = 180;

    private Hypertables() {}

    /**
     * A table that is cut by time.
     *
     * @param column its time column, days or minutes since 1970-01-01
     * @param chunk how much of it is one chunk
     * @param needed how far back it has to reach: as the longest look back of any rule, or as minutes are kept
     * @param compressed the columnstore's segments and order; null where rows of any age still change often
     */
    private record Cut(
            String table,
            String column,
            long chunk,
            long needed,
            @Nullable Columns compressed) {}

    private record Columns(String segments, String order, long after) {}

    private static final long DAYS_NEEDED = Recomputation.MONTHS_LOOKED_BACK * 31L;

    private static final List<Cut> CUTS = List.of(
            new Cut("figures", "day", HALF_A_YEAR, DAYS_NEEDED, null),
            new Cut(
                    "figure_history",
                    "day",
                    HALF_A_YEAR,
                    DAYS_NEEDED,
                    new Columns("unit, indicator", "day, tick", 400)),
            new Cut(
                    "verdicts",
                    "tick",
                    (long) HALF_A_YEAR * MINUTES_A_DAY,
                    DAYS_NEEDED * MINUTES_A_DAY,
                    new Columns("unit, standard_id", "tick", 400L * MINUTES_A_DAY)),
            new Cut("figures_minute", "minute", MINUTES_A_DAY, FigureReader.MINUTES_KEPT.toMinutes(), null));

    /**
     * Makes hypertables where that is possible; what is one already stays so. Says whether there are any.
     *
     * @throws StoreException when somebody lets TimescaleDB drop what rules still look back on
     */
    static boolean prepare(Connection connection) throws SQLException {
        if (!preloaded(connection)) {
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists timescaledb");
            for (Cut cut : CUTS) {
                statement.execute("select create_hypertable('" + cut.table() + "', by_range('" + cut.column() + "', "
                        + cut.chunk() + "), create_default_indexes => false, if_not_exists => true, "
                        + "migrate_data => true)");
            }
        }
        requireRetention(connection);
        String licence = text(connection, "show timescaledb.license");
        if ("timescale".equals(licence)) {
            compress(connection);
        }
        LOG.info("store.timescaledb licence={} hypertables={}", licence, CUTS.size());
        return true;
    }

    /** An extension that is not loaded at the server's start ends the connection that creates it. */
    private static boolean preloaded(Connection connection) throws SQLException {
        String sql = "select count(*) from pg_available_extensions where name = 'timescaledb' "
                + "and pg_has_role(current_user, 'pg_read_all_settings', 'member')";
        return !"0".equals(text(connection, sql))
                && text(connection, "show shared_preload_libraries").contains("timescaledb");
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** What nobody changes any more is kept by column; a version that comes late still finds its place. */
    private static void compress(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create or replace function stationboard_day() returns integer language sql stable as "
                    + "'select coalesce(max(tick), 0) / 1440 from ticks_now'");
            statement.execute("create or replace function stationboard_minute() returns integer language sql stable as "
                    + "'select coalesce(max(tick), 0) from ticks_now'");
            for (Cut cut : CUTS) {
                Columns columns = cut.compressed();
                if (columns != null && !guarded(connection, cut.table())) {
                    String clock = cut.column().equals("day") ? "stationboard_day" : "stationboard_minute";
                    statement.execute("alter table " + cut.table() + " set (timescaledb.enable_columnstore, "
                            + "timescaledb.segmentby = '" + columns.segments() + "', timescaledb.orderby = '"
                            + columns.order() + "')");
                    statement.execute("select set_integer_now_func('" + cut.table() + "', '" + clock
                            + "', replace_if_exists => true)");
                    statement.execute("call add_columnstore_policy('" + cut.table() + "', after => " + columns.after()
                            + ", if_not_exists => true)");
                }
            }
        }
    }

    /** TimescaleDB keeps no table by column whose rows are guarded one by one: who may see what comes first. */
    private static boolean guarded(Connection connection, String table) throws SQLException {
        boolean guarded = text(connection, "select relrowsecurity from pg_class where oid = '" + table + "'::regclass")
                .equals("t");
        if (guarded) {
            LOG.info("store.columnstore table={} left out: its rows are guarded", table);
        }
        return guarded;
    }

    /** Policies that somebody made by hand are TimescaleDB's own and outlive a start of ours. */
    private static void requireRetention(Connection connection) throws SQLException {
        List<String> faults = new ArrayList<>();
        String sql = "select config ->> 'drop_after' from timescaledb_information.jobs "
                + "where proc_name = 'policy_retention' and hypertable_name = ?";
        for (Cut cut : CUTS) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, cut.table());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        fault(cut.table(), cut.needed(), rows.getString(1)).ifPresent(faults::add);
                    }
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new StoreException(
                    StoreException.Reason.REFUSED,
                    "retention: " + String.join("; ", faults),
                    new SQLException("policy"));
        }
    }

    /** What is wrong with dropping rows of a table after so long; none where rules do not look back so far. */
    static Optional<String> fault(String table, long needed, @Nullable String dropAfter) {
        OptionalLong kept = dropAfter != null && dropAfter.matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(dropAfter))
                : OptionalLong.empty();
        return kept.isPresent() && kept.getAsLong() >= needed
                ? Optional.empty()
                : Optional.of(table + " is dropped after " + dropAfter + " (expected: no policy, or at least " + needed
                        + ")");
    }

    /** Drops whole chunks of minutes that lie before the epoch minute; what is left of a chunk is deleted by row. */
    static void dropMinutes(Connection connection, int before) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select drop_chunks('figures_minute', older_than => ?::integer)")) {
            statement.setInt(1, before);
            statement.execute();
        }
    }
}
