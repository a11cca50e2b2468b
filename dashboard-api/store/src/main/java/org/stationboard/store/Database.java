package org.stationboard.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * The database with its schema in place: a pool for readers, a small one for what people change, and
 * single connections for the sink. Safe for use by many
 * threads.
 */
public final class Database implements AutoCloseable {
    private static final long WAIT_FOR_CONNECTION_MS = 3_000;
    private static final String EVERY_UNIT = "*";
    private static final String HOLD =
            "select set_config('stationboard.units', ?, true), set_config('role', 'stationboard_reader', true)";

    private final DatabaseSettings settings;
    private final HikariDataSource pool;
    /** What people do changes little and seldom. */
    private final HikariDataSource changes;
    /** What reads are held to; null for the product's own work. */
    private final @Nullable Supplier<ReadScope> scope;

    private final boolean hypertables;

    private Database(
            DatabaseSettings settings,
            HikariDataSource pool,
            HikariDataSource changes,
            boolean hypertables,
            @Nullable Supplier<ReadScope> scope) {
        this.settings = settings;
        this.pool = pool;
        this.changes = changes;
        this.hypertables = hypertables;
        this.scope = scope;
    }

    /** What one transaction does; gives how many rows it touched. */
    @FunctionalInterface
    interface Change {
        int on(Connection connection) throws SQLException;
    }

    /**
     * Brings the schema up to date, with TimescaleDB where it is there, then opens the pool. Blocks until both are done.
     *
     * @throws StoreException when the database cannot be reached, does not take the schema, or drops what is looked back on
     */
    public static Database open(DatabaseSettings settings) {
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(settings.jdbcUrl(), settings.user(), settings.password())
                    .locations("classpath:db/migration")
                    .connectRetries(3)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreException(StoreException.Reason.UNAVAILABLE, "bringing the schema up to date failed", e);
        }
        boolean hypertables = prepare(settings);
        HikariConfig changes = poolConfig(settings);
        changes.setPoolName("store-changes");
        changes.setReadOnly(false);
        changes.setMinimumIdle(0);
        changes.setMaximumPoolSize(2);
        return new Database(
                settings, new HikariDataSource(poolConfig(settings)), new HikariDataSource(changes), hypertables, null);
    }

    private static boolean prepare(DatabaseSettings settings) {
        try (Connection connection = connect(settings)) {
            boolean hypertables = Hypertables.prepare(connection);
            MonthSums.repair(connection);
            return hypertables;
        } catch (SQLException e) {
            throw StoreException.of("preparing the tables that grow with time", e);
        }
    }

    /** Whether tables that grow with time are hypertables of TimescaleDB. */
    boolean hypertables() {
        return hypertables;
    }

    private static HikariConfig poolConfig(DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store-readers");
        config.setJdbcUrl(settings.jdbcUrl());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(Math.min(2, settings.poolSize()));
        config.setConnectionTimeout(WAIT_FOR_CONNECTION_MS);
        config.setValidationTimeout(1_000);
        config.setReadOnly(true);
        config.setInitializationFailTimeout(-1);
        connectionProperties().forEach((key, value) -> config.addDataSourceProperty((String) key, value));
        return config;
    }

    private static Properties connectionProperties() {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "stationboard");
        properties.setProperty("connectTimeout", "3");
        // A server that vanished without closing its end is noticed by this alone; no statement here takes that long.
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    /**
     * The same database as requests read it: as a role that owns nothing, held to the rows of the scope that is asked for
     * at each read, in the reading thread. What people change is written as before. Closing it does nothing.
     */
    public Database heldTo(Supplier<ReadScope> asked) {
        return new Database(settings, pool, changes, hypertables, asked);
    }

    /** Whether a read works now. Blocks for a few seconds at most. */
    public boolean readable() {
        try (Connection connection = reader()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    /** A pooled connection for reading; given back by closing it. */
    Connection reader() throws SQLException {
        return held(pool.getConnection());
    }

    /** A pooled connection in a transaction that sees one state of the database throughout; given back by closing it. */
    Connection snapshot() throws SQLException {
        Connection connection = pool.getConnection();
        try {
            connection.setAutoCommit(false);
            // Before the first statement, which holding to a scope is: afterwards it can no longer be chosen.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        } catch (SQLException refused) {
            connection.close();
            throw refused;
        }
        return held(connection);
    }

    private Connection held(Connection connection) throws SQLException {
        if (scope == null) {
            return connection;
        }
        try {
            hold(connection, scope.get());
            return connection;
        } catch (SQLException | RuntimeException refused) {
            connection.close();
            throw refused;
        }
    }

    /** For the rest of the transaction; the pool rolls it back when the connection is given back, and role and units with it. */
    private static void hold(Connection connection, ReadScope scope) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(HOLD)) {
            statement.setString(1, scope.whole() ? EVERY_UNIT : String.join(",", scope.unitIds()));
            statement.execute();
        }
    }

    /**
     * Carries out a change in one transaction; it stands when this returns.
     *
     * @param what named in the exception when it fails
     */
    int change(String what, Change change) {
        try (Connection connection = changes.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int rows = change.on(connection);
                connection.commit();
                return rows;
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw StoreException.of(what, e);
        }
    }

    /** A connection of its own, outside the pool, for the sink's one thread. */
    Connection writer() throws SQLException {
        return connect(settings);
    }

    private static Connection connect(DatabaseSettings settings) throws SQLException {
        Properties properties = connectionProperties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        return DriverManager.getConnection(settings.jdbcUrl(), properties);
    }

    /** Closes the pools; connections of the sink are its own to close. */
    @Override
    public void close() {
        if (scope != null) {
            return;
        }
        changes.close();
        pool.close();
    }
}
