package org.stationboard.store;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;

/** What people do about alerts, on TimescaleDB. */
class TimescalePeopleIT extends PeopleContract {
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
}
