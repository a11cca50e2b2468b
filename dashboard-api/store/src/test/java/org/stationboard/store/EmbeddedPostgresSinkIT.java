package org.stationboard.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.testkit.EmbeddedDatabase;

/** The sink on the PostgreSQL that the product brings along, which can also be stopped here. */
class EmbeddedPostgresSinkIT extends SinkContract {
    private Path databaseFolder;
    private EmbeddedDatabase server;

    @BeforeAll
    void startDatabase(@TempDir Path folder) {
        databaseFolder = folder.resolve("database");
        server = EmbeddedDatabase.start(databaseFolder);
    }

    @AfterAll
    void stopDatabase() {
        server.close();
    }

    @Override
    DatabaseSettings settings() {
        return new DatabaseSettings(server.jdbcUrl(), server.user(), server.password(), 4);
    }

    @Test
    void aDatabaseStoppedAndReadOnlyForAWhileLosesNothing() throws Exception {
        RandomLog random = new RandomLog(23, log);
        MetricSink sink = startSink();
        random.write(500);
        drain(sink);

        server.close();
        random.write(500);
        await().atMost(30, SECONDS).until(() -> sink.state().phase() == SinkState.Phase.WAITING_FOR_DATABASE);
        assertThat(database.readable()).isFalse();
        server = EmbeddedDatabase.start(databaseFolder);

        drain(sink);
        execute("alter system set default_transaction_read_only = on", "select pg_reload_conf()");
        random.write(500);
        log.flush();
        await().atMost(30, SECONDS).until(() -> sink.state().phase() == SinkState.Phase.DATABASE_READ_ONLY);
        assertThat(database.readable()).isTrue();
        execute("alter system reset default_transaction_read_only", "select pg_reload_conf()");

        drain(sink);
        assertThat(sink.state().phase()).isEqualTo(SinkState.Phase.RUNNING);
        List<String> disturbed = dump();
        sink.close();
        emptyDatabase();
        database.close();
        database = Database.open(settings());
        drain(startSink());
        assertThat(disturbed).isEqualTo(dump());
    }
}
