package org.stationboard.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL beside this JVM, on loopback only, with its data, port and password kept in a folder. It can be started
 * again after {@link #close()}, and after the JVM was killed: the database that such a JVM leaves running is stopped
 * first. The owner closes it; no hook of the JVM does. Safe to share between threads.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String USER = "postgres";
    private static final String DATABASE = "stationboard";
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final String ALLOW_WITH_PASSWORD = "host all all 127.0.0.1/32 scram-sha-256\n";

    private final EmbeddedPostgres server;
    private final FileChannel lock;
    private final String jdbcUrl;
    private final String password;
    private boolean closed;

    private EmbeddedDatabase(EmbeddedPostgres server, FileChannel lock, String jdbcUrl, String password) {
        this.server = server;
        this.lock = lock;
        this.jdbcUrl = jdbcUrl;
        this.password = password;
    }

    /**
     * Starts the database on {@code dataDir}, making it the first time, and returns once it takes queries.
     *
     * @throws IllegalStateException when it cannot start, another process holding the folder included
     */
    public static EmbeddedDatabase start(Path dataDir) {
        Path folder = dataDir.toAbsolutePath().normalize();
        FileChannel lock = null;
        try {
            Files.createDirectories(folder);
            lock = lock(folder.resolve("lock"));
            return start(folder, lock);
        } catch (IOException | SQLException | RuntimeException cause) {
            release(lock);
            throw new IllegalStateException("embedded database did not start in " + folder, cause);
        }
    }

    /**
     * How to connect to the database that another process runs in the folder.
     *
     * @param jdbcUrl where; user and password are not part of it
     */
    public record Running(String jdbcUrl, String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Running[" + jdbcUrl + "]";
        }
    }

    /** How to connect to the one that another process has started in the folder; says nothing of whether it still runs. */
    public static Running of(Path dataDir) {
        Path folder = dataDir.toAbsolutePath().normalize();
        try {
            int port = new LoopbackPorts(folder.resolve("ports.properties")).kept("database");
            return new Running(
                    "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE,
                    USER,
                    Files.readString(folder.resolve("password")));
        } catch (IOException absent) {
            throw new IllegalStateException("database folder: " + folder + " (expected: one that was started)", absent);
        }
    }

    /** Where to connect; user and password are not part of it. */
    public String jdbcUrl() {
        return jdbcUrl;
    }

    /** Owner of the database. */
    public String user() {
        return USER;
    }

    /** Password of {@link #user()}, made by chance at the first start. */
    public String password() {
        return password;
    }

    /** Stops the database and returns once it is down. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            server.close();
            LOG.info("database stopped url={}", jdbcUrl);
        } catch (IOException cause) {
            LOG.error("database did not stop url={}", jdbcUrl, cause);
        } finally {
            release(lock);
        }
    }

    private static EmbeddedDatabase start(Path folder, FileChannel lock) throws IOException, SQLException {
        Path data = folder.resolve("data");
        Path made = folder.resolve("made");
        OrphanedDatabase.stop(data);
        if (!Files.exists(made)) {
            // A first start that was cut short leaves a folder that neither starts nor can be made again.
            delete(data);
        }
        String password = password(folder.resolve("password"));
        int port = new LoopbackPorts(folder.resolve("ports.properties")).port("database");
        EmbeddedPostgres server = server(data, port, password);
        String root = "jdbc:postgresql://127.0.0.1:" + port + "/";
        if (!Files.exists(made)) {
            makeOwn(server, root + "postgres", password, data);
            Files.createFile(made);
        }
        LOG.info("database started folder={} port={}", folder, port);
        return new EmbeddedDatabase(server, lock, root + DATABASE, password);
    }

    private static EmbeddedPostgres server(Path data, int port, String password) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(binaries().toFile())
                .setPGStartupWait(LONGEST_START)
                .setPort(port)
                .setConnectConfig("password", password)
                .setLocaleConfig("locale", "C");
        settings().forEach(builder::setServerConfig);
        return builder.start();
    }

    /** The unpacked binaries are one user's own: a folder shared by all could be filled by another. */
    private static Path binaries() {
        return Path.of(
                System.getProperty("java.io.tmpdir"), "stationboard-postgres-" + System.getProperty("user.name"));
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        // The library turns fsync off, which a loss of power would not survive; a lost last transaction is read again.
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "off");
        settings.put("timezone", "UTC");
        settings.put("max_connections", "40");
        settings.put("shared_buffers", "64MB");
        settings.put("huge_pages", "off");
        settings.put("work_mem", "8MB");
        settings.put("maintenance_work_mem", "48MB");
        settings.put("max_wal_size", "512MB");
        settings.put("min_wal_size", "64MB");
        settings.put("wal_level", "minimal");
        settings.put("max_wal_senders", "0");
        settings.put("max_logical_replication_workers", "0");
        settings.put("max_parallel_workers_per_gather", "0");
        settings.put("io_method", "sync");
        settings.put("jit", "off");
        settings.put("log_min_messages", "warning");
        return settings;
    }

    /** Until here the new database takes anybody on loopback; from here on only who knows the password. */
    private static void makeOwn(EmbeddedPostgres server, String url, String password, Path data)
            throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(url, USER, password);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
            statement.execute("ALTER ROLE " + USER + " PASSWORD '" + password + "'");
            Files.writeString(data.resolve("pg_hba.conf"), ALLOW_WITH_PASSWORD);
            statement.execute("SELECT pg_reload_conf()");
        } catch (IOException | SQLException cause) {
            server.close();
            throw cause;
        }
    }

    private static String password(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file);
        }
        byte[] chance = new byte[16];
        new SecureRandom().nextBytes(chance);
        String password = HexFormat.of().formatHex(chance);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password);
        return password;
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException heldHere) {
            LOG.debug("held by this process: {}", file, heldHere);
        }
        channel.close();
        throw new IOException("database folder in use: " + file.getParent() + " (expected: one process at a time)");
    }

    private static void release(@Nullable FileChannel lock) {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException cause) {
                LOG.warn("lock of the database folder not released", cause);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
