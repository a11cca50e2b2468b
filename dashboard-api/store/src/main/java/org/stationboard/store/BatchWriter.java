package org.stationboard.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.Figure;

/**
 * Writes batches, each in one transaction with the offsets to go on from. After any exception the connection, the
 * progress and this object are void. For the sink's thread alone.
 */
final class BatchWriter {
    private static final String UNIQUE_VIOLATION = "23505";

    private final Connection connection;
    private final CopyManager copies;
    private final CopyRows rows = new CopyRows();
    private final RowEncoder encoder;
    private final boolean hypertables;
    private long offered;
    private long written;

    /** Makes one row of a value; may give a new id its number in the running transaction. */
    @FunctionalInterface
    private interface Encoding<T> {
        void encode(T value) throws SQLException;
    }

    /** What a transaction did: rows it brought, and those of them that were not in the database yet. */
    record Written(long offered, long written) {}

    /** Another writer moved the offsets: what this one was about to write is written. */
    static final class OffsetsMovedException extends SQLException {
        private static final long serialVersionUID = 1L;

        OffsetsMovedException(int moved, int expected) {
            super("sink_offsets: " + moved + " partitions were where this sink left them (expected: " + expected
                    + "); another sink writes to this database");
        }
    }

    /** @param hypertables whether tables that grow with time are TimescaleDB's */
    BatchWriter(Connection connection, boolean hypertables) throws SQLException {
        this.connection = connection;
        this.hypertables = hypertables;
        this.copies = connection.unwrap(PGConnection.class).getCopyAPI();
        this.encoder = new RowEncoder(rows, Numbers.ofUnits(connection), Numbers.ofIndicators(connection));
        try (Statement statement = connection.createStatement()) {
            for (SinkTable table : SinkTable.values()) {
                statement.execute(table.createStaging());
            }
        }
        connection.commit();
    }

    /** Writes and commits; then the progress says so. */
    Written write(Batch batch, SinkProgress progress) throws SQLException {
        offered = 0;
        written = 0;
        writeVersions(batch.versions(), progress);
        write(SinkTable.CONTROL_RECORDS, batch.controls(), encoder::control);
        write(SinkTable.DEAD_LETTERS, batch.deadLetters(), encoder::deadLetter);
        writeFigures(batch.figures());
        write(SinkTable.FIGURE_HISTORY, batch.history(), encoder::history);
        write(SinkTable.FIGURES_MINUTE, batch.minutes(), encoder::minute);
        write(SinkTable.VERDICTS, batch.verdicts(), encoder::verdict);
        write(SinkTable.VERDICTS_NOW, batch.verdictsNow(), encoder::verdictNow);
        writeAlerts(batch.alerts());
        write(SinkTable.FEEDS, batch.feeds(), encoder::feed);
        write(SinkTable.TICKS_NOW, batch.ticks(), tick -> encoder.marker(SinkTable.TICKS_NOW, tick));
        write(SinkTable.TICKS, batch.turns(), turn -> encoder.marker(SinkTable.TICKS, turn));
        dropOldMinutes(progress);
        moveOffsets(batch.nextOffsets(), progress);
        connection.commit();
        progress.nextOffsets.putAll(batch.nextOffsets());
        return new Written(offered, written);
    }

