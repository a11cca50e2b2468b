package org.stationboard.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.stationboard.contract.Topic;

/**
 * Searches the stored versions for ids that stand in more than one partition of the log, each version once. Whichever
 * of two is stored later finds the other. For the sink's thread alone; void with its connection.
 */
final class MovedRecords {
    /** Offsets of a partition in one search: some hundred milliseconds at most. */
    private static final long SEARCHED_AT_ONCE = 20_000;

    private static final String SEARCH = """
            insert into moved_records select distinct f.record_id from record_versions f
            where f.log_partition = ? and f.log_offset >= ? and f.log_offset < ? and exists (
                select 1 from record_versions o where o.record_id = f.record_id and o.log_partition <> f.log_partition)
            on conflict do nothing
            """;

    private static final String MOVE = "insert into moved_searched values (?, ?) on conflict (log_partition) "
            + "do update set next_offset = excluded.next_offset";

    private final Connection connection;
    private final Map<Integer, Long> searched = new HashMap<>();
    private boolean changed;
    private long split;

    MovedRecords(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select log_partition, next_offset from moved_searched")) {
            while (rows.next()) {
                searched.put(rows.getInt(1), rows.getLong(2));
            }
        }
        connection.commit();
        changed = true;
    }

    /**
     * Searches a part of what is stored and was not searched, and commits.
     *
     * @return how many records count more than once, as far as was searched
     */
    long search(SinkProgress progress) throws SQLException {
        for (Map.Entry<TopicPartition, Long> next : progress.nextOffsets.entrySet()) {
            TopicPartition partition = next.getKey();
            long from = searched.getOrDefault(partition.partition(), 0L);
            if (partition.topic().equals(Topic.STATION_RECORDS.topicName()) && from < next.getValue()) {
                search(partition.partition(), from, Math.min(next.getValue(), from + SEARCHED_AT_ONCE));
            }
        }
        if (changed) {
            split = count();
            connection.commit();
            changed = false;
        }
        return split;
    }

    private void search(int partition, long from, long to) throws SQLException {
        try (PreparedStatement search = connection.prepareStatement(SEARCH);
                PreparedStatement move = connection.prepareStatement(MOVE)) {
            search.setInt(1, partition);
            search.setLong(2, from);
            search.setLong(3, to);
            search.executeUpdate();
            move.setInt(1, partition);
            move.setLong(2, to);
            move.executeUpdate();
        }
        searched.put(partition, to);
        changed = true;
    }

    /** Every new version may be the one that ends a split, or begins one again. */
    private long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select count(*) from (" + PostgresSplitReader.SPLIT + ") split")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
