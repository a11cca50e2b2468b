package org.stationboard.store;

import com.google.protobuf.InvalidProtocolBufferException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;

/** {@link NoticeOutbox} on PostgreSQL. */
public final class PostgresNoticeOutbox implements NoticeOutbox {
    private static final String NOTICE = "n.id, n.kind, n.level, a.message, n.written_at";
    private static final String DELIVERY =
            "d.notice_id, d.receiver, d.outcome, d.attempts, d.next_at, d.last_at, d.fault";

    private static final String WAITING = "select " + NOTICE + ", " + DELIVERY + """

            from notices n join alert_transitions a on a.id = n.transition_id
            left join notice_deliveries d on d.notice_id = n.id and d.receiver = ?
            where n.tick >= ? and (d.notice_id is null or d.next_at <= ?)
            order by n.taken
            limit ?
            """;

    private static final String WRITE = """
            insert into notice_deliveries as stands (notice_id, receiver, outcome, attempts, next_at, last_at, fault)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (notice_id, receiver) do update set outcome = excluded.outcome, attempts = excluded.attempts,
                next_at = excluded.next_at, last_at = excluded.last_at, fault = excluded.fault
            where stands.outcome <> 'SENT'
            """;

    static final String INSERT = """
            insert into notices (id, transition_id, kind, level, tick, written_at)
            values (?, ?, ?, ?, ?, now()) on conflict (id) do nothing
            """;

    private final Database database;

    public PostgresNoticeOutbox(Database database) {
        this.database = database;
    }

    /** In the sink's transaction, with the transition itself. */
    static void insert(Connection connection, Collection<AlertTransition> transitions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (AlertTransition transition : transitions) {
                Notice.Kind kind = kindOf(transition);
                if (kind != null) {
                    bind(statement, transition.getId(), transition, kind, null);
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private static Notice.@Nullable Kind kindOf(AlertTransition transition) {
        if (transition.getTo() == AlertState.FIRING) {
            return Notice.Kind.FIRING;
        }
        return transition.getFrom() == AlertState.FIRING ? Notice.Kind.ENDED : null;
    }

    private static void bind(
            PreparedStatement statement,
            String id,
            AlertTransition transition,
            Notice.Kind kind,
            Notice.@Nullable Level level)
            throws SQLException {
        statement.setString(1, id);
        statement.setString(2, transition.getId());
        statement.setString(3, kind.name());
        statement.setString(4, level == null ? null : level.name());
        statement.setInt(5, Math.toIntExact(transition.getTick()));
    }

    @Override
    public List<Waiting> waiting(String receiver, long fromTick, Instant now, int limit) {
        return new Query("reading notices", WAITING)
                .with(receiver)
                .withInteger(fromTick)
                .with(now)
                .withInteger(limit)
                .list(database, row -> new Waiting(notice(row), row.getString(6) == null ? null : delivery(row, 6)));
    }

    @Override
    public void write(Collection<NoticeDelivery> deliveries) {
        database.change("writing deliveries", connection -> {
            for (NoticeDelivery delivery : deliveries) {
                new Query("writing deliveries", WRITE)
                        .with(delivery.noticeId())
                        .with(delivery.receiver())
                        .with(delivery.outcome().name())
                        .withInteger(delivery.attempts())
                        .with(delivery.next())
                        .with(delivery.last())
                        .with(delivery.fault())
                        .update(connection);
            }
            return deliveries.size();
        });
    }

    @Override
    public List<NoticeDelivery> deliveries(Collection<String> transitionIds) {
        String sql = "select " + DELIVERY + " from notice_deliveries d join notices n on n.id = d.notice_id "
                + "where n.transition_id = any (?) order by n.taken, d.receiver";
        return new Query("reading deliveries", sql).with(transitionIds).list(database, row -> delivery(row, 1));
    }

    @Override
    public boolean escalate(AlertTransition firing, Notice.Level level) {
        String id = firing.getId() + '.' + level.name().toLowerCase(Locale.ROOT);
        return database.change("escalating", connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                        bind(statement, id, firing, Notice.Kind.ESCALATED, level);
                        return statement.executeUpdate();
                    }
                })
                > 0;
    }

    @Override
    public List<Notice> notices(Collection<String> transitionIds) {
        String sql = "select " + NOTICE + " from notices n join alert_transitions a on a.id = n.transition_id "
                + "where n.transition_id = any (?) order by n.taken";
        return new Query("reading notices", sql).with(transitionIds).list(database, PostgresNoticeOutbox::notice);
    }

    private static Notice notice(ResultSet row) throws SQLException {
        String level = row.getString(3);
        return new Notice(
                row.getString(1),
                Notice.Kind.valueOf(row.getString(2)),
                level == null ? null : Notice.Level.valueOf(level),
                transition(row.getBytes(4)),
                row.getTimestamp(5).toInstant());
    }

    private static NoticeDelivery delivery(ResultSet row, int first) throws SQLException {
        Timestamp last = row.getTimestamp(first + 5);
        return new NoticeDelivery(
                row.getString(first),
                row.getString(first + 1),
                NoticeDelivery.Outcome.valueOf(row.getString(first + 2)),
                row.getInt(first + 3),
                PostgresAlertActions.instant(row.getTimestamp(first + 4)),
                last.toInstant(),
                row.getString(first + 6));
    }

    static AlertTransition transition(byte[] message) throws SQLException {
        try {
            return AlertTransition.parseFrom(message);
        } catch (InvalidProtocolBufferException e) {
            throw new SQLException("alert_transitions.message: not a transition", e);
        }
    }
}
