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
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.store.Batch.Valued;

/**
 * Writes batches, each in one transaction with the offsets to go on from. After any exception the connection, the
 * progress and this object are void. For the sink's thread alone.
 */
final class BatchWriter {
    private static final String UNIQUE_VIOLATION = "23505";

    private final Connection connection;
    private final CopyManager copies;
    private final Numbers units;
    private final Numbers indicators;
    private final CopyRows rows = new CopyRows();
    private long offered;
    private long written;

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

    BatchWriter(Connection connection) throws SQLException {
        this.connection = connection;
        this.copies = connection.unwrap(PGConnection.class).getCopyAPI();
        this.units = Numbers.ofUnits(connection);
        this.indicators = Numbers.ofIndicators(connection);
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
        writeRecords(batch, progress);
        writeFigures(batch);
        writeVerdicts(SinkTable.VERDICTS, batch.verdicts());
        writeVerdicts(SinkTable.VERDICTS_NOW, batch.verdictsNow());
        writeAlerts(batch.alerts());
        writeFeeds(batch.feeds());
        writeTicks(batch);
        dropOldMinutes(progress);
        moveOffsets(batch.nextOffsets(), progress);
        connection.commit();
        progress.nextOffsets.putAll(batch.nextOffsets());
        return new Written(offered, written);
    }

    private void writeRecords(Batch batch, SinkProgress progress) throws SQLException {
        start();
        for (Batch.Version version : batch.versions()) {
            row(version);
        }
        append(SinkTable.RECORD_VERSIONS);
        widenSpans(batch.versions(), progress);
        for (Batch.ControlRecord control : batch.controls()) {
            rows.row(SinkTable.CONTROL_RECORDS.fields())
                    .smallint(control.partition())
                    .bigint(control.offset())
                    .integer(control.tick())
                    .smallint(control.kind())
                    .bytea(control.bytes());
        }
        merge(SinkTable.CONTROL_RECORDS);
        for (DeadLetter letter : batch.deadLetters()) {
            rows.row(SinkTable.DEAD_LETTERS.fields())
                    .smallint(letter.getPartition())
                    .bigint(letter.getOffset())
                    .text(letter.getReason())
                    .text(letter.getExpected());
        }
        merge(SinkTable.DEAD_LETTERS);
    }

