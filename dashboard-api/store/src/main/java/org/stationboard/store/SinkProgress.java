package org.stationboard.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.stationboard.contract.Topic;

/**
 * How far the sink has come. Read from the database when a connection is made and kept beside it; thrown away with it,
 * so that it never knows more than was committed. For the sink's thread alone.
 */
final class SinkProgress {
    /** Three years: figures may be read that far behind their records. */
    private static final int TURNS_REMEMBERED = 1_100;

    /** Where to go on reading, as the database has it. */
    final Map<TopicPartition, Long> nextOffsets = new HashMap<>();
    /** Last tick of the log read on each partition of station-records; 0 before the first. */
    final Map<Integer, Integer> logTicks = new HashMap<>();
    /** Offsets of the ticks that were day's turns, the newest on each partition; known of what this process has read. */
    private final Map<Integer, TreeSet<Long>> turnOffsets = new HashMap<>();
    /** Tick of the newest marker taken on each partition. */
    final Map<Integer, Integer> markerTicks = new HashMap<>();
    /** Most days that a version of each body spans. */
    final Map<BodyKind, Integer> longestSpans = new EnumMap<>(BodyKind.class);
    /**
     * Of a log whose readers once followed another engine: on each partition the last marker that the store has of that
     * one, as tick and offset. What was said until then stands as it was said.
     */
    private final Map<Integer, long[]> takenOverAt = new HashMap<>();
    /** Minute figures before this epoch minute are gone. */
    int minutesFrom;

    /** Of a database that nothing was written to. */
    SinkProgress() {}

    static SinkProgress read(Connection connection) throws SQLException {
        SinkProgress progress = new SinkProgress();
        try (Statement statement = connection.createStatement()) {
            progress.readOffsets(statement);
            try (ResultSet rows = statement.executeQuery("select log_partition, tick from ticks_now")) {
                while (rows.next()) {
                    progress.markerTicks.put(rows.getInt(1), rows.getInt(2));
                }
            }
            String takenOver = "select log_partition, tick, log_offset from engine_set_begins "
                    + "where name = (select name from engine_set)";
            try (ResultSet rows = statement.executeQuery(takenOver)) {
                while (rows.next()) {
                    progress.takenOverAt.put(rows.getInt(1), new long[] {rows.getLong(2), rows.getLong(3)});
                }
            }
            try (ResultSet rows = statement.executeQuery("select body, longest from body_spans")) {
                while (rows.next()) {
                    progress.longestSpans.put(BodyKind.numbered(rows.getInt(1)), rows.getInt(2));
                }
            }
        }
        return progress;
    }

    private void readOffsets(Statement statement) throws SQLException {
        String sql = "select topic, partition, next_offset, log_tick from sink_offsets";
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                nextOffsets.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
                if (rows.getString(1).equals(Topic.STATION_RECORDS.topicName())) {
                    logTicks.put(rows.getInt(2), rows.getInt(4));
                }
            }
        }
    }

    /** Where the database goes on in a partition that was begun. */
    long next(TopicPartition partition) {
        Long next = nextOffsets.get(partition);
        if (next == null) {
            throw new IllegalStateException("partition: " + partition + " (expected: one that was begun)");
        }
        return next;
    }

    /** Begins, or jumps over what the broker no longer has, at {@code offset}; committed by the caller. */
    void startAt(Connection connection, TopicPartition partition, long offset) throws SQLException {
        String sql =
                "insert into sink_offsets (topic, partition, next_offset, log_tick, summed_to) values (?, ?, ?, 0, ?) "
                        + "on conflict (topic, partition) do update set next_offset = excluded.next_offset, "
                        + "summed_to = excluded.summed_to";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, partition.topic());
            statement.setInt(2, partition.partition());
            statement.setLong(3, offset);
            statement.setLong(4, offset);
            statement.executeUpdate();
        }
        nextOffsets.put(partition, offset);
    }

    /** Whether another engine was followed when this was said. */
    boolean saidBefore(Published value) {
        long[] end = takenOverAt.get(value.partition());
        return end != null && value.logOffset() <= end[1];
    }

    /** The first tick of which readers follow this engine; 0 where they always did. */
    int firstTick(int partition) {
        long[] end = takenOverAt.get(partition);
        return end == null ? 0 : (int) end[0] + 1;
    }

    /** The log's record at that offset is the tick of a day's turn. */
    void turn(int partition, long offset) {
        TreeSet<Long> offsets = turnOffsets.computeIfAbsent(partition, ignored -> new TreeSet<>());
        offsets.add(offset);
        if (offsets.size() > TURNS_REMEMBERED) {
            offsets.pollFirst();
        }
    }

    /** Whether the log's record at that offset was read and is the tick of a day's turn. */
    boolean isTurn(int partition, long offset) {
        TreeSet<Long> offsets = turnOffsets.get(partition);
        return offsets != null && offsets.contains(offset);
    }

    /** The newest tick that every partition of the log has completed, epoch minute; empty before the first. */
    OptionalLong completedTick() {
        long completed = Long.MAX_VALUE;
        for (TopicPartition partition : nextOffsets.keySet()) {
            if (partition.topic().equals(Topic.STATION_RECORDS.topicName())) {
                Integer tick = markerTicks.get(partition.partition());
                if (tick == null) {
                    return OptionalLong.empty();
                }
                completed = Math.min(completed, tick);
            }
        }
        return completed == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(completed);
    }
}
