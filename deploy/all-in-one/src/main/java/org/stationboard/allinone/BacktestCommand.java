package org.stationboard.allinone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.ApiSettings;
import org.stationboard.engine.CatalogueException;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.store.Database;
import org.stationboard.store.DatabaseSettings;
import org.stationboard.store.PostgresVerificationReader;
import org.stationboard.store.StoreException;
import org.stationboard.streams.backtest.Backtest;
import org.stationboard.streams.backtest.Period;
import org.stationboard.streams.backtest.RuleRun;
import org.stationboard.streams.verify.KafkaLog;
import org.stationboard.streams.verify.LogSource;
import org.stationboard.streams.verify.VerificationException;
import org.stationboard.testkit.EmbeddedDatabase;
import org.stationboard.testkit.EmbeddedKafka;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the stored log under a draft of the rules and says which alerts it would have raised. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the stored log through the engine with a draft in place of its catalogues, beside the rules in force,"
                    + " and prints the alerts each would have raised in a period, what chance does at each station's"
                    + " size, and the difference. Changes nothing.",
            "Tables stand on the heap: some 300 bytes a record of the partitions run at a time; STATIONBOARD_JAVA_OPTIONS"
                    + " gives more than 3 GiB.",
            "Exit code 0: done; 1: the draft is broken (every fault is printed with line and key), or there is no log;"
                    + " 2: wrong usage."
        })
final class BacktestCommand implements Callable<Integer> {
    private static final String PASSWORD = "STATIONBOARD_DATABASE_PASSWORD";

    @Option(names = "--rules", paramLabel = "FILE", required = true, description = "The draft: a catalogue in YAML.")
    private Path rules = Path.of("");

    @Option(names = "--from", paramLabel = "DAY", required = true, description = "First day, such as 2026-01-31.")
    private LocalDate from = LocalDate.EPOCH;

    @Option(names = "--to", paramLabel = "DAY", required = true, description = "Last day, inclusive.")
    private LocalDate to = LocalDate.EPOCH;

    @ArgGroup(multiplicity = "1")
    private Where place = new Where();

    /** Where the log is. */
    private static final class Where {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "Data folder of a Stationboard that is stopped (serve, demo).")
        private @Nullable Path data;

        @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "Brokers that run.")
        private @Nullable String bootstrap;
    }

    /** What the log is read from. */
    enum Source {
        /** The topic of the log. */
        LOG,
        /** The records kept in the database. */
        STORE
    }

    @Option(
            names = "--from-source",
            paramLabel = "log|store",
            defaultValue = "log",
            description = "log (default): the topic station-records; store: the records kept in the database.")
    private Source source = Source.LOG;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "With --bootstrap and --from-source store: jdbc:postgresql://HOST:PORT/NAME; password in "
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
            description = "The streams application up to whose place the log is read. Default: ${DEFAULT-VALUE}.")
    private String application = AllInOne.APPLICATION;

    @Option(
            names = "--alone",
            description = "The draft alone, without the rules in force beside it: half the time, no difference.")
    private boolean alone;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Partitions run at a time. Default: ${DEFAULT-VALUE}.")
    private int threads = 2;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Also writes all of it here, with each station's size.")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        if (to.isBefore(from) || threads < 1) {
            throw new StartRefused("period: " + from + " to " + to + ", threads " + threads
                    + " (expected: --to not before --from, at least one thread)");
        }
        String draft = draft();
        try {
            return place.data == null ? running(draft) : stopped(place.data, draft);
        } catch (VerificationException | StoreException impossible) {
            throw new StartRefused("backtest: " + impossible.getMessage());
        }
    }

    /** The draft's text, or every fault in it. */
    private String draft() throws StartRefused {
        String text = Shipped.text("rules", rules);
        try {
            CatalogueLoader.load(text);
            return text;
        } catch (CatalogueException faulty) {
            StringBuilder all = new StringBuilder("rules: " + rules + " cannot be used:");
            faulty.faults()
                    .forEach(
                            fault -> all.append('\n').append(rules).append(": ").append(fault));
            throw new StartRefused(all.toString());
        }
    }

    private int running(String draft) throws Exception {
        String brokers = place.bootstrap == null ? "" : place.bootstrap;
        if (source == Source.LOG) {
            return test(KafkaLog.open(brokers, LogEngine.followed(brokers).applicationId(application)), draft);
        }
        if (database == null) {
            throw new StartRefused("--from-source store: without a database (expected: --database URL or --data DIR)");
        }
        String password = System.getenv().getOrDefault(PASSWORD, "");
        try (Database opened = Database.open(new DatabaseSettings(database, databaseUser, password, threads + 1))) {
            return test(new StoreLog(new PostgresVerificationReader(opened)), draft);
        }
    }

    private int stopped(Path data, String draft) throws Exception {
        if (!Files.isDirectory(data.resolve("broker"))) {
            throw new StartRefused("data folder: " + data + " (expected: one that serve or demo has filled)");
        }
        try (DataFolder folder = DataFolder.open(data, 0);
                EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("broker"))) {
            if (source == Source.LOG) {
                return test(
                        KafkaLog.open(
                                broker.bootstrapServers(),
                                LogEngine.followed(broker.bootstrapServers()).applicationId(application)),
                        draft);
            }
            try (EmbeddedDatabase server = EmbeddedDatabase.start(folder.resolve("database"));
                    Database opened = Database.open(
                            new DatabaseSettings(server.jdbcUrl(), server.user(), server.password(), threads + 1))) {
                CaughtUp.bring(opened, broker.bootstrapServers(), LogEngine.followed(broker.bootstrapServers()));
                return test(new StoreLog(new PostgresVerificationReader(opened)), draft);
            }
        }
    }

    private int test(LogSource log, String draft) throws IOException {
        Period period = new Period(from.toEpochDay(), to.toEpochDay());
        BacktestProgress progress = new BacktestProgress(log, alone ? 1 : 2);
        Backtest backtest = new Backtest(log, ApiSettings.SHANGHAI, period, threads, progress);
        RuleRun drafted = backtest.under(draft);
        progress.nextRun();
        Optional<RuleRun> present = alone ? Optional.empty() : Optional.of(backtest.asItWas());
        BacktestReport report = new BacktestReport(period, drafted, present);
        List<String> lines = report.lines();
        lines.forEach(Console::line);
        Console.line(
                progress.told(drafted.records() + present.map(RuleRun::records).orElse(0L)));
        if (json != null) {
            Files.writeString(json, report.json() + '\n');
        }
        return 0;
    }
}
