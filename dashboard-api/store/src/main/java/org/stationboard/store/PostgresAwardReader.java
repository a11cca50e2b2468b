package org.stationboard.store;

import com.google.protobuf.ByteString;
import java.util.List;
import org.stationboard.contract.v1.StationRecord;

/** {@link AwardReader} on PostgreSQL. */
public final class PostgresAwardReader implements AwardReader {
    /** The number stands in the text, so that the planner sees the index's own condition. */
    private static final String OF_AWARDS = "body = " + StationRecord.AWARD_FIELD_NUMBER;

    private static final String AWARDS = """
            select record_id, version, bytes, log_partition, log_offset, tick
            from (select distinct on (v.record_id, v.log_partition) v.*
                  from record_versions v
                  where v.%s and not exists (select 1 from dead_letters d
                        where d.log_partition = v.log_partition and d.log_offset = v.log_offset)
                  order by v.record_id, v.log_partition, v.version desc, v.digest desc, v.log_offset) newest
            join unit_numbers on number = unit
            where not withdrawn
            order by unit_id, record_id
            """.formatted(OF_AWARDS);

    private final Database database;

    public PostgresAwardReader(Database database) {
        this.database = database;
    }

    @Override
    public List<StoredVersion> awards() {
        return new Query("reading awards", AWARDS)
                .list(
                        database,
                        row -> new StoredVersion(
                                row.getString(1),
                                row.getLong(2),
                                ByteString.copyFrom(row.getBytes(3)),
                                row.getInt(4),
                                row.getLong(5),
                                row.getLong(6)));
    }

    @Override
    public long versions() {
        return new Query("counting awards", "select count(*) from record_versions where " + OF_AWARDS)
                .list(database, row -> row.getLong(1))
                .get(0);
    }
}
