package org.stationboard.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.testkit.EmbeddedDatabase;

/** What people do about alerts, on the PostgreSQL that the product brings along. */
class EmbeddedPostgresPeopleIT extends PeopleContract {
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
}
