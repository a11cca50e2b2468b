package org.stationboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
    @TempDir
    Path folder;

    @Test
    void keepsAddressAndRowsFromOneStartToTheNext() throws Exception {
        String url;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            url = database.jdbcUrl();
            write(database, "CREATE TABLE kept (value text)", "INSERT INTO kept VALUES ('first')");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(database.jdbcUrl()).isEqualTo(url);
            assertThat(ask(database, "SELECT value FROM kept")).isEqualTo("first");
            assertThat(ask(database, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), database.user(), "guessed"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("authentication failed");
        }
    }

    @Test
    void refusesAFolderThatIsInUse() {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(database.jdbcUrl()).contains("127.0.0.1");
            assertThatThrownBy(() -> EmbeddedDatabase.start(folder)).rootCause().hasMessageContaining("in use");
        }
    }

    @Test
    void takesOverWhatAKilledProcessLeftRunning() throws Exception {
        long orphan;
        try (ChildJvm child = ChildJvm.start(KilledDatabase.class, folder.toString())) {
            child.kill();
            orphan = Long.parseLong(
                    Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0));
            assertThat(ProcessHandle.of(orphan)).isPresent();
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(ask(database, "SELECT value FROM kept")).isEqualTo("before the kill");
            assertThat(ProcessHandle.of(orphan)).isEmpty();
        }
    }

    static void write(EmbeddedDatabase database, String... statements) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    /** Starts a database, writes a row and waits to be killed. */
    static final class KilledDatabase {
        private KilledDatabase() {}

        public static void main(String[] arguments) throws Exception {
            EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]));
            write(database, "CREATE TABLE kept (value text)", "INSERT INTO kept VALUES ('before the kill')");
            Thread.sleep(1000); // synchronous_commit is off: the row is safe once the writer has been round
            System.out.println(ChildJvm.READY + database.jdbcUrl());
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
