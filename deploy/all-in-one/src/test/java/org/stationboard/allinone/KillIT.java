package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.testkit.EmbeddedDatabase;

/** A power cut in the middle of a load changes nothing that is published. */
@Tag("rest")
@ExtendWith(ProcessLogs.class)
final class KillIT {
    private static final long BEFORE_THE_KILL = 25_000;
    /** May and June hold few disputes and as many days as the others. */
    private static final String FIRST_FILE = "br-consumidor-odr-2014-07";

    @TempDir
    private Path folder;

    @Test
    void publishesTheSameAfterAKillInTheMiddleOfALoad() throws Exception {
        Path catalogue =
                Path.of("src", "test", "resources", "catalogue-lively.yaml").toAbsolutePath();
        Path calm = folder.resolve("undisturbed");
        try (ServeProcess serve =
                ServeProcess.start(calm, Installed.freePort(), "serve", "--catalogue", catalogue.toString())) {
            serve.awaitReady();
            replay(serve);
            awaitStored(serve);
        }
        PublishedLog undisturbed = PublishedLog.read(calm);

        Path killed = folder.resolve("killed");
        int port = Installed.freePort();
        CompletableFuture<Integer> load;
        try (ServeProcess first = ServeProcess.start(killed, port, "serve", "--catalogue", catalogue.toString())) {
            first.awaitReady();
            load = CompletableFuture.supplyAsync(() -> Main.commandLine().execute(replayLine(first)));
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .ignoreExceptions()
                    .until(() -> first.client()
                                    .read("/api/v1/pipeline")
                                    .get("balances")
                                    .get("accepted")
                                    .asLong()
                            >= BEFORE_THE_KILL);
            first.kill();
        }
        assertThat(load.isDone()).as("the kill came in the middle of the load").isFalse();

        // The replay is still trying: it goes on where the gateway stopped answering.
        try (ServeProcess second = ServeProcess.start(killed, port, "serve", "--catalogue", catalogue.toString())) {
            second.awaitReady();
            assertThat(load.get()).isZero();
            awaitStored(second);
        }
        PublishedLog disturbed = PublishedLog.read(killed);

        assertThat(disturbed.figures()).isEqualTo(undisturbed.figures());
        assertThat(disturbed.verdicts()).isEqualTo(undisturbed.verdicts());
        assertThat(disturbed.alerts()).isEqualTo(undisturbed.alerts());
        assertThat(undisturbed.figures()).hasSizeGreaterThan(10_000);
        assertThat(transitionsTo(undisturbed, AlertState.FIRING)).isGreaterThanOrEqualTo(20);
        assertThat(transitionsTo(undisturbed, AlertState.RESOLVED)).isGreaterThanOrEqualTo(20);
        assertVerified(killed);
        assertAFalseRowIsFound(killed);
    }

    /** Figures, verdicts and alerts are the log's own, and every step of an alert stands once. */
    private static void assertVerified(Path data) throws Exception {
        VerifyRun verified = VerifyRun.of("--data", data.toString());
        assertThat(verified.exitCode()).as(verified.output()).isZero();
        assertThat(verified.output()).contains("table alert_transitions", "topic alerts", ", 0 differences");
    }

    /** Recomputed from the records that the database keeps, whose ticks but the first it does not keep. */
    private static void assertAFalseRowIsFound(Path data) throws Exception {
        String key;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(data.resolve("database"));
                Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("update figures set numerator = numerator + 1 where (unit, "
                        + "indicator, day) = (select unit, indicator, day from figures where numerator > 0 order by "
                        + "unit, indicator, day limit 1) returning (select unit_id from unit_numbers where number = "
                        + "unit) || '|' || (select i.indicator from indicator_numbers i where number = "
                        + "figures.indicator) || '|D|' || day, numerator")) {
            row.next();
            key = row.getString(1);
            // The sums of its month would tell of it as well.
            statement.execute("update figure_months set ticks = null");
        }
        VerifyRun verified = VerifyRun.of("--data", data.toString(), "--from", "store");
        assertThat(verified.exitCode()).as(verified.output()).isEqualTo(1);
        assertThat(verified.output())
                .contains("table figures", "key " + key, "expected: ", "found: ", ", 1 differences");
    }

    private static long transitionsTo(PublishedLog log, AlertState state) throws Exception {
        long found = 0;
        for (List<String> life : log.alerts().values()) {
            for (String hex : life) {
                AlertTransition transition =
                        AlertTransition.parseFrom(java.util.HexFormat.of().parseHex(hex));
                found += transition.getTo() == state ? 1 : 0;
            }
        }
        return found;
    }

    private static void replay(ServeProcess serve) {
        Installed.run(replayLine(serve));
    }

    private static String[] replayLine(ServeProcess serve) {
        List<String> line = new ArrayList<>(List.of(
                "replay",
                "--to",
                serve.url(),
                "--clock",
                "log",
                "--mapping",
                Installed.DEMO_DATA.resolve("mappings/consumidor.yaml").toString()));
        try (var files = Files.list(Installed.DEMO_DATA)) {
            files.filter(file -> file.getFileName().toString().startsWith("br-consumidor"))
                    .filter(file -> file.getFileName().toString().compareTo(FIRST_FILE) >= 0)
                    .sorted()
                    .forEach(file -> line.add(file.toString()));
        } catch (java.io.IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
        return line.toArray(String[]::new);
    }

    /** The last record was reported on 2014-10-31, before 20:00 in Shanghai. */
    private static void awaitStored(ServeProcess serve) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> {
                    var stored = serve.client().read("/api/v1/pipeline").get("sink");
                    return stored.get("lag").asLong() == 0
                            && Instant.parse(stored.get("lastTick").asText())
                                    .isAfter(Instant.parse("2014-10-31T11:00:00Z"));
                });
    }
}
