package org.stationboard.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.engine.Parameters;

/** The writer's speed on what a {@link SinkBench} left in the database, as a ratio to PostgreSQL's own. */
final class WriterBench {
    private static final int BATCH = 5_000;
    /** Rows of a table that are written again. */
    private static final int MOST = 150_000;

    private static final double APPENDED_SHARE = 0.60;
    private static final double UPSERTED_SHARE = 0.25;

    private WriterBench() {}

    /**
     * The writer alone against one bare COPY of the same rows into the same table with its indexes, both in turn; whether
     * it has the shares of that speed that it is to have.
     */
    static boolean againstBareCopy(Database database) throws Exception {
        try (Connection connection = database.writer()) {
            connection.setAutoCommit(false);
            SinkProgress progress = SinkProgress.read(connection);
            BatchWriter writer = new BatchWriter(connection, false);
            List<Batch> versions = versions(connection);
            List<Batch> figures = figures(connection);
            double copied = bareCopy(connection, "record_versions");
            double appended = write(connection, writer, progress, versions, "record_versions");
            SinkBench.say("record_versions: writer at %.0f %% of a bare COPY", 100 * copied / appended);
            boolean reached = copied / appended >= APPENDED_SHARE;
            copied = bareCopy(connection, "figures");
            double inserted = write(connection, writer, progress, figures, "figures, figure_months");
            double updated = write(connection, writer, progress, figures, "");
            SinkBench.say(
                    "figures: first values at %.0f %%, newer values at %.0f %% of a bare COPY",
                    100 * copied / inserted, 100 * copied / updated);
            dictionaries(connection);
            return reached && copied / inserted >= UPSERTED_SHARE && copied / updated >= UPSERTED_SHARE;
        }
    }

    private static List<Batch> versions(Connection connection) throws Exception {
        List<Batch.Version> all = new ArrayList<>();
        DaySpans spans = new DaySpans(Parameters.of(StoreContract.ZONE));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select bytes, log_partition, log_offset, tick from record_versions order by log_offset limit "
                                + MOST)) {
            while (rows.next()) {
                StationRecord head = StationRecord.parseFrom(rows.getBytes(1));
                all.add(new Batch.Version(
                        head,
                        BodyKind.ALARM,
                        rows.getBytes(1),
                        rows.getInt(2),
                        rows.getLong(3),
                        rows.getInt(4),
                        spans.of(head)));
            }
        }
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(batch(all.subList(from, Math.min(all.size(), from + BATCH)), List.of()));
        }
        return batches;
    }

    private static List<Batch> figures(Connection connection) throws SQLException {
        List<Batch.Valued<Figure>> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select unit_id, i.indicator, day, numerator, log_offset, tick "
                        + "from figures f join unit_numbers u on u.number = f.unit "
                        + "join indicator_numbers i on i.number = f.indicator order by log_offset limit " + MOST)) {
            while (rows.next()) {
                Figure figure = StoreContract.count(
                        rows.getString(1), rows.getString(2), LocalDate.ofEpochDay(rows.getLong(3)), rows.getLong(4));
                all.add(new Batch.Valued<>(figure, 0, rows.getLong(5), rows.getInt(6), 0, null));
            }
        }
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(batch(List.of(), all.subList(from, Math.min(all.size(), from + BATCH))));
        }
        return batches;
    }

    private static Batch batch(List<Batch.Version> versions, List<Batch.Valued<Figure>> figures) {
        return new Batch(
                versions,
                List.of(),
                figures,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                new Batch.Counts(0, 0, 0, 0, 0, 0));
    }

    private static double bareCopy(Connection connection, String table) throws Exception {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        copies.copyOut(
                "copy (select * from " + table + " order by log_offset limit " + MOST + ") to stdout (format binary)",
                rows);
        truncate(connection, table);
        long begun = System.nanoTime();
        long copied = copies.copyIn(
                "copy " + table + " from stdin (format binary)", new ByteArrayInputStream(rows.toByteArray()), 1 << 16);
        connection.commit();
        double seconds = SinkBench.seconds(begun);
        SinkBench.say("%s: bare COPY of %,d rows in %.2f s (%,.0f a second)", table, copied, seconds, copied / seconds);
        return seconds;
    }

    private static double write(
            Connection connection, BatchWriter writer, SinkProgress progress, List<Batch> batches, String emptied)
            throws SQLException {
        truncate(connection, emptied);
        long begun = System.nanoTime();
        long written = 0;
        for (Batch batch : batches) {
            written += writer.write(batch, progress).written();
        }
        double seconds = SinkBench.seconds(begun);
        SinkBench.say("writer: %,d rows in %.2f s (%,.0f a second)", written, seconds, written / seconds);
        return seconds;
    }

    private static void truncate(Connection connection, String table) throws SQLException {
        if (!table.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("truncate " + table);
            }
            connection.commit();
        }
    }

    /** What numbers in the place of ids are worth: the same figures with the ids themselves. */
    private static void dictionaries(Connection connection) throws SQLException {
        String text = "create table figures_text (unit text collate \"C\", indicator text collate \"C\", day integer,"
                + " tick integer, log_offset bigint, numerator bigint, denominator bigint, opened bigint, closed bigint,"
                + " primary key (unit, indicator, day)) with (fillfactor = 75)";
        String ids = "select u.unit_id, i.indicator, day, tick, log_offset, numerator, denominator, opened, closed "
                + "from figures f join unit_numbers u on u.number = f.unit "
                + "join indicator_numbers i on i.number = f.indicator";
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table figures_number (like figures including all) with (fillfactor = 75)");
            statement.execute(text);
            statement.execute("create temporary table with_numbers as select * from figures order by log_offset");
            statement.execute("create temporary table with_ids as " + ids + " order by log_offset");
            for (String kind : List.of("number", "text", "number", "text")) {
                long begun = System.nanoTime();
                statement.execute("insert into figures_" + kind + " as stands select * from with_"
                        + (kind.equals("text") ? "ids" : "numbers") + " on conflict (unit, indicator, day) do update "
                        + "set numerator = excluded.numerator, tick = excluded.tick");
                connection.commit();
                SinkBench.say("dictionaries: %-6s upsert %.2f s", kind, SinkBench.seconds(begun));
            }
            ResultSet sizes = statement.executeQuery("select pg_total_relation_size('figures_number') / 1024, "
                    + "pg_total_relation_size('figures_text') / 1024");
            sizes.next();
            SinkBench.say("dictionaries: numbers %,d kB, ids %,d kB", sizes.getLong(1), sizes.getLong(2));
        }
    }
}
