package org.stationboard.store;

import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** {@link SplitReader} on PostgreSQL. */
public final class PostgresSplitReader implements SplitReader {
    /** Of each partition the version that counts, by the ledger's own rule; what the engine could not take is none. */
    static final String SPLIT = """
            select record_id, array_agg(unit_id order by log_partition) as units
            from (select distinct on (v.record_id, v.log_partition) v.record_id, v.log_partition, v.unit, v.withdrawn
                  from moved_records m join record_versions v on v.record_id = m.record_id
                  where not exists (select 1 from dead_letters d
                        where d.log_partition = v.log_partition and d.log_offset = v.log_offset)
                  order by v.record_id, v.log_partition, v.version desc, v.digest desc, v.log_offset) newest
            join unit_numbers on number = unit
            where not withdrawn
            group by record_id
            having count(*) > 1
            """;

    private final Database database;

    public PostgresSplitReader(Database database) {
        this.database = database;
    }

    /** A row and how many there are in all. */
    private record Counted(long total, SplitRecord split) {}

    @Override
    public Found splitRecords(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: at least 1)");
        }
        String sql = "select record_id, units, count(*) over () from (" + SPLIT + ") split order by record_id limit ?";
        List<Counted> rows = new Query("reading split records", sql)
                .withInteger(limit)
                .list(
                        database,
                        row -> new Counted(row.getLong(3), new SplitRecord(row.getString(1), texts(row.getArray(2)))));
        return new Found(
                rows.isEmpty() ? 0 : rows.get(0).total(),
                rows.stream().map(Counted::split).toList());
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
    }
}
