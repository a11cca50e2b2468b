package org.stationboard.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.stationboard.contract.v1.TickMarker;

/** {@link TickReader} on PostgreSQL. */
public final class PostgresTickReader implements TickReader {
    private static final String COLUMNS =
            "select log_partition, tick, log_offset, applied, superseded, duplicate, dead, conflicts ";

    /** A partition that the sink reads and that has no marker yet has completed nothing. */
    private static final String COMPLETED = """
            select min(t.tick)
            from sink_offsets o left join ticks_now t on t.log_partition = o.partition
            where o.topic = 'station-records'
            having bool_and(t.tick is not null)
            """;

    private final Database database;

    public PostgresTickReader(Database database) {
        this.database = database;
    }

    @Override
    public List<TickMarker> now() {
        return new Query("reading the newest ticks", COLUMNS + "from ticks_now order by log_partition")
                .list(database, PostgresTickReader::marker);
    }

    @Override
    public OptionalLong completed() {
        List<Long> tick =
                new Query("reading the newest complete tick", COMPLETED).list(database, row -> row.getLong(1));
        return tick.isEmpty() ? OptionalLong.empty() : OptionalLong.of(tick.get(0));
    }

    @Override
    public List<TickMarker> turns(int partition, int limit) {
        return new Query(
                        "reading day's turns",
                        COLUMNS + "from ticks where log_partition = ? order by tick desc limit ?")
                .withInteger(partition)
                .withInteger(limit)
                .list(database, PostgresTickReader::marker);
    }

    private static TickMarker marker(ResultSet row) throws SQLException {
        return TickMarker.newBuilder()
                .setPartition(row.getInt(1))
                .setTick(row.getLong(2))
                .setOffset(row.getLong(3))
                .setApplied(row.getLong(4))
                .setSuperseded(row.getLong(5))
                .setDuplicate(row.getLong(6))
                .setDead(row.getLong(7))
                .setConflicts(row.getLong(8))
                .build();
    }
}