    /** The longest span only ever grows, so an older version never falls out of a query. */
    private void widenSpans(List<Batch.Version> versions, SinkProgress progress) throws SQLException {
        for (Batch.Version version : versions) {
            DayRange span = version.span();
            int days = span == null ? 0 : Math.toIntExact(span.to() - span.from());
            if (days > progress.longestSpans.getOrDefault(version.body(), 0)) {
                progress.longestSpans.put(version.body(), days);
                String sql = "insert into body_spans as stands (body, longest) values (?, ?) on conflict (body) "
                        + "do update set longest = greatest(stands.longest, excluded.longest)";
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.setInt(1, version.body().number());
                    statement.setInt(2, days);
                    statement.executeUpdate();
                }
            }
        }
    }

    /** Straight into the table; by way of the table's rule for known keys only when one of them is there already. */
    private void writeVersions(List<Batch.Version> versions, SinkProgress progress) throws SQLException {
        if (versions.isEmpty()) {
            return;
        }
        encode(versions, encoder::version);
        SinkTable table = SinkTable.RECORD_VERSIONS;
        Savepoint before = connection.setSavepoint();
        try {
            long copied = copy(table.copyToTable());
            connection.releaseSavepoint(before);
            offered += copied;
            written += copied;
        } catch (SQLException e) {
            if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            merge(table);
        }
        widenSpans(versions, progress);
    }

    /** Transitions that no batch brings, in the running transaction. */
    void adopt(List<Batch.Valued<AlertTransition>> alerts) throws SQLException {
        writeAlerts(alerts);
    }

    /** With each transition what has to follow from it: the notice and the policy's weighing. */
    private void writeAlerts(List<Batch.Valued<AlertTransition>> alerts) throws SQLException {
        write(SinkTable.ALERT_TRANSITIONS, alerts, encoder::alert);
        if (!alerts.isEmpty()) {
            List<AlertTransition> transitions =
                    alerts.stream().map(Batch.Valued::value).toList();
            PostgresNoticeOutbox.insert(connection, transitions);
            PostgresProposalStore.insert(connection, transitions);
        }
    }

    private void writeFigures(List<Batch.Valued<Figure>> figures) throws SQLException {
        write(SinkTable.FIGURES, figures, encoder::figure);
        if (!figures.isEmpty()) {
            MonthSums.takeAway(connection);
        }
    }

    private <T> void write(SinkTable table, List<T> values, Encoding<T> encoding) throws SQLException {
        if (!values.isEmpty()) {
            encode(values, encoding);
            merge(table);
        }
    }

    private <T> void encode(List<T> values, Encoding<T> encoding) throws SQLException {
        rows.clear();
        for (T value : values) {
            encoding.encode(value);
        }
    }

    /** The encoded rows, into the table as its rule for known keys says. */
    private void merge(SinkTable table) throws SQLException {
        offered += copy(table.copyToStaging());
        try (Statement statement = connection.createStatement()) {
            written += statement.executeUpdate(table.merge());
        }
    }

    private long copy(String sql) throws SQLException {
        int length = rows.finish();
        CopyIn copy = copies.copyIn(sql);
        copy.writeToCopy(rows.bytes(), 0, length);
        return copy.endCopy();
    }

    /** Minutes go as the slowest partition's clock leaves them behind, a whole day at a time. */
    private void dropOldMinutes(SinkProgress progress) throws SQLException {
        long clock = progress.completedTick().orElse(0);
        int from = (int) (clock - FigureReader.MINUTES_KEPT.toMinutes());
        if (clock == 0 || from < progress.minutesFrom + 24 * 60) {
            return;
        }
        if (hypertables) {
            Hypertables.dropMinutes(connection, from);
        }
        try (PreparedStatement statement = connection.prepareStatement("delete from figures_minute where minute < ?")) {
            statement.setInt(1, from);
            statement.executeUpdate();
        }
        progress.minutesFrom = from;
    }

    /** Only from where this sink left them: were there a second one, one of the two would have to begin anew. */
    private void moveOffsets(Map<TopicPartition, Long> nextOffsets, SinkProgress progress) throws SQLException {
        String sql = "update sink_offsets set next_offset = ?, summed_to = ?, log_tick = ? "
                + "where topic = ? and partition = ? and next_offset = ?";
        int moved = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Map.Entry<TopicPartition, Long> next : nextOffsets.entrySet()) {
                TopicPartition partition = next.getKey();
                boolean ofLog = partition.topic().equals(Topic.STATION_RECORDS.topicName());
                statement.setLong(1, next.getValue());
                statement.setLong(2, next.getValue());
                statement.setInt(3, ofLog ? progress.logTicks.getOrDefault(partition.partition(), 0) : 0);
                statement.setString(4, partition.topic());
                statement.setInt(5, partition.partition());
                statement.setLong(6, progress.next(partition));
                statement.addBatch();
            }
            for (int count : statement.executeBatch()) {
                moved += count;
            }
        }
        if (moved != nextOffsets.size()) {
            throw new OffsetsMovedException(moved, nextOffsets.size());
        }
    }
}
