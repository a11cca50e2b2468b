package org.stationboard.store;

import java.util.List;
import org.stationboard.contract.v1.DeadLetter;

/** {@link BalanceReader} on PostgreSQL. */
public final class PostgresBalanceReader implements BalanceReader {
    /** A record that nobody can read has no version and stands on dead-letters alone. */
    private static final String RECORDS = """
            select (select count(*) from record_versions
                    where log_partition = ? and log_offset > ? and log_offset <= ?)
                 + (select count(*) from dead_letters d
                    where d.log_partition = ? and d.log_offset > ? and d.log_offset <= ? and not exists (
                        select 1 from record_versions v
                        where v.log_partition = d.log_partition and v.log_offset = d.log_offset))
            """;

    private static final String NEWEST = """
            select log_partition, log_offset, reason, expected
            from dead_letters order by log_offset desc, log_partition limit ?
            """;

    private final Database database;

    public PostgresBalanceReader(Database database) {
        this.database = database;
    }

    @Override
    public long records(int partition, long after, long to) {
        return one(new Query("counting records", RECORDS)
                .withInteger(partition)
                .with(after)
                .with(to)
                .withInteger(partition)
                .with(after)
                .with(to));
    }

    @Override
    public long deadLetters() {
        return one(new Query("counting dead letters", "select count(*) from dead_letters"));
    }

    private long one(Query query) {
        return query.list(database, row -> row.getLong(1)).get(0);
    }

    @Override
    public List<DeadLetter> newestDeadLetters(int limit) {
        return new Query("reading dead letters", NEWEST)
                .withInteger(limit)
                .list(
                        database,
                        row -> DeadLetter.newBuilder()
                                .setPartition(row.getInt(1))
                                .setOffset(row.getLong(2))
                                .setReason(row.getString(3))
                                .setExpected(row.getString(4))
                                .build());
    }
}
