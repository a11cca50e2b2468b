package org.stationboard.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.AlertTransition;

/** {@link AlertReader} on PostgreSQL. */
public final class PostgresAlertReader implements AlertReader {
    private static final String HISTORY = """
            select a.message
            from alert_transitions a join unit_numbers u on u.number = a.unit
            where a.unit = any (array (select number from unit_numbers where unit_id = any (?)))
              and (?::text is null or a.standard_id = ?)
            order by a.tick desc, u.unit_id, a.standard_id, a.taken desc
            limit ?
            """;

    private static final String NOW = """
            select distinct on (u.unit_id, a.standard_id) a.message
            from alert_transitions a join unit_numbers u on u.number = a.unit
            where a.unit = any (array (select number from unit_numbers where unit_id = any (?)))
            order by u.unit_id, a.standard_id, a.tick desc, a.taken desc
            """;

    private final Database database;

    public PostgresAlertReader(Database database) {
        this.database = database;
    }

    @Override
    public List<AlertTransition> history(Collection<String> unitIds, @Nullable String standardId, int limit) {
        return new Query("reading alerts", HISTORY)
                .with(unitIds)
                .with(standardId)
                .with(standardId)
                .withInteger(limit)
                .list(database, PostgresAlertReader::transition);
    }

    @Override
    public List<AlertTransition> now(Collection<String> unitIds) {
        return new Query("reading the newest alerts", NOW)
                .with(unitIds)
                .list(database, PostgresAlertReader::transition);
    }

    @Override
    public Optional<AlertTransition> transition(String id) {
        return new Query("reading an alert", "select message from alert_transitions where id = ?")
                .with(id).list(database, PostgresAlertReader::transition).stream()
                        .findFirst();
    }

    private static AlertTransition transition(ResultSet row) throws SQLException {
        return PostgresNoticeOutbox.transition(row.getBytes(1));
    }
}
