package org.stationboard.allinone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.ApiSettings;
import org.stationboard.contract.EngineSet;
import org.stationboard.store.Database;
import org.stationboard.store.DatabaseSettings;
import org.stationboard.store.PostgresVerificationReader;
import org.stationboard.store.StoreException;
import org.stationboard.store.VerificationReader;
import org.stationboard.streams.verify.Check;
import org.stationboard.streams.verify.Difference;
import org.stationboard.streams.verify.Findings;
import org.stationboard.streams.verify.KafkaLog;
import org.stationboard.streams.verify.LogSource;
import org.stationboard.streams.verify.Recomputation;
import org.stationboard.streams.verify.TopicsCheck;
import org.stationboard.streams.verify.VerificationException;
import org.stationboard.testkit.EmbeddedDatabase;
import org.stationboard.testkit.EmbeddedKafka;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the engine anew over the log and holds every figure, verdict and alert against what it gives. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Recomputes every figure, verdict and alert from the log and compares it with what the topics and the"
                    + " database hold. Changes nothing but what a start would: a database that lags is brought up.",
            "Exit code 0: no difference; 1: differences, which are printed, or it could not be verified; 2: wrong"
                    + " usage."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final String PASSWORD = "STATIONBOARD_DATABASE_PASSWORD";

    @ArgGroup(multiplicity = "1")
    private Where place = new Where();

    /** Where the log is. */
    private static final class Where {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "Data folder of a Stationboard that is stopped (serve, demo).")
        private @Nullable Path data;

        @Option(
                names = "--bootstrap",
                paramLabel = "HOST:PORT",
                description = "Brokers that run; the streams may run too.")
        private @Nullable String bootstrap;
    }

    /** What the values are recomputed from. */
    enum From {
        /** The topic of the log. */
        LOG,
        /** The records kept in the database. */
        STORE
    }

    @Option(
            names = "--from",
            paramLabel = "log|store",
            defaultValue = "log",
            description = {
                "log (default): the topic station-records; topics and database are compared.",
                "store: the records kept in the database, which alone is compared."
            })
    private From from = From.LOG;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "With --bootstrap: also compare this database, jdbc:postgresql://HOST:PORT/NAME; password in "
                    + PASSWORD + ".")
    private @Nullable String database;

    @Option(
            names = "--database-user",
            paramLabel = "NAME",
            defaultValue = "postgres",
            description = "Its user. Default: ${DEFAULT-VALUE}.")
    private String databaseUser = "postgres";

    @Option(
            names = "--application",
            paramLabel = "ID",
            defaultValue = AllInOne.APPLICATION,
            description = "The streams application whose values are verified, without the name of its set of topics."
                    + " Default: ${DEFAULT-VALUE}.")
    private String application = AllInOne.APPLICATION;

    @Override
    public Integer call() throws Exception {
        try {
            return place.data == null ? running() : stopped(place.data);
        } catch (VerificationException | StoreException impossible) {
            throw new StartRefused("verify: " + impossible.getMessage());
        }
    }

    private int running() throws StartRefused {
        String brokers = place.bootstrap == null ? "" : place.bootstrap;
        if (database == null) {
            if (from == From.STORE) {
                throw new StartRefused("--from store: without a database (expected: --database URL or --data DIR)");
            }
            return verify(brokers, false, Optional.empty());
        }
        String password = System.getenv().getOrDefault(PASSWORD, "");
        try (Database opened = Database.open(new DatabaseSettings(database, databaseUser, password, 2))) {
            return verify(brokers, false, Optional.of(new PostgresVerificationReader(opened)));
        }
    }

    private int stopped(Path data) throws StartRefused {
        if (!Files.isDirectory(data.resolve("broker"))) {
            throw new StartRefused("data folder: " + data + " (expected: one that serve or demo has filled)");
        }
        try (DataFolder folder = DataFolder.open(data, 0);
                EmbeddedDatabase server = EmbeddedDatabase.start(folder.resolve("database"));
                EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("broker"));
                Database opened =
                        Database.open(new DatabaseSettings(server.jdbcUrl(), server.user(), server.password(), 2))) {
            CaughtUp.bring(opened, broker.bootstrapServers(), LogEngine.followed(broker.bootstrapServers()));
            return verify(broker.bootstrapServers(), true, Optional.of(new PostgresVerificationReader(opened)));
        }
    }

    private int verify(String brokers, boolean atRest, Optional<VerificationReader> store) {
        Findings findings = new Findings();
        List<Check> checks = new ArrayList<>();
        LogSource log;
        if (from == From.STORE) {
            log = new StoreLog(store.orElseThrow());
        } else {
            EngineSet set = LogEngine.followed(brokers);
            KafkaLog topic = KafkaLog.open(brokers, set.applicationId(application));
            long waiting = topic.waiting();
            if (waiting > 0) {
                Console.line(String.format(
                        Locale.ROOT, "not taken by the streams yet, so not verified: %,d records", waiting));
            }
            checks.add(new TopicsCheck(brokers, topic, set, atRest, findings));
            log = topic;
        }
        store.ifPresent(reader -> checks.add(new StoreCheck(reader, log, findings)));
        VerifyProgress progress = new VerifyProgress(log.partitions());
        long records = new Recomputation(log, ApiSettings.SHANGHAI, progress).run(checks);
        tell(findings, records, progress.seconds());
        return findings.count() == 0 ? 0 : 1;
    }

    private static void tell(Findings findings, long records, long seconds) {
        findings.differences().stream().map(Difference::toString).forEach(Console::line);
        long untold = findings.count() - findings.differences().size();
        if (untold > 0) {
            Console.line(String.format(Locale.ROOT, "and %,d more", untold));
        }
        long values =
                findings.equal().values().stream().mapToLong(Long::longValue).sum();
        Map<String, Long> equal = new TreeMap<>(findings.equal());
        equal.forEach((where, count) -> Console.line(String.format(Locale.ROOT, "%-24s %,12d equal", where, count)));
        findings.newer().forEach((where, count) -> {
            if (count > 0) {
                Console.line(String.format(Locale.ROOT, "%-24s %,12d newer, not judged", where, count));
            }
        });
        Console.line(String.format(
                Locale.ROOT,
                "%,d records recomputed in %d s, %,d values equal, %,d differences",
                records,
                seconds,
                values,
                findings.count()));
    }
}
