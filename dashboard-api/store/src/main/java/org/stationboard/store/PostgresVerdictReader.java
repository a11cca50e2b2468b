package org.stationboard.store;

import com.google.protobuf.InvalidProtocolBufferException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.Verdict;

/** {@link VerdictReader} on PostgreSQL. */
public final class PostgresVerdictReader implements VerdictReader {
    private static final String OF_UNITS = """
        from %s v join unit_numbers u on u.number = v.unit
        where v.unit = any (array (select number from unit_numbers where unit_id = any (?)))
          and (?::text is null or v.standard_id = ?)
        """;

    private static final String HISTORY = "select v.message " + OF_UNITS.formatted("verdicts")
            + "and v.tick <= ? and (v.tick < ? or (u.unit_id, v.standard_id) > (?, ?)) "
            + "order by v.tick desc, u.unit_id, v.standard_id limit ?";

    private static final String NOW =
            "select v.message " + OF_UNITS.formatted("verdicts_now") + "order by u.unit_id, v.standard_id";

    /** Whoever was ever judged stands in verdicts_now; of each one step back from the tick in the key of verdicts. */
    private static final String STANDING = """
        select s.message
        from verdicts_now v join unit_numbers u on u.number = v.unit
        cross join lateral (
            select g.message from verdicts g
            where g.unit = v.unit and g.standard_id = v.standard_id and g.tick <= ?
            order by g.tick desc limit 1) s
        where v.unit = any (array (select number from unit_numbers where unit_id = any (?)))
          and (?::text is null or v.standard_id = ?)
        order by u.unit_id, v.standard_id
        """;

    private final Database database;

    public PostgresVerdictReader(Database database) {
        this.database = database;
    }

    @Override
    public List<Verdict> history(
            Collection<String> unitIds, @Nullable String standardId, @Nullable VerdictCursor after, int limit) {
        VerdictCursor from = after == null ? VerdictCursor.START : after;
        return new Query("reading verdicts", HISTORY)
                .with(unitIds)
                .with(standardId)
                .with(standardId)
                .withInteger(from.tick())
                .withInteger(from.tick())
                .with(from.unitId())
                .with(from.standardId())
                .withInteger(limit)
                .list(database, PostgresVerdictReader::verdict);
    }

    @Override
    public List<Verdict> now(Collection<String> unitIds, @Nullable String standardId) {
        return new Query("reading the newest verdicts", NOW)
                .with(unitIds)
                .with(standardId)
                .with(standardId)
                .list(database, PostgresVerdictReader::verdict);
    }

    @Override
    public List<Verdict> standing(Collection<String> unitIds, @Nullable String standardId, long tick) {
        return new Query("reading the verdicts of a tick", STANDING)
                .withInteger(tick)
                .with(unitIds)
                .with(standardId)
                .with(standardId)
                .list(database, PostgresVerdictReader::verdict);
    }

    private static Verdict verdict(ResultSet row) throws SQLException {
        try {
            return Verdict.parseFrom(row.getBytes(1));
        } catch (InvalidProtocolBufferException e) {
            throw new SQLException("verdicts.message: not a verdict", e);
        }
    }
}
