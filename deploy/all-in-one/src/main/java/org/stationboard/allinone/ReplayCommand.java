package org.stationboard.allinone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.gateway.Mapping;
import org.stationboard.gateway.MappingException;
import org.stationboard.gateway.Replay;
import org.stationboard.gateway.ReplayException;
import org.stationboard.gateway.ReplayOrder;
import org.stationboard.gateway.ReplayProgress;
import org.stationboard.gateway.ReplaySettings;
import org.stationboard.gateway.ReplaySummary;
import org.stationboard.gateway.RowRefusal;
import org.stationboard.gateway.SnapshotCounts;
import org.stationboard.gateway.SnapshotSpan;
import org.stationboard.gateway.StationDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Recorded files, by a mapping, to a gateway that runs. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Sends recorded files to a running Stationboard: .csv, .csv.gz (by the mapping) and .ndjson.",
            "Sending the same again is harmless. Exit code 0: every record was accepted; 1: some were refused, or it"
                    + " could not go on."
        })
final class ReplayCommand implements Callable<Integer> {
    /** Refused rows told one by one; the summary counts them all. */
    private static final int ROWS_TOLD = 20;

    @Option(names = "--to", paramLabel = "URL", required = true, description = "Where it runs: http://127.0.0.1:8080")
    private @Nullable URI to;

    @Mixin
    private final KeyOption key = new KeyOption();

    @Option(names = "--mapping", paramLabel = "FILE", required = true, description = "What the columns mean.")
    private @Nullable Path mapping;

    @Option(
            names = "--clock",
            paramLabel = "log|wall",
            defaultValue = "wall",
            description = {
                "log: an import; the records' reporting times drive the log's clock.",
                "wall (default): they are late records like any other."
            })
    private String clock = "wall";

    @Option(
            names = "--speed",
            paramLabel = "max|N",
            defaultValue = "max",
            description = "As fast as it goes (default), or N times real time by reporting times.")
    private String speed = "max";

    @Option(
            names = "--order",
            paramLabel = "time|file|shuffle:SEED",
            defaultValue = "time",
            description = "By reporting time (default), as in the files, or shuffled.")
    private String order = "time";

    @Option(
            names = "--snapshot",
            paramLabel = "DAY",
            description = {
                "The files are one snapshot, taken on this day (YYYY-MM-DD): only what changed against --previous is"
                        + " sent, under versions that rise with the day, and what is gone is withdrawn within --span-from"
                        + " and --span-to. Its mapping needs an id column."
            })
    private @Nullable LocalDate snapshot;

    @Option(
            names = "--previous",
            paramLabel = "FILE",
            arity = "1",
            description = "A file of the snapshot before; once for each. Without one everything is new.")
    private List<Path> previous = List.of();

    @Option(
            names = "--span-time",
            paramLabel = "PATH",
            defaultValue = "occurredAt",
            description = "What --span-from and --span-to speak of: occurredAt (default), or such as case.openedAt.")
    private String spanTime = "occurredAt";

    @Option(
            names = "--span-from",
            paramLabel = "DAY",
            description = "First day on which the snapshot is whole. Default: from its earliest record on.")
    private @Nullable LocalDate firstDay;

