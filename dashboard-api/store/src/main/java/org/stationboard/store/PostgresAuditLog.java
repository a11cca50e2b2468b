package org.stationboard.store;

import java.util.List;

/** {@link AuditLog} on PostgreSQL; a trigger keeps everything but inserts out. */
public final class PostgresAuditLog implements AuditLog {
    private static final String ADD =
            "insert into audit_log (at, account, role, operation, unit_id, outcome) values (?, ?, ?, ?, ?, ?)";
    private static final String NEWEST = """
            select number, at, account, role, operation, unit_id, outcome from audit_log
            where number < ? order by number desc limit ?
            """;

    private final Database database;

    public PostgresAuditLog(Database database) {
        this.database = database;
    }

    @Override
    public void add(AuditEntry entry) {
        database.change(
                "writing the audit log",
                connection -> new Query("writing the audit log", ADD)
                        .with(entry.at())
                        .with(entry.account())
                        .with(entry.role())
                        .with(entry.operation())
                        .with(entry.unitId())
                        .with(entry.outcome())
                        .update(connection));
    }

    @Override
    public List<AuditEntry> newest(long before, int limit) {
        return new Query("reading the audit log", NEWEST)
                .with(before)
                .withInteger(limit)
                .list(
                        database,
                        row -> new AuditEntry(
                                row.getLong(1),
                                row.getTimestamp(2).toInstant(),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7)));
    }
}
