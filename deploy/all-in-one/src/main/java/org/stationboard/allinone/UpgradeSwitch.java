package org.stationboard.allinone;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.v1.LogHead;
import org.stationboard.engine.Engine;
import org.stationboard.gateway.EngineSwitch;
import org.stationboard.gateway.GatewaySettings;
import org.stationboard.store.Database;
import org.stationboard.store.DatabaseSettings;
import org.stationboard.streams.verify.KafkaLog;
import org.stationboard.testkit.EmbeddedDatabase;
import org.stationboard.testkit.EmbeddedKafka;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Has readers follow this program's engine from here on. */
@Command(
        name = "switch",
        mixinStandardHelpOptions = true,
        description = {
            "Writes into the log that readers follow another set of topics from here on, and reads the database's newest"
                    + " figures, verdicts and feeds anew from that set. Verdicts and alert steps that were said before"
                    + " stay as they were said. The product must be stopped, and that set must have the whole log.",
            "Exit code 0: done; 1: refused or failed, and it can be run again; 2: wrong usage."
        })
final class UpgradeSwitch implements Callable<Integer> {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Data folder of a Stationboard that is stopped (serve, demo).")
    private Path data = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "NAME",
            converter = EngineSetConverter.class,
            description = "The set to follow, written by this program's version; first is the one the log was begun"
                    + " with. Default: v and that version.")
    private @Nullable EngineSet named;

    @Override
    public Integer call() throws Exception {
        LogPlace.requireFilled(data);
        try (DataFolder folder = DataFolder.open(data, 0);
                EmbeddedDatabase server = EmbeddedDatabase.start(folder.resolve("database"));
                EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("broker"));
                Database opened =
                        Database.open(new DatabaseSettings(server.jdbcUrl(), server.user(), server.password(), 2))) {
            follow(broker.bootstrapServers(), opened);
        }
        return 0;
    }

    private void follow(String brokers, Database database) throws StartRefused {
        LogHead head = LogEngine.head(brokers);
        LogEngine.requireBegun(head);
        EngineSet before = new EngineSet(head.getEngineSet());
        EngineSet set = named == null ? LogEngine.ownSet() : named;
        if (set.equals(before)) {
            // The control record is there: an earlier run was cut short behind it.
            CaughtUp.bring(database, brokers, set);
            Console.line("readers follow " + set + " already; the database has it");
            return;
        }
        requireWhole(brokers, set);
        LogEngine.requireOfOneVersion(brokers, set);
        // All that was said until here is kept as it was said.
        CaughtUp.bring(database, brokers, before);
        GatewaySettings settings = GatewaySettings.of(brokers).withPartitions(head.getPartitions());
        LogHead now = EngineSwitch.write(settings, Engine.VERSION, set, Clock.systemUTC());
        Console.line("from here on readers follow " + set + ", version " + now.getEngineVersion());
        CaughtUp.bring(database, brokers, set);
        Console.line("the database is read anew; next, start the product with this program, then stationboard upgrade"
                + " finish --set " + (before.equals(EngineSet.FIRST) ? "first" : before.name()));
    }

    private static void requireWhole(String brokers, EngineSet set) throws StartRefused {
        long waiting =
                KafkaLog.open(brokers, set.applicationId(AllInOne.APPLICATION)).waiting();
        if (waiting > 0) {
            throw new StartRefused(String.format(
                    Locale.ROOT,
                    "%s: %,d records of the log not taken (expected: 0; run \"stationboard upgrade start\" again)",
                    set,
                    waiting));
        }
    }
}
