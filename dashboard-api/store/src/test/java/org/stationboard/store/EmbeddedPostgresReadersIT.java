package org.stationboard.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.testkit.EmbeddedDatabase;

/** The readers on the PostgreSQL that the product brings along. */
class EmbeddedPostgresReadersIT extends ReadersContract {
    private EmbeddedDatabase server;

    @BeforeAll
    void startDatabase(@TempDir Path folder) {
        server = EmbeddedDatabase.start(folder.resolve("database"));
    }

    @AfterAll
    void stopDatabase() {
        server.close();
    }

    @Override
    DatabaseSettings settings() {
        return new DatabaseSettings(server.jdbcUrl(), server.user(), server.password(), 4);
    }

    /**
     * With sequential scans made dear a plan has one only where no index serves. Counted by the database itself, whose
     * connections tell what they did when they end; the rows that serve are few here, at two years' size the bench of the
     * API counts again.
     */
    @Test
    void noReadHasToGoThroughALargeTable() throws Exception {
        new RandomLog(29, log).write(600);
        drain(startSink());
        execute("analyze", "alter system set enable_seqscan = off", "select pg_reload_conf()");
        try {
            List<String> before = scans();
            Database reading = Database.open(settings());
            ReadPlans.readAll(reading);
            reading.close();
            Thread.sleep(1_000);

            assertThat(scans()).isEqualTo(before);
        } finally {
            execute("alter system reset enable_seqscan", "select pg_reload_conf()");
        }
    }

    private List<String> scans() throws SQLException {
        return rows(
                "select relname, seq_scan from pg_stat_user_tables where relname in ('figures', 'figure_months', 'figure_history', "
                        + "'figures_minute', 'record_versions', 'verdicts', 'alert_transitions', 'notices', "
                        + "'notice_deliveries', 'alert_actions') order by 1");
    }
}
