package org.stationboard.allinone;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.v1.LogHead;
import org.stationboard.engine.Engine;
import org.stationboard.streams.StationStreams;
import org.stationboard.streams.TopologySettings;
import org.stationboard.streams.verify.KafkaLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs this program's engine into a set of its own until it has taken the whole log. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the engine of this program over the whole log into a set of topics of its own, until it has taken all"
                    + " there is. Cut short or run again it goes on where it stood.",
            "Exit code 0: it has the whole log; 1: refused or failed; 2: wrong usage."
        })
final class UpgradeStart implements Callable<Integer> {
    /** Below so many offsets behind, records are counted: offsets have gaps. */
    private static final long NEAR = 5_000;

    @Mixin
    private LogPlace place = new LogPlace();

    @Option(
            names = "--set",
            paramLabel = "NAME",
            converter = EngineSetConverter.class,
            description = "Name of its set of topics: v, a digit, then a-z, 0-9 and dots. Default: v and the engine's"
                    + " version, here v" + Engine.VERSION + ".")
    private @Nullable EngineSet named;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "With --bootstrap: where its tables are kept. May be lost: they are rebuilt.")
    private @Nullable Path state;

    @Override
    public Integer call() throws Exception {
        return place.with(this::run);
    }

    private int run(String brokers) throws Exception {
        EngineSet set = candidate(LogEngine.head(brokers));
        Path tables = tables();
        Files.createDirectories(tables);
        TopologySettings settings = AllInOne.settings(brokers, tables).of(set);
        LogEngine.requireOfOneVersion(brokers, set);
        long began = System.nanoTime();
        try (StationStreams streams = new StationStreams(settings, new SimpleMeterRegistry())) {
            streams.start();
            while (!caughtUp(brokers, settings.applicationId())) {
                if (streams.state() == StationStreams.State.FAILED) {
                    throw new StartRefused(streams.failure().orElse("streams: failed (expected: to run)"));
                }
                TimeUnit.SECONDS.sleep(1);
            }
        }
        Console.line(String.format(
                Locale.ROOT,
                "%s, version %s, has the whole log after %d s: next, stationboard upgrade compare",
                set,
                Engine.VERSION,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)));
        return 0;
    }

    private EngineSet candidate(LogHead head) throws StartRefused {
        LogEngine.requireBegun(head);
        EngineSet followed = new EngineSet(head.getEngineSet());
        if (named == null && head.getEngineVersion().equals(Engine.VERSION)) {
            throw new StartRefused("engine: readers of this log follow version " + Engine.VERSION
                    + ", which is this program's (expected: another; or --set NAME to count the same anew)");
        }
        EngineSet set = named == null ? LogEngine.ownSet() : named;
        if (set.equals(followed)) {
            throw new StartRefused("--set: readers follow " + set + " (expected: another)");
        }
        return set;
    }

    private Path tables() throws StartRefused {
        Path data = place.data();
        if (data != null) {
            return data.resolve("streams");
        }
        if (state == null) {
            throw new StartRefused("--state: missing (expected: a folder for the tables, with --bootstrap)");
        }
        return state;
    }

    private static boolean caughtUp(String brokers, String application) {
        KafkaLog log = KafkaLog.open(brokers, application);
        long behind = log.behind();
        Console.progress(String.format(Locale.ROOT, "%,d of %,d offsets taken", log.offsets() - behind, log.offsets()));
        return behind < NEAR && log.waiting() == 0;
    }
}
