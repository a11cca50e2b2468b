package org.stationboard.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link AlertActions} on PostgreSQL. */
public final class PostgresAlertActions implements AlertActions {
    private static final String ADD = """
            insert into alert_actions (transition_id, unit_id, standard_id, since, kind, account, role, authenticated,
                acted_at, words, ends_at, assignee)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String OF = """
            select transition_id, unit_id, standard_id, since, kind, account, role, authenticated, acted_at, words,
                ends_at, assignee
            from alert_actions where unit_id = any (?) order by number
            """;

    private final Database database;

    public PostgresAlertActions(Database database) {
        this.database = database;
    }

    @Override
    public void add(AlertAction action) {
        database.change(
                "keeping an action",
                connection -> new Query("keeping an action", ADD)
                        .with(action.transitionId())
                        .with(action.unitId())
                        .with(action.standardId())
                        .withInteger(action.since())
                        .with(action.kind().name())
                        .with(action.author().account())
                        .with(action.author().role())
                        .with(action.author().authenticated())
                        .with(action.at())
                        .with(action.words())
                        .with(action.ends())
                        .with(action.assignee())
                        .update(connection));
    }

    @Override
    public List<AlertAction> of(Collection<String> unitIds) {
        return new Query("reading actions", OF).with(unitIds).list(database, PostgresAlertActions::action);
    }

    private static AlertAction action(ResultSet row) throws SQLException {
        return new AlertAction(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                AlertAction.Kind.valueOf(row.getString(5)),
                new Author(row.getString(6), row.getString(7), row.getBoolean(8)),
                row.getTimestamp(9).toInstant(),
                row.getString(10),
                instant(row.getTimestamp(11)),
                row.getString(12));
    }

    static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