    @Option(names = "--span-to", paramLabel = "DAY", description = "Last such day. Default: up to its latest record.")
    private @Nullable LocalDate lastDay;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The recorded files.")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws Exception {
        if (to == null || mapping == null) {
            throw new IllegalStateException("--to, --mapping: absent (expected: given)");
        }
        requireFiles();
        Mapping rules = mapping(mapping);
        ReplaySettings settings = settings(to, rules).withKey(key.value());
        StationDirectory stations = stations(to);
        AtomicInteger told = new AtomicInteger();
        Replay replay = new Replay(settings, stations.root(), Clock.systemUTC(), ReplayCommand::tell);
        try {
            ReplaySummary summary = snapshot == null
                    ? replay.send(files, rules, stations, order(), refused -> tellRefused(refused, told))
                    : replay.sendSnapshot(
                            span(snapshot, settings.zone()),
                            previous,
                            files,
                            rules,
                            stations,
                            refused -> tellRefused(refused, told),
                            ReplayCommand::tellChanges);
            tellSummary(summary);
            return summary.complete() ? 0 : 1;
        } catch (ReplayException ended) {
            throw new StartRefused(ended.getMessage());
        }
    }

    private SnapshotSpan span(LocalDate taken, ZoneId zone) throws StartRefused {
        try {
            return new SnapshotSpan(
                    taken,
                    spanTime,
                    Optional.ofNullable(firstDay)
                            .map(day -> day.atStartOfDay(zone).toInstant()),
                    Optional.ofNullable(lastDay)
                            .map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()),
                    zone);
        } catch (IllegalArgumentException wrong) {
            throw new StartRefused("snapshot: " + wrong.getMessage());
        }
    }

    private void requireFiles() throws StartRefused {
        if (snapshot == null && !(previous.isEmpty() && firstDay == null && lastDay == null)) {
            throw new StartRefused("--previous, --span-from, --span-to: given (expected: with --snapshot only)");
        }
        for (Path file : Stream.concat(files.stream(), previous.stream()).toList()) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new StartRefused("file: " + file + " (expected: a .csv, .csv.gz or .ndjson that can be read)");
            }
        }
    }

    private static Mapping mapping(Path file) throws StartRefused {
        try {
            return Mapping.load(file);
        } catch (MappingException faulty) {
            throw new StartRefused("mapping: " + file + " cannot be used:\n" + faulty.getMessage());
        } catch (IOException missing) {
            throw new StartRefused("mapping: " + file + " (expected: a YAML file that can be read)");
        }
    }

    private ReplaySettings settings(URI target, Mapping rules) throws StartRefused {
        ClockMode mode = switch (clock) {
            case "log" -> ClockMode.LOG;
            case "wall" -> ClockMode.WALL;
            default -> throw new StartRefused("clock: " + clock + " (expected: log or wall)");
        };
        try {
            return ReplaySettings.of(target, rules.label(), mode).withSpeed(speed);
        } catch (IllegalArgumentException wrong) {
            throw new StartRefused(wrong.getMessage());
        }
    }

    private ReplayOrder order() throws StartRefused {
        try {
            return ReplayOrder.parse(order);
        } catch (IllegalArgumentException wrong) {
            throw new StartRefused(wrong.getMessage());
        }
    }

    private StationDirectory stations(URI target) throws StartRefused, InterruptedException {
        try {
            return StationDirectory.fetch(target, key.value());
        } catch (IOException | IllegalArgumentException silent) {
            throw new StartRefused("to: " + target + " (expected: a running Stationboard): " + silent.getMessage());
        }
    }

    private static void tell(ReplayProgress progress) {
        Console.progress(String.format(
                Locale.ROOT,
                "%,d read, %,d accepted, %,d refused%s%s",
                progress.read(),
                progress.accepted(),
                progress.refused(),
                progress.reportedAt().getEpochSecond() == 0 ? "" : ", at " + progress.reportedAt(),
                progress.note().isEmpty() ? "" : "  (" + progress.note() + ")"));
    }

    private static void tellChanges(SnapshotCounts counts) {
        Console.line(String.format(
                Locale.ROOT,
                "added %,d, changed %,d, unchanged %,d, withdrawn %,d, gone but outside of the span %,d, repeated %,d",
                counts.added(),
                counts.changed(),
                counts.unchanged(),
                counts.withdrawn(),
                counts.kept(),
                counts.repeated()));
    }

    private static void tellRefused(RowRefusal refused, AtomicInteger told) {
        if (told.getAndIncrement() < ROWS_TOLD) {
            Console.line(refused.file() + ":" + refused.line() + ": " + refused.reason() + " " + refused.part());
        }
    }

    private static void tellSummary(ReplaySummary summary) {
        Console.line(String.format(
                Locale.ROOT,
                "read %,d, accepted %,d, refused %,d",
                summary.read(),
                summary.accepted(),
                summary.refused()));
        for (Map.Entry<String, Long> reason : new TreeMap<>(summary.refusedByReason()).entrySet()) {
            Console.line(String.format(Locale.ROOT, "  %s %,d", reason.getKey(), reason.getValue()));
        }
    }
}
