package org.stationboard.store;

import com.google.protobuf.ByteString;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@link EvidenceReader} on PostgreSQL.
 *
 * <p>A version counts when it is the newest of its record that the newest complete tick of its partition has taken:
 * larger version, then larger digest, then the earlier of two equal ones, as the engine's ledger decides; asked for what
 * was known at a day's turn, those count whose last tick lies before it, for no range of ticks goes across one. Partitions
 * are apart, as ledgers are. What the engine could not take counts nothing and replaces nothing. Whether
 * another one is newer is asked for each candidate by a subquery that the planner cannot turn into a join of the whole
 * table with itself; its {@code offset 0} keeps it from looking anywhere but at the record's own versions.
 */
public final class PostgresEvidenceReader implements EvidenceReader {
    static final int LARGEST_PAGE = 10_000;
    private static final int ROWS_A_FETCH = 2_000;

    private static final String EVIDENCE = """
        select v.unit, v.day_from, v.log_partition, v.log_offset, v.record_id, v.version, v.tick, v.bytes
        from record_versions v
        cross join lateral (select log_offset from ticks_now where log_partition = v.log_partition offset 0) t
        where v.body = ?
          and v.unit = any (array (select number from unit_numbers where unit_id = any (?)))
          and v.day_from between ? - coalesce((select longest from body_spans where body = ?), 0) and ?
          and v.day_to >= ?
          and (v.unit, v.day_from, v.log_partition, v.log_offset) > (?, ?, ?, ?)
          and (?::integer is null or exists (
              select 1 from (select * from record_versions where record_id = v.record_id offset 0) c
              where c.log_partition = v.log_partition and c.tick >= ? and c.log_offset <= t.log_offset))
          and v.log_offset <= t.log_offset
          and v.tick < ?
          and not exists (
              select 1 from dead_letters d where d.log_partition = v.log_partition and d.log_offset = v.log_offset)
          and not exists (
              select 1 from (select * from record_versions where record_id = v.record_id offset 0) n
              where n.log_partition = v.log_partition
                and n.log_offset <= t.log_offset
                and n.tick < ?
                and (n.version, n.digest, -n.log_offset) > (v.version, v.digest, -v.log_offset)
                and not exists (
                    select 1 from dead_letters d
                    where d.log_partition = n.log_partition and d.log_offset = n.log_offset))
        order by v.unit, v.day_from, v.log_partition, v.log_offset
        """;

    private final Database database;

    public PostgresEvidenceReader(Database database) {
        this.database = database;
    }

    @Override
    public EvidencePage page(EvidenceQuery query, @Nullable String after, int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: 1.." + LARGEST_PAGE + ")");
        }
        EvidenceCursor from = after == null ? EvidenceCursor.START : EvidenceCursor.parse(after);
        List<EvidenceCursor> cursors = new ArrayList<>();
        List<StoredVersion> versions = query(query, from, EVIDENCE + "limit ?")
                .withInteger(limit + 1L)
                .list(database, row -> {
                    cursors.add(cursor(row));
                    return version(row);
                });
        if (versions.size() <= limit) {
            return new EvidencePage(versions, null);
        }
        return new EvidencePage(
                versions.subList(0, limit), cursors.get(limit - 1).text());
    }

    @Override
    public void scan(EvidenceQuery query, Consumer<StoredVersion> visitor) {
        inOneSnapshot(connection -> scan(connection, query, visitor));
    }

    @Override
    public void scan(
            EvidenceQuery first,
            Consumer<StoredVersion> firstVisitor,
            EvidenceQuery second,
            Consumer<StoredVersion> secondVisitor) {
        inOneSnapshot(connection -> {
            scan(connection, first, firstVisitor);
            scan(connection, second, secondVisitor);
        });
    }

    @FunctionalInterface
    private interface Scan {
        void on(Connection connection) throws SQLException;
    }

    private void inOneSnapshot(Scan scan) {
        // The driver reads row by row inside a transaction only.
        try (Connection connection = database.snapshot()) {
            try {
                scan.on(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw StoreException.of("reading evidence", e);
        }
    }

    private static void scan(Connection connection, EvidenceQuery query, Consumer<StoredVersion> visitor)
            throws SQLException {
        try (PreparedStatement statement =
                query(query, EvidenceCursor.START, EVIDENCE).prepare(connection)) {
            statement.setFetchSize(ROWS_A_FETCH);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    visitor.accept(version(rows));
                }
            }
        }
    }

    private static Query query(EvidenceQuery query, EvidenceCursor from, String sql) {
        Long known = query.known();
        int turn = known == null ? Integer.MAX_VALUE : Math.toIntExact(known);
        return new Query("reading evidence", sql)
                .withInteger(query.body().number())
                .with(query.unitIds())
                .withInteger(query.days().from())
                .withInteger(query.body().number())
                .withInteger(query.days().to())
                .withInteger(query.days().from())
                .withInteger(from.unit())
                .withInteger(from.dayFrom())
                .withInteger(from.partition())
                .with(from.offset())
                .withInteger(query.changedSince())
                .withInteger(query.changedSince())
                .withInteger(turn)
                .withInteger(turn);
    }

    private static EvidenceCursor cursor(ResultSet row) throws SQLException {
        return new EvidenceCursor(row.getInt(1), row.getInt(2), row.getInt(3), row.getLong(4));
    }

    private static StoredVersion version(ResultSet row) throws SQLException {
        return new StoredVersion(
                row.getString(5),
                row.getLong(6),
                ByteString.copyFrom(row.getBytes(8)),
                row.getInt(3),
                row.getLong(4),
                row.getLong(7));
    }
}
