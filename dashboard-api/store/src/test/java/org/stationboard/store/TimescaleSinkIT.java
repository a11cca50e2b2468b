package org.stationboard.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sink on TimescaleDB: hypertables that rows are copied into, replaced in and dropped from. */
class TimescaleSinkIT extends SinkContract {
    private TimescaleServer server;

    @BeforeAll
    void startDatabase() {
        server = TimescaleServer.start();
    }

    @Override
    DatabaseSettings settings() {
        return server.settings();
    }

    @Override
    void emptyDatabase() throws SQLException {
        server.empty();
    }

    @Test
    void tablesThatGrowWithTimeAreHypertables() throws Exception {
        assertThat(rows("select hypertable_name from timescaledb_information.hypertables order by 1"))
                .containsExactly("figure_history", "figures", "figures_minute", "verdicts");
        assertThat(database.hypertables()).isTrue();
        database.close();
        database = Database.open(settings());
        assertThat(database.hypertables()).as("after another start").isTrue();
    }
}
