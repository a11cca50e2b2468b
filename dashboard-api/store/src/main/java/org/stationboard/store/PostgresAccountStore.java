package org.stationboard.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link AccountStore} on PostgreSQL. */
public final class PostgresAccountStore implements AccountStore {
    private static final String COLUMNS =
            "select account, display_name, role, unit_id, feeds, password, disabled, failures,"
                    + " locked_until, changed_at from accounts ";
    private static final String ADD = """
            insert into accounts (account, display_name, role, unit_id, feeds, password, made_at, changed_at)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """;
    private static final String PROVISION = """
            insert into accounts (account, display_name, role, unit_id, feeds, made_at, changed_at)
            values (?, '', ?, ?, '{}', ?, ?)
            on conflict (account) do update set role = excluded.role, unit_id = excluded.unit_id,
                changed_at = case when accounts.role = excluded.role
                    and accounts.unit_id is not distinct from excluded.unit_id
                    then accounts.changed_at else excluded.changed_at end
            where accounts.password is null and not accounts.disabled
            """;
    private static final String PASSWORD = """
            update accounts set password = ?, failures = 0, locked_until = null, changed_at = ? where account = ?
            """;

    private final Database database;

    public PostgresAccountStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(Account account) {
        return changed(
                "adding an account",
                new Query("adding an account", ADD)
                        .with(account.account())
                        .with(account.displayName())
                        .with(account.role())
                        .with(account.unitId())
                        .with(account.feeds())
                        .with(account.password())
                        .with(account.changedAt())
                        .with(account.changedAt()));
    }

    @Override
    public boolean provision(Account account) {
        return changed(
                "taking an account over",
                new Query("taking an account over", PROVISION)
                        .with(account.account())
                        .with(account.role())
                        .with(account.unitId())
                        .with(account.changedAt())
                        .with(account.changedAt()));
    }

    @Override
    public Optional<Account> find(String account) {
        return new Query("reading an account", COLUMNS + "where account = ?")
                .with(account).list(database, PostgresAccountStore::account).stream()
                        .findFirst();
    }

    @Override
    public List<Account> list() {
        return new Query("reading accounts", COLUMNS + "order by account")
                .list(database, PostgresAccountStore::account);
    }

    @Override
    public boolean password(String account, String digest, Instant at) {
        return changed(
                "changing a password",
                new Query("changing a password", PASSWORD).with(digest).with(at).with(account));
    }

    @Override
    public boolean disable(String account, boolean disabled, Instant at) {
        return changed(
                "closing an account",
                new Query("closing an account", "update accounts set disabled = ?, changed_at = ? where account = ?")
                        .with(disabled)
                        .with(at)
                        .with(account));
    }

    @Override
    public void attempted(String account, int failures, @Nullable Instant lockedUntil) {
        changed(
                "counting a login",
                new Query("counting a login", "update accounts set failures = ?, locked_until = ? where account = ?")
                        .withInteger(failures)
                        .with(lockedUntil)
                        .with(account));
    }

    private boolean changed(String what, Query query) {
        return database.change(what, query::update) > 0;
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                List.of((String[]) row.getArray(5).getArray()),
                row.getString(6),
                row.getBoolean(7),
                row.getInt(8),
                PostgresAlertActions.instant(row.getTimestamp(9)),
                row.getTimestamp(10).toInstant());
    }
}
