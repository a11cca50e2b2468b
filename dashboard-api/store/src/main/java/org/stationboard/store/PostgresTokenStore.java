package org.stationboard.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@link TokenStore} on PostgreSQL. */
public final class PostgresTokenStore implements TokenStore {
    private static final String COLUMNS = "select id, kind, label, unit_id, feeds, made_at, expires_at, exchanged_at,"
            + " revoked_at from access_tokens ";
    private static final String ADD = """
            insert into access_tokens (id, kind, label, unit_id, feeds, secret, made_at, expires_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String EXCHANGE = """
            update access_tokens set session = ?, exchanged_at = ?
            where id = ? and secret = ? and kind = 'WALL' and session is null and revoked_at is null
              and (expires_at is null or expires_at > ?)
            """;

    private final Database database;

    public PostgresTokenStore(Database database) {
        this.database = database;
    }

    @Override
    public void add(AccessToken token, byte[] secretDigest) {
        database.change(
                "keeping a token",
                connection -> new Query("keeping a token", ADD)
                        .with(token.id())
                        .with(token.kind().name())
                        .with(token.label())
                        .with(token.unitId())
                        .with(token.feeds())
                        .with(secretDigest)
                        .with(token.madeAt())
                        .with(token.expiresAt())
                        .update(connection));
    }

    @Override
    public Optional<AccessToken> find(String id, byte[] secretDigest) {
        return one(new Query("reading a token", COLUMNS + "where id = ? and secret = ?")
                .with(id)
                .with(secretDigest));
    }

    @Override
    public Optional<AccessToken> ofSession(byte[] sessionDigest) {
        return one(new Query("reading a token", COLUMNS + "where session = ?").with(sessionDigest));
    }

    @Override
    public Optional<AccessToken> exchange(String id, byte[] secretDigest, byte[] sessionDigest, Instant now) {
        int exchanged = database.change(
                "exchanging a token",
                connection -> new Query("exchanging a token", EXCHANGE)
                        .with(sessionDigest)
                        .with(now)
                        .with(id)
                        .with(secretDigest)
                        .with(now)
                        .update(connection));
        return exchanged == 0 ? Optional.empty() : ofSession(sessionDigest);
    }

    @Override
    public List<AccessToken> list(AccessToken.Kind kind) {
        return new Query("reading tokens", COLUMNS + "where kind = ? order by made_at desc, id")
                .with(kind.name())
                .list(database, PostgresTokenStore::token);
    }

    @Override
    public boolean revoke(String id, Instant at) {
        return database.change(
                        "revoking a token",
                        connection -> new Query(
                                        "revoking a token",
                                        "update access_tokens set revoked_at = ? where id = ? and revoked_at is null")
                                .with(at)
                                .with(id)
                                .update(connection))
                > 0;
    }

    private Optional<AccessToken> one(Query query) {
        return query.list(database, PostgresTokenStore::token).stream().findFirst();
    }

    private static AccessToken token(ResultSet row) throws SQLException {
        return new AccessToken(
                row.getString(1),
                AccessToken.Kind.valueOf(row.getString(2)),
                row.getString(3),
                row.getString(4),
                List.of((String[]) row.getArray(5).getArray()),
                row.getTimestamp(6).toInstant(),
                PostgresAlertActions.instant(row.getTimestamp(7)),
                PostgresAlertActions.instant(row.getTimestamp(8)),
                PostgresAlertActions.instant(row.getTimestamp(9)));
    }
}
