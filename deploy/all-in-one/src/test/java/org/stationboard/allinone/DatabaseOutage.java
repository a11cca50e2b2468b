package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.stationboard.testkit.EmbeddedDatabase;

/**
 * A database that is away for a while under a product that runs, and what must hold then: the wall goes on, the health
 * route names the fault, and the sink takes up what came meanwhile. The same for seconds and for minutes.
 */
enum DatabaseOutage {
    READ_ONLY(200, "DEGRADED", "UP", "DATABASE_READ_ONLY") {
        @Override
        void begin(Installed installed) throws SQLException {
            configure(installed, "set default_transaction_read_only = on");
        }

        @Override
        void end(Installed installed) throws SQLException {
            configure(installed, "reset default_transaction_read_only");
        }
    },
    STOPPED(503, "DOWN", "DOWN", "WAITING_FOR_DATABASE") {
        @Override
        void begin(Installed installed) {
            installed.parts().stopDatabase();
        }
    },
    KILLED(503, "DOWN", "DOWN", "WAITING_FOR_DATABASE") {
        @Override
        void begin(Installed installed) throws Exception {
            Path file = installed.data().resolve("database/data/postmaster.pid");
            long pid = Long.parseLong(Files.readAllLines(file).get(0).trim());
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        }

        @Override
        void end(Installed installed) throws Exception {
            // What is left of it is put away first.
            installed.parts().stopDatabase();
            super.end(installed);
        }
    };

    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(15);
    /** The wall calls itself stale at 4 s without a frame or a pulse. */
    private static final long STALE_MS = 4_000;

    private final int status;
    private final String health;
    private final String database;
    private final String sink;

    DatabaseOutage(int status, String health, String database, String sink) {
        this.status = status;
        this.health = health;
        this.database = database;
        this.sink = sink;
    }

    /**
     * What was seen.
     *
     * @param lag values the sink had not stored at the end of the outage
     * @param caughtUpMs until it had stored them all
     */
    record Outcome(LiveWatch.Seen live, long lag, long caughtUpMs) {}

    abstract void begin(Installed installed) throws Exception;

    void end(Installed installed) throws Exception {
        installed.parts().startDatabase();
    }

    /** Lets the outage last so long and checks all of it; {@code during} is called again and again meanwhile. */
    Outcome last(Duration time, Installed installed, LiveWatch watch, Runnable during) throws Exception {
        BoardClient client = installed.client();
        watch.anew();
        begin(installed);
        try {
            await().atMost(NOTICED_WITHIN)
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() -> named(client.get("/health")));
            long until = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < until) {
                during.run();
                Thread.sleep(250);
            }
            named(client.get("/health"));
        } finally {
            end(installed);
        }
        long began = System.nanoTime();
        long lag = lag(client);
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    JsonNode checks = client.get("/health").body().get("checks");
                    assertThat(checks.at("/database/status").asText()).isEqualTo("UP");
                    assertThat(checks.at("/sink/status").asText()).isEqualTo("UP");
                    assertThat(lag(client)).isLessThan(Math.max(200, lag / 20));
                });
        LiveWatch.Seen seen = watch.seen();
        assertThat(seen.longestGapMs())
                .as("%s: the longest without a frame", this)
                .isLessThan(STALE_MS);
        assertThat(seen.worstPulseAgeMs()).as("%s: the oldest pulse", this).isLessThan(STALE_MS);
        assertThat(seen.calls()).as("%s: live figures go on", this).isPositive();
        return new Outcome(seen, lag, (System.nanoTime() - began) / 1_000_000);
    }

    private void named(BoardClient.Answer answer) {
        JsonNode body = answer.body();
        assertThat(answer.status()).as("%s: %s", this, body).isEqualTo(status);
        assertThat(body.get("status").asText()).isEqualTo(health);
        assertThat(body.at("/checks/database/status").asText()).isEqualTo(database);
        assertThat(body.at("/checks/sink/status").asText()).isEqualTo(sink);
        assertThat(body.at("/checks/broker/status").asText()).isEqualTo("UP");
    }

    /** Values on the broker that are not stored, as the product's meters say: they need no database. */
    private static long lag(BoardClient client) throws Exception {
        return client.text("/metrics")
                .lines()
                .filter(line -> line.startsWith("sink_lag_records "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    private static void configure(Installed installed, String setting) throws SQLException {
        EmbeddedDatabase server = installed.parts().databaseServer();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("alter system " + setting);
            statement.execute("select pg_reload_conf()");
        }
    }
}