    private void row(Batch.Version version) throws SQLException {
        rows.row(SinkTable.RECORD_VERSIONS.fields())
                .smallint(version.partition())
                .bigint(version.offset())
                .bigint(version.head().getVersion())
                .bigint(version.head().getContentDigest() ^ Long.MIN_VALUE)
                .integer(units.of(version.head().getUnitId()))
                .integer(version.tick());
        DayRange span = version.span();
        if (span == null) {
            rows.none().none();
        } else {
            rows.integer(Math.toIntExact(span.from())).integer(Math.toIntExact(span.to()));
        }
        rows.smallint(version.body().number())
                .bool(version.head().getWithdrawn())
                .text(version.head().getRecordId())
                .bytea(version.bytes());
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

    private void writeFigures(Batch batch) throws SQLException {
        for (Valued<Figure> figure : batch.figures()) {
            key(SinkTable.FIGURES, figure.value());
            rows.integer(figure.tick());
            counts(figure);
        }
        merge(SinkTable.FIGURES);
        for (Valued<Figure> figure : batch.history()) {
            key(SinkTable.FIGURE_HISTORY, figure.value());
            rows.integer(figure.turn());
            counts(figure);
        }
        merge(SinkTable.FIGURE_HISTORY);
        for (Valued<Figure> figure : batch.minutes()) {
            rows.row(SinkTable.FIGURES_MINUTE.fields())
                    .integer(Math.toIntExact(figure.value().getStart()))
                    .integer(units.of(figure.value().getUnitId()))
                    .integer(indicators.of(figure.value().getIndicator()))
                    .integer(figure.tick())
                    .bigint(figure.logOffset())
                    .bigint(figure.value().getNumerator());
            optional(figure.value().hasDenominator(), figure.value().getDenominator());
        }
        merge(SinkTable.FIGURES_MINUTE);
    }

    private void key(SinkTable table, Figure figure) throws SQLException {
        rows.row(table.fields())
                .integer(units.of(figure.getUnitId()))
                .integer(indicators.of(figure.getIndicator()))
                .integer(Math.toIntExact(figure.getStart()));
    }

    private void counts(Valued<Figure> figure) {
        Figure value = figure.value();
        rows.bigint(figure.logOffset()).bigint(value.getNumerator());
        optional(value.hasDenominator(), value.getDenominator());
        optional(value.hasOpened(), value.getOpened());
        optional(value.hasClosed(), value.getClosed());
    }

    private void optional(boolean present, long value) {
        if (present) {
            rows.bigint(value);
        } else {
            rows.none();
        }
    }

    private void writeVerdicts(SinkTable table, List<Valued<Verdict>> verdicts) throws SQLException {
        for (Valued<Verdict> verdict : verdicts) {
            Verdict value = verdict.value();
            rows.row(table.fields())
                    .integer(units.of(value.getUnitId()))
                    .text(value.getStandardId())
                    .integer(Math.toIntExact(value.getTick()));
            if (table == SinkTable.VERDICTS) {
                rows.integer(Math.toIntExact(value.getOn()))
                        .smallint(value.getStateValue())
                        .bool(value.getTurn())
                        .smallint(verdict.partition());
            }
            rows.bigint(verdict.logOffset()).bytea(verdict.bytes());
        }
        merge(table);
    }

    private void writeAlerts(List<Valued<AlertTransition>> alerts) throws SQLException {
        for (Valued<AlertTransition> alert : alerts) {
            rows.row(SinkTable.ALERT_TRANSITIONS.fields())
                    .text(alert.value().getId())
                    .integer(units.of(alert.value().getUnitId()))
                    .text(alert.value().getStandardId())
                    .integer(Math.toIntExact(alert.value().getTick()))
                    .smallint(alert.value().getToValue())
                    .smallint(alert.partition())
                    .bigint(alert.logOffset())
                    .bytea(alert.bytes());
        }
        merge(SinkTable.ALERT_TRANSITIONS);
    }

    private void writeFeeds(List<Valued<FeedState>> feeds) throws SQLException {
        for (Valued<FeedState> feed : feeds) {
            rows.row(SinkTable.FEEDS.fields())
                    .text(feed.value().getSource())
                    .text(feed.value().getFeed())
                    .text(feed.value().getLogKey())
                    .integer(feed.tick())
                    .bigint(feed.logOffset())
                    .bytea(feed.bytes());
        }
        merge(SinkTable.FEEDS);
    }

    private void writeTicks(Batch batch) throws SQLException {
        batch.ticks().forEach(tick -> row(SinkTable.TICKS_NOW, tick));
        merge(SinkTable.TICKS_NOW);
        batch.turns().forEach(turn -> row(SinkTable.TICKS, turn));
        merge(SinkTable.TICKS);
    }

    private void row(SinkTable table, TickMarker marker) {
        rows.row(table.fields())
                .smallint(marker.getPartition())
                .integer(Math.toIntExact(marker.getTick()))
                .bigint(marker.getOffset())
                .bigint(marker.getApplied())
                .bigint(marker.getSuperseded())
                .bigint(marker.getDuplicate())
                .bigint(marker.getDead())
                .bigint(marker.getConflicts());
    }

    private void start() {
        rows.clear();
    }

    /** The rows gathered so far, straight into the table; by way of {@link #merge} only when one is there already. */
    private void append(SinkTable table) throws SQLException {
        if (rows.rows() == 0) {
            return;
        }
        Savepoint before = connection.setSavepoint();
        try {
            long copied = copy(table.copyToTable());
            connection.releaseSavepoint(before);
            offered += copied;
            written += copied;
            start();
        } catch (SQLException e) {
            if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            merge(table);
        }
    }

    /** The rows gathered so far, into the table as its rule for known keys says. */
    private void merge(SinkTable table) throws SQLException {
        if (rows.rows() == 0) {
            return;
        }
        offered += copy(table.copyToStaging());
        try (Statement statement = connection.createStatement()) {
            written += statement.executeUpdate(table.merge());
        }
        start();
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
        try (PreparedStatement statement = connection.prepareStatement("delete from figures_minute where minute < ?")) {
            statement.setInt(1, from);
            statement.executeUpdate();
        }
        progress.minutesFrom = from;
    }

    /** Only from where this sink left them: were there a second one, one of the two would have to begin anew. */
    private void moveOffsets(Map<TopicPartition, Long> nextOffsets, SinkProgress progress) throws SQLException {
        String sql = "update sink_offsets set next_offset = ?, log_tick = ? "
                + "where topic = ? and partition = ? and next_offset = ?";
        int moved = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Map.Entry<TopicPartition, Long> next : nextOffsets.entrySet()) {
                TopicPartition partition = next.getKey();
                boolean ofLog = partition.topic().equals(Topic.STATION_RECORDS.topicName());
                statement.setLong(1, next.getValue());
                statement.setInt(2, ofLog ? progress.logTicks.getOrDefault(partition.partition(), 0) : 0);
                statement.setString(3, partition.topic());
                statement.setInt(4, partition.partition());
                statement.setLong(5, progress.nextOffsets.get(partition));
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
