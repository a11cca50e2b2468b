package org.stationboard.allinone;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.stationboard.testkit.EmbeddedKafka;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Option of commands that work on a log: a data folder whose product is stopped, or brokers that run. */
final class LogPlace {
    @ArgGroup(multiplicity = "1")
    private Where where = new Where();

    private static final class Where {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "Data folder of a Stationboard that is stopped (serve, demo).")
        private @Nullable Path data;

        @Option(
                names = "--bootstrap",
                paramLabel = "HOST:PORT",
                description = "Brokers that run; the product may run too.")
        private @Nullable String bootstrap;
    }

    /** What is done with the brokers. */
    @FunctionalInterface
    interface Work {
        int with(String brokers) throws Exception;
    }

    /** The data folder, if one was given. */
    @Nullable
    Path data() {
        return where.data;
    }

    /** Does the work; of a data folder the broker runs meanwhile, and nobody else may use the folder. */
    int with(Work work) throws Exception {
        Path data = where.data;
        if (data == null) {
            return work.with(where.bootstrap == null ? "" : where.bootstrap);
        }
        requireFilled(data);
        try (DataFolder folder = DataFolder.open(data, 0);
                EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("broker"))) {
            return work.with(broker.bootstrapServers());
        }
    }

    /** Refuses a folder that no product has used. */
    static void requireFilled(Path data) throws StartRefused {
        if (!Files.isDirectory(data.resolve("broker"))) {
            throw new StartRefused("data folder: " + data + " (expected: one that serve or demo has filled)");
        }
    }
}
