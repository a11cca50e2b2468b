package org.stationboard.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The database with its schema in place: a pool for readers and single connections for the sink. Safe for use by many
 * threads.
 */
public final class Database implements AutoCloseable {
    private static final long WAIT_FOR_CONNECTION_MS = 3_000;

    private final DatabaseSettings settings;
    private final HikariDataSource pool;

    private Database(DatabaseSettings settings, HikariDataSource pool) {
        this.settings = settings;
        this.pool = pool;
    }

    /**
     * Brings the schema up to date, then opens the pool. Blocks until both are done.
     *
     * @throws StoreException when the database cannot be reached or does not take the schema
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
        return new Database(settings, new HikariDataSource(poolConfig(settings)));
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
        return pool.getConnection();
    }

    /** A connection of its own, outside the pool, for the sink's one thread. */
    Connection writer() throws SQLException {
        Properties properties = connectionProperties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        return DriverManager.getConnection(settings.jdbcUrl(), properties);
    }

    /** Closes the pool; connections of the sink are its own to close. */
    @Override
    public void close() {
        pool.close();
    }
}
